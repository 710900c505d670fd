using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Expressions;

namespace BTreeDb.Planning.Logical;

/// <summary>
/// Each row once for each grouping set: the keys that are not in the set are NULL, and a last column has the set's number.
/// </summary>
/// <param name="Input">The rows.</param>
/// <param name="Keys">The keys of all sets.</param>
/// <param name="Sets">The sets as places among the keys.</param>
/// <param name="Number">The column with the set's number.</param>
internal sealed record LogicalExpand(
    LogicalOperator Input,
    ImmutableArray<BoundProjection> Keys,
    ImmutableArray<ImmutableArray<int>> Sets,
    BoundColumnDefinition Number) : LogicalOperator
{
    /// <inheritdoc/>
    public override ImmutableArray<BoundColumnDefinition> Columns { get; } =
        Input.Columns.AddRange(Projection.ColumnsOf(Keys)).Add(Number);

    /// <inheritdoc/>
    public override ImmutableArray<LogicalOperator> Inputs => [Input];

    /// <inheritdoc/>
    public override LogicalOperator WithInputs(ImmutableArray<LogicalOperator> inputs) =>
        new LogicalExpand(inputs[0], Keys, Sets, Number);

    /// <inheritdoc/>
    public override void VisitExpressions(Action<BoundExpression> visit)
    {
        foreach (var key in Keys)
            visit(key.Expression);
    }

    /// <inheritdoc/>
    public override LogicalOperator MapExpressions(Func<BoundExpression, BoundExpression> map) =>
        new LogicalExpand(Input, Projection.Map(Keys, map), Sets, Number);
}
