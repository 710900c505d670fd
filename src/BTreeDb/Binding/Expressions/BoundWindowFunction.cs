using System.Collections.Immutable;
using BTreeDb.Types;

namespace BTreeDb.Binding.Expressions;

/// <summary>
/// A call over a window of a <see cref="Queries.BoundSelect"/>; the select list refers to <paramref name="Output"/>.
/// </summary>
/// <param name="Output">The column that holds the result.</param>
/// <param name="Function">Which function.</param>
/// <param name="Aggregate">Which aggregate, if it is one.</param>
/// <param name="Arguments">Its arguments; none for <c>count(*)</c> and the ranks.</param>
/// <param name="Filter">FILTER (WHERE ...) of an aggregate, or null.</param>
/// <param name="Type">The result's type.</param>
internal sealed record BoundWindowFunction(
    ColumnId Output,
    WindowFunctionId Function,
    AggregateId Aggregate,
    ImmutableArray<BoundExpression> Arguments,
    BoundExpression? Filter,
    SqlType Type)
{
    /// <summary>The first argument; null when there is none.</summary>
    public BoundExpression? Argument => Arguments.IsEmpty ? null : Arguments[0];
}
