using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Queries;

namespace BTreeDb.Planning.Physical;

/// <summary>A recursion: the start once, then the step over the rows of the round before.</summary>
internal sealed record RecursionPlan(
    bool IsAll,
    PhysicalPlan Start,
    PhysicalPlan Step,
    WorkTableId Work,
    ImmutableArray<BoundColumnDefinition> Columns,
    PlanEstimate Estimate) : PhysicalPlan(Columns, Estimate)
{
    /// <inheritdoc/>
    public override ImmutableArray<PhysicalPlan> Inputs => [Start, Step];
}
