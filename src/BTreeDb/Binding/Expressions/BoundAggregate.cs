using BTreeDb.Types;

namespace BTreeDb.Binding.Expressions;

/// <summary>
/// An aggregate of a <see cref="Queries.BoundSelect"/>; expressions above the grouping refer to <paramref name="Output"/>.
/// </summary>
/// <param name="Output">The column that holds the result.</param>
/// <param name="Aggregate">Which aggregate.</param>
/// <param name="Argument">What it aggregates; null for <c>count(*)</c>.</param>
/// <param name="IsDistinct">Over distinct values only.</param>
/// <param name="Filter">FILTER (WHERE ...), or null.</param>
/// <param name="Type">The result's type.</param>
internal sealed record BoundAggregate(
    ColumnId Output, AggregateId Aggregate, BoundExpression? Argument, bool IsDistinct, BoundExpression? Filter,
    SqlType Type);
