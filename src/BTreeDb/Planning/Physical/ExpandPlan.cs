using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Expressions;

namespace BTreeDb.Planning.Physical;

/// <summary>Yields each row once for each grouping set.</summary>
internal sealed record ExpandPlan(
    PhysicalPlan Input,
    ImmutableArray<BoundProjection> Keys,
    ImmutableArray<ImmutableArray<int>> Sets,
    BoundColumnDefinition Number,
    PlanEstimate Estimate) : PhysicalPlan(Input.Columns.AddRange(Projection.ColumnsOf(Keys)).Add(Number), Estimate)
{
    /// <inheritdoc/>
    public override ImmutableArray<PhysicalPlan> Inputs => [Input];
}
