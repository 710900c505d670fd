using System.Collections.Immutable;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Expressions;

namespace BTreeDb.Planning.Physical;

/// <summary>Computes columns.</summary>
internal sealed record ProjectPlan(
    PhysicalPlan Input, ImmutableArray<BoundProjection> Projections, PlanEstimate Estimate)
    : PhysicalPlan(Projection.ColumnsOf(Projections), Estimate)
{
    /// <inheritdoc/>
    public override ImmutableArray<PhysicalPlan> Inputs => [Input];
}
