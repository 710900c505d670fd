using BTreeDb.Binding.Queries;
using BTreeDb.Types;

namespace BTreeDb.Binding.Expressions;

/// <summary>
/// A subquery in an expression. Outer references are <see cref="BoundColumn"/>s that the query itself does not produce.
/// Planning takes it out of the expression; execution never sees it.
/// </summary>
/// <param name="Kind">What it yields.</param>
/// <param name="Query">The query.</param>
/// <param name="Operand">The left side of ANY and ALL, in the type of the query's only column; else null.</param>
/// <param name="Comparison">The comparison of ANY and ALL; else <see cref="FunctionId.None"/>.</param>
/// <param name="Type">The result's type.</param>
internal sealed record BoundSubquery(
    SubqueryKind Kind, BoundQuery Query, BoundExpression? Operand, FunctionId Comparison, SqlType Type)
    : BoundExpression(Type)
{
    /// <summary>
    /// Instead of operand and comparison, where rows are compared: the test of ANY over the query's columns; else null.
    /// </summary>
    public BoundExpression? Test { get; init; }

    /// <summary>
    /// Of a scalar subquery that several expressions share, since each takes one of its columns: the column's place. They know
    /// each other by the query's columns, and the query runs once for all.
    /// </summary>
    public int? Field { get; init; }
}
