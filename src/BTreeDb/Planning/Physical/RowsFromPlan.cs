using System.Collections.Immutable;
using BTreeDb.Binding;

namespace BTreeDb.Planning.Physical;

/// <summary>The rows of several inputs side by side, perhaps numbered in a last column.</summary>
internal sealed record RowsFromPlan(
    ImmutableArray<PhysicalPlan> Parts, bool IsNumbered, ImmutableArray<BoundColumnDefinition> Columns, PlanEstimate Estimate)
    : PhysicalPlan(Columns, Estimate)
{
    /// <inheritdoc/>
    public override ImmutableArray<PhysicalPlan> Inputs => Parts;
}
