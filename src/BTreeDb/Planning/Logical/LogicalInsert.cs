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
internal sealed record LogicalInsert(
    LogicalOperator Input, BoundInsert Statement, ImmutableArray<BoundExpression> Row,
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
        foreach (var value in Row)
            visit(value);
        foreach (var projection in Returning)
            visit(projection.Expression);
    }

    /// <inheritdoc/>
    public override LogicalOperator MapExpressions(Func<BoundExpression, BoundExpression> map) =>
        this with { Row = Conjunction.Map(Row, map), Returning = Projection.Map(Returning, map) };
}
