using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Binding.Statements;

/// <summary>A WHEN clause of MERGE.</summary>
/// <param name="IsMatched">Whether it is for pairs; else for source rows without target row.</param>
/// <param name="Condition">The condition after AND, or null.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Row">For each column of the table the value to store; empty unless rows are inserted or updated.</param>
internal sealed record BoundMergeClause(
    bool IsMatched, BoundExpression? Condition, BoundMergeKind Kind, ImmutableArray<BoundExpression> Row);
