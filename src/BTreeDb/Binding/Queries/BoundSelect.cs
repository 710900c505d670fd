using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Binding.Queries;

/// <summary>
/// One SELECT block, evaluated as SQL says: FROM, WHERE, GROUP BY with aggregates, HAVING, select list, DISTINCT.
/// ORDER BY and LIMIT wrap it as <see cref="BoundOrderedQuery"/>.
/// </summary>
/// <param name="From">The input, or null for a single empty row.</param>
/// <param name="Where">The condition, or null.</param>
/// <param name="IsGrouped">With GROUP BY, HAVING or any aggregate. Without group keys there is exactly one group.</param>
/// <param name="GroupKeys">Group keys; expressions above the grouping refer to their <see cref="BoundProjection.Column"/>.</param>
/// <param name="Aggregates">All aggregates of select list, HAVING and ORDER BY.</param>
/// <param name="Having">The condition over groups, or null.</param>
/// <param name="Projections">
/// The select list, followed by hidden columns that only ORDER BY needs (<see cref="BoundQuery.Columns"/> has the first).
/// </param>
/// <param name="IsDistinct">DISTINCT.</param>
/// <param name="Columns">The columns that the block yields, the hidden ones included.</param>
internal sealed record BoundSelect(
    BoundTableReference? From,
    BoundExpression? Where,
    bool IsGrouped,
    ImmutableArray<BoundProjection> GroupKeys,
    ImmutableArray<BoundAggregate> Aggregates,
    BoundExpression? Having,
    ImmutableArray<BoundProjection> Projections,
    bool IsDistinct,
    ImmutableArray<BoundColumnDefinition> Columns) : BoundQuery(Columns)
{
    /// <summary>The grouping sets as places among the group keys; empty when there is one set of all keys.</summary>
    public ImmutableArray<ImmutableArray<int>> GroupingSets { get; init; } = [];

    /// <summary>With grouping sets: the column with the number of the set that a group belongs to.</summary>
    public BoundColumnDefinition? SetColumn { get; init; }

    /// <summary>
    /// Functions of the select list that return rows: each row is repeated for what they yield in lock-step. Their columns
    /// may be arguments of those behind them.
    /// </summary>
    public ImmutableArray<BoundFunctionTable> RowFunctions { get; init; } = [];

    /// <summary>Those of them that are grouped by, and therefore are evaluated before the grouping.</summary>
    public ImmutableArray<BoundFunctionTable> GroupedRowFunctions { get; init; } = [];

    /// <summary>The windows of the select list and ORDER BY, over the groups if there are any.</summary>
    public ImmutableArray<BoundWindow> Windows { get; init; } = [];

    /// <summary>The tables of FROM whose rows are locked.</summary>
    public ImmutableArray<BoundRowLock> Locks { get; init; } = [];
}
