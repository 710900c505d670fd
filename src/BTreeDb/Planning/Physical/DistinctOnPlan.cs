using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Planning.Physical;

/// <summary>Of rows that are equal in the keys, and that follow each other, the first.</summary>
internal sealed record DistinctOnPlan(PhysicalPlan Input, ImmutableArray<BoundColumn> Keys, PlanEstimate Estimate)
    : PhysicalPlan(Input.Columns, Estimate)
{
    /// <inheritdoc/>
    public override ImmutableArray<PhysicalPlan> Inputs => [Input];
}
