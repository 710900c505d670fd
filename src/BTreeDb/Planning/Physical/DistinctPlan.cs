using System.Collections.Immutable;

namespace BTreeDb.Planning.Physical;

/// <summary>Each different row once, by hash.</summary>
internal sealed record DistinctPlan(PhysicalPlan Input, PlanEstimate Estimate) : PhysicalPlan(Input.Columns, Estimate)
{
    /// <inheritdoc/>
    public override ImmutableArray<PhysicalPlan> Inputs => [Input];
}
