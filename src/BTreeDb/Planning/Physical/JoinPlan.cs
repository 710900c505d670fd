using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Planning.Physical;

/// <summary>What all methods of joining two inputs have in common.</summary>
/// <param name="Kind">Which join.</param>
/// <param name="Left">The outer (probe) side.</param>
/// <param name="Right">The inner (build) side.</param>
/// <param name="Conditions">What pairs must satisfy besides the keys of the method.</param>
/// <param name="Mark">The last column of a mark join; else null.</param>
/// <param name="MarkComparison">The comparison that the mark reports in three-valued logic, or null.</param>
/// <param name="Columns">See the base.</param>
/// <param name="Estimate">See the base.</param>
internal abstract record JoinPlan(
    JoinMethodKind Kind,
    PhysicalPlan Left,
    PhysicalPlan Right,
    ImmutableArray<BoundExpression> Conditions,
    BoundColumnDefinition? Mark,
    BoundExpression? MarkComparison,
    ImmutableArray<BoundColumnDefinition> Columns,
    PlanEstimate Estimate) : PhysicalPlan(Columns, Estimate)
{
    /// <inheritdoc/>
    public override ImmutableArray<PhysicalPlan> Inputs => [Left, Right];
}
