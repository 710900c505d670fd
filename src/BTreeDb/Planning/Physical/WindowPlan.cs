using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Expressions;

namespace BTreeDb.Planning.Physical;

/// <summary>Adds the results of functions over a window; the input comes ordered by partition and order.</summary>
internal sealed record WindowPlan(PhysicalPlan Input, BoundWindow Window, PlanEstimate Estimate)
    : PhysicalPlan(Input.Columns.AddRange(WindowExpression.ColumnsOf(Window.Functions)), Estimate)
{
    /// <inheritdoc/>
    public override ImmutableArray<PhysicalPlan> Inputs => [Input];
}
