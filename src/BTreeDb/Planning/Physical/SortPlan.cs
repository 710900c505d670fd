using System.Collections.Immutable;
using BTreeDb.Binding.Queries;

namespace BTreeDb.Planning.Physical;

/// <summary>Sorts all rows.</summary>
internal sealed record SortPlan(PhysicalPlan Input, ImmutableArray<BoundSortKey> Keys, PlanEstimate Estimate)
    : PhysicalPlan(Input.Columns, Estimate)
{
    /// <inheritdoc/>
    public override ImmutableArray<PhysicalPlan> Inputs => [Input];
}
