using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Binding.Statements;
using BTreeDb.Planning.Expressions;

namespace BTreeDb.Planning.Logical;

/// <summary>Updates the rows whose keys its input yields, and yields RETURNING's columns.</summary>
/// <param name="Input">The target's old rows joined with FROM's items.</param>
/// <param name="Statement">The statement.</param>
/// <param name="RowKey">The input's column with the target row's clustered key.</param>
/// <param name="Row">The new value of each table column, over the input's columns.</param>
/// <param name="Returning">RETURNING, over the new row and the input's columns; without subqueries.</param>
internal sealed record LogicalUpdate(
    LogicalOperator Input, BoundUpdate Statement, BoundColumn RowKey, ImmutableArray<BoundExpression> Row,
    ImmutableArray<BoundProjection> Returning) : LogicalOperator
{
    /// <inheritdoc/>
    public override ImmutableArray<BoundColumnDefinition> Columns { get; } = Projection.ColumnsOf(Returning);

    /// <inheritdoc/>
    public override ImmutableArray<LogicalOperator> Inputs => [Input];

    /// <inheritdoc/>
    public override LogicalOperator WithInputs(ImmutableArray<LogicalOperator> inputs) => this with { Input = inputs[0] };

    /// <inheritdoc/>
    public override void VisitExpressions(Action<BoundExpression> visit)
    {
        visit(RowKey);
        foreach (var value in Row)
            visit(value);
        foreach (var projection in Returning)
            visit(projection.Expression);
    }

    /// <inheritdoc/>
    public override LogicalOperator MapExpressions(Func<BoundExpression, BoundExpression> map) =>
        this with { Row = Conjunction.Map(Row, map), Returning = Projection.Map(Returning, map) };
}
