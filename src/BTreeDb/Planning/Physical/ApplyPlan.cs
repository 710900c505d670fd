using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Physical;

/// <summary>Runs the right side for each left row; results are kept for equal outer values.</summary>
/// <param name="Kind">What happens with the right rows.</param>
/// <param name="Left">The outer side.</param>
/// <param name="Right">The dependent side.</param>
/// <param name="OuterColumns">The left columns that the right side, or the comparison, refers to.</param>
/// <param name="Comparison">For ANY and ALL: over outer columns and the right side's only column.</param>
/// <param name="Columns">See the base.</param>
/// <param name="Estimate">See the base.</param>
internal sealed record ApplyPlan(
    ApplyKind Kind,
    PhysicalPlan Left,
    PhysicalPlan Right,
    ImmutableArray<BoundColumnDefinition> OuterColumns,
    BoundExpression? Comparison,
    ImmutableArray<BoundColumnDefinition> Columns,
    PlanEstimate Estimate) : PhysicalPlan(Columns, Estimate)
{
    /// <inheritdoc/>
    public override ImmutableArray<PhysicalPlan> Inputs => [Left, Right];
}
