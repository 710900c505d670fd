using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Planning.Physical;

/// <summary>A random sample of its input's rows.</summary>
internal sealed record SamplePlan(
    PhysicalPlan Input, bool IsBySystem, BoundExpression Percent, BoundExpression? Seed, PlanEstimate Estimate)
    : PhysicalPlan(Input.Columns, Estimate)
{
    /// <inheritdoc/>
    public override ImmutableArray<PhysicalPlan> Inputs => [Input];
}
