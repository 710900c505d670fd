using System.Collections.Immutable;

namespace BTreeDb.Planning.Physical;

/// <summary>Hands on the only row of its input; fails when there are more.</summary>
internal sealed record AtMostOnePlan(PhysicalPlan Input, PlanEstimate Estimate) : PhysicalPlan(Input.Columns, Estimate)
{
    /// <inheritdoc/>
    public override ImmutableArray<PhysicalPlan> Inputs => [Input];
}
