using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Statements;

namespace BTreeDb.Planning.Logical;

/// <summary>A WHEN clause of MERGE over the rows of its input.</summary>
/// <param name="IsMatched">Whether it is for rows with a target row.</param>
/// <param name="Condition">The condition, or null.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Row">The new value of each table column; empty unless rows are inserted or updated.</param>
internal sealed record MergeAction(
    bool IsMatched, BoundExpression? Condition, BoundMergeKind Kind, ImmutableArray<BoundExpression> Row);
