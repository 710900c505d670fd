using System.Collections.Immutable;
using BTreeDb.Types;

namespace BTreeDb.Binding.Expressions;

/// <summary>
/// An aggregate of a <see cref="Queries.BoundSelect"/>; expressions above the grouping refer to <paramref name="Output"/>.
/// </summary>
/// <param name="Output">The column that holds the result.</param>
/// <param name="Aggregate">Which aggregate.</param>
/// <param name="Arguments">What it aggregates; none for <c>count(*)</c>.</param>
/// <param name="IsDistinct">Over distinct values only.</param>
/// <param name="Filter">FILTER (WHERE ...), or null.</param>
/// <param name="Type">The result's type.</param>
internal sealed record BoundAggregate(
    ColumnId Output, AggregateId Aggregate, ImmutableArray<BoundExpression> Arguments, bool IsDistinct,
    BoundExpression? Filter, SqlType Type)
{
    /// <summary>ORDER BY among the arguments, or of WITHIN GROUP: the order in which rows are taken in.</summary>
    public ImmutableArray<BoundOrdering> Order { get; init; } = [];

    /// <summary>Of an ordered-set aggregate: what stands in its own parentheses.</summary>
    public ImmutableArray<BoundExpression> DirectArguments { get; init; } = [];

    /// <summary>Whether it aggregates what WITHIN GROUP orders.</summary>
    public bool IsOrderedSet => Aggregate >= AggregateId.PercentileCont && Aggregate <= AggregateId.HypotheticalCumeDist;

    /// <summary>The first argument; null for <c>count(*)</c>.</summary>
    public BoundExpression? Argument => Arguments.IsEmpty ? null : Arguments[0];
}
