using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Planning.Physical;

/// <summary>Skips and cuts.</summary>
internal sealed record LimitPlan(
    PhysicalPlan Input, BoundExpression? Limit, BoundExpression? Offset, PlanEstimate Estimate)
    : PhysicalPlan(Input.Columns, Estimate)
{
    /// <summary>WITH TIES: the columns that the rows are sorted by; else empty.</summary>
    public ImmutableArray<BoundColumn> Ties { get; init; } = [];

    /// <inheritdoc/>
    public override ImmutableArray<PhysicalPlan> Inputs => [Input];
}
