using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Binding.Queries;

/// <summary>ORDER BY, LIMIT and OFFSET over a query. Yields only the visible columns of its input.</summary>
/// <param name="Input">The query below.</param>
/// <param name="SortKeys">Columns of the input to sort by; empty when there is no ORDER BY.</param>
/// <param name="Limit">A bigint expression without columns, or null; NULL means no limit.</param>
/// <param name="Offset">A bigint expression without columns, or null.</param>
/// <param name="Columns">A prefix of the input's columns.</param>
internal sealed record BoundOrderedQuery(
    BoundQuery Input,
    ImmutableArray<BoundSortKey> SortKeys,
    BoundExpression? Limit,
    BoundExpression? Offset,
    ImmutableArray<BoundColumnDefinition> Columns) : BoundQuery(Columns)
{
    /// <summary>DISTINCT ON: of the rows equal in these columns, which are among the first to sort by, the first stays.</summary>
    public ImmutableArray<BoundColumn> DistinctOn { get; init; } = [];

    /// <summary>Rows that are equal to the last one within the limit come, too.</summary>
    public bool WithTies { get; init; }
}
