using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Expressions;

namespace BTreeDb.Planning.Physical;

/// <summary>What both ways of grouping have in common.</summary>
/// <param name="Input">What is grouped.</param>
/// <param name="GroupKeys">The keys of groups.</param>
/// <param name="Aggregates">What is computed of each group.</param>
/// <param name="Estimate">See the base.</param>
internal abstract record AggregatePlan(
    PhysicalPlan Input,
    ImmutableArray<BoundProjection> GroupKeys,
    ImmutableArray<BoundAggregate> Aggregates,
    PlanEstimate Estimate)
    : PhysicalPlan(
        Projection.ColumnsOf(GroupKeys).AddRange(AggregateExpression.ColumnsOf(Aggregates)), Estimate)
{
    /// <inheritdoc/>
    public override ImmutableArray<PhysicalPlan> Inputs => [Input];
}
