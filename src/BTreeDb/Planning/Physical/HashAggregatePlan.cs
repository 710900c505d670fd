using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Expressions;

namespace BTreeDb.Planning.Physical;

/// <summary>Groups by hash and aggregates; without keys there is one group.</summary>
internal sealed record HashAggregatePlan(
    PhysicalPlan Input,
    ImmutableArray<BoundProjection> GroupKeys,
    ImmutableArray<BoundAggregate> Aggregates,
    PlanEstimate Estimate)
    : PhysicalPlan(
        Projection.ColumnsOf(GroupKeys).AddRange(AggregateExpression.ColumnsOf(Aggregates)), Estimate)
{
    /// <summary>The numbers of the grouping sets that have a group even without any row; the number is the last key.</summary>
    public ImmutableArray<int> EmptySets { get; init; } = [];

    /// <inheritdoc/>
    public override ImmutableArray<PhysicalPlan> Inputs => [Input];
}
