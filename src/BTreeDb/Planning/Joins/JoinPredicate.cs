using BTreeDb.Binding.Expressions;

namespace BTreeDb.Planning.Joins;

/// <summary>A conjunct over several relations of a join set.</summary>
/// <param name="Relations">The relations that it needs.</param>
/// <param name="Condition">The conjunct.</param>
/// <param name="Selectivity">The share of pairs that satisfy it.</param>
internal sealed record JoinPredicate(RelationSet Relations, BoundExpression Condition, double Selectivity);
