using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;

namespace BTreeDb.Planning.Physical;

/// <summary>Groups by hash and aggregates; without keys there is one group.</summary>
/// <param name="Input">See the base.</param>
/// <param name="GroupKeys">See the base.</param>
/// <param name="Aggregates">See the base.</param>
/// <param name="Estimate">See the base.</param>
internal sealed record HashAggregatePlan(
    PhysicalPlan Input,
    ImmutableArray<BoundProjection> GroupKeys,
    ImmutableArray<BoundAggregate> Aggregates,
    PlanEstimate Estimate) : AggregatePlan(Input, GroupKeys, Aggregates, Estimate)
{
    /// <summary>The numbers of the grouping sets that have a group even without any row; the number is the last key.</summary>
    public ImmutableArray<int> EmptySets { get; init; } = [];
}
