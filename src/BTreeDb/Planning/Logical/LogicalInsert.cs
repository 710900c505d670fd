using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Binding.Statements;
using BTreeDb.Planning.Expressions;

namespace BTreeDb.Planning.Logical;

/// <summary>Inserts what its input yields, and yields RETURNING's columns.</summary>
/// <param name="Input">The rows.</param>
/// <param name="Statement">The statement.</param>
/// <param name="Row">The value of each table column, over the input's columns.</param>
/// <param name="Returning">RETURNING, over the statement's new row; without subqueries.</param>
/// <param name="ConflictUpdate">
/// For DO UPDATE: from the existing row and the one that was to be inserted, which a <see cref="LogicalRowInput"/> at its
/// bottom stands for, to the new values of all columns; no row where the condition is not met.
/// </param>
internal sealed record LogicalInsert(
    LogicalOperator Input, BoundInsert Statement, ImmutableArray<BoundExpression> Row,
    ImmutableArray<BoundProjection> Returning, LogicalOperator? ConflictUpdate = null) : LogicalOperator
{
    /// <inheritdoc/>
    public override ImmutableArray<BoundColumnDefinition> Columns { get; } = Projection.ColumnsOf(Returning);

    /// <inheritdoc/>
    public override ImmutableArray<LogicalOperator> Inputs => ConflictUpdate is null ? [Input] : [Input, ConflictUpdate];

    /// <inheritdoc/>
    public override LogicalOperator WithInputs(ImmutableArray<LogicalOperator> inputs) =>
        this with { Input = inputs[0], ConflictUpdate = ConflictUpdate is null ? null : inputs[1] };

    /// <inheritdoc/>
    public override void VisitExpressions(Action<BoundExpression> visit)
    {
        foreach (var value in Row)
            visit(value);
        foreach (var projection in Returning)
            visit(projection.Expression);
        foreach (var column in ConflictUpdate?.Columns ?? [])
            visit(Projection.Reference(column));
    }

    /// <inheritdoc/>
    public override LogicalOperator MapExpressions(Func<BoundExpression, BoundExpression> map) =>
        this with { Row = Conjunction.Map(Row, map), Returning = Projection.Map(Returning, map) };
}
