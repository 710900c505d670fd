using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Planning.Physical;

/// <summary>Keeps the rows for which all conjuncts are true.</summary>
internal sealed record FilterPlan(
    PhysicalPlan Input, ImmutableArray<BoundExpression> Conjuncts, PlanEstimate Estimate)
    : PhysicalPlan(Input.Columns, Estimate)
{
    /// <inheritdoc/>
    public override ImmutableArray<PhysicalPlan> Inputs => [Input];
}
