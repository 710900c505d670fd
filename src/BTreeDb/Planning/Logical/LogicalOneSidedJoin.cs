using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Planning.Logical;

/// <summary>
/// A left, semi or anti join within a join set. It may come at any time after the relations have been joined that its conditions
/// refer to: what the set's conjuncts ask for does not depend on it.
/// </summary>
/// <param name="Kind">Left, semi or anti.</param>
/// <param name="Right">The right side.</param>
/// <param name="Conditions">Pairs must satisfy all of them.</param>
internal sealed record LogicalOneSidedJoin(LogicalJoinKind Kind, LogicalOperator Right, ImmutableArray<BoundExpression> Conditions);
