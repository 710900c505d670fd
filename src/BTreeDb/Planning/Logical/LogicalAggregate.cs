using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Expressions;

namespace BTreeDb.Planning.Logical;

/// <summary>Groups and aggregates. Without keys there is exactly one group.</summary>
internal sealed record LogicalAggregate(
    LogicalOperator Input, ImmutableArray<BoundProjection> GroupKeys, ImmutableArray<BoundAggregate> Aggregates)
    : LogicalOperator
{
    /// <summary>
    /// Of an aggregate over grouping sets: the numbers of those without keys, which have a group even without any row.
    /// The number is the last key.
    /// </summary>
    public ImmutableArray<int> EmptySets { get; init; } = [];

    /// <inheritdoc/>
    public override ImmutableArray<BoundColumnDefinition> Columns { get; } =
        Projection.ColumnsOf(GroupKeys).AddRange(AggregateExpression.ColumnsOf(Aggregates));

    /// <inheritdoc/>
    public override ImmutableArray<LogicalOperator> Inputs => [Input];

    /// <inheritdoc/>
    public override LogicalOperator WithInputs(ImmutableArray<LogicalOperator> inputs) => this with { Input = inputs[0] };

    /// <inheritdoc/>
    public override void VisitExpressions(Action<BoundExpression> visit)
    {
        foreach (var key in GroupKeys)
            visit(key.Expression);
        foreach (var aggregate in Aggregates)
            AggregateExpression.Visit(aggregate, visit);
    }

    /// <inheritdoc/>
    public override LogicalOperator MapExpressions(Func<BoundExpression, BoundExpression> map) => new LogicalAggregate(
        Input, Projection.Map(GroupKeys, map), AggregateExpression.Map(Aggregates, map))
    {
        EmptySets = EmptySets,
    };
}
