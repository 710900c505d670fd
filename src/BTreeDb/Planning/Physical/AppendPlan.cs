using System.Collections.Immutable;
using BTreeDb.Binding;

namespace BTreeDb.Planning.Physical;

/// <summary>The rows of all inputs, one input after the other (UNION ALL).</summary>
internal sealed record AppendPlan(
    ImmutableArray<PhysicalPlan> Parts, ImmutableArray<BoundColumnDefinition> Columns, PlanEstimate Estimate)
    : PhysicalPlan(Columns, Estimate)
{
    /// <inheritdoc/>
    public override ImmutableArray<PhysicalPlan> Inputs => Parts;
}
