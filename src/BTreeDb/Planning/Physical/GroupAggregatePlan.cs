using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;

namespace BTreeDb.Planning.Physical;

/// <summary>Aggregates groups whose rows follow each other, and hands each on when it ends.</summary>
/// <param name="Input">Rows in an order of all keys.</param>
/// <param name="GroupKeys">Columns of the input.</param>
/// <param name="Aggregates">See the base.</param>
/// <param name="Order">The order in which groups come: all keys.</param>
/// <param name="Estimate">See the base.</param>
internal sealed record GroupAggregatePlan(
    PhysicalPlan Input,
    ImmutableArray<BoundProjection> GroupKeys,
    ImmutableArray<BoundAggregate> Aggregates,
    ImmutableArray<PlanOrder> Order,
    PlanEstimate Estimate) : AggregatePlan(Input, GroupKeys, Aggregates, Estimate);
