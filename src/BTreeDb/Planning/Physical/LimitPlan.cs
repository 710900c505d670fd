using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Planning.Physical;

/// <summary>Skips and cuts.</summary>
internal sealed record LimitPlan(
    PhysicalPlan Input, BoundExpression? Limit, BoundExpression? Offset, PlanEstimate Estimate)
    : PhysicalPlan(Input.Columns, Estimate)
{
    /// <inheritdoc/>
    public override ImmutableArray<PhysicalPlan> Inputs => [Input];
}
