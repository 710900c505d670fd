using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Planning.Physical;

/// <summary>Joins by testing every pair; the right side is materialised once.</summary>
/// <param name="Kind">Which join.</param>
/// <param name="Left">The outer side.</param>
/// <param name="Right">The materialised side.</param>
/// <param name="Conditions">What pairs must satisfy.</param>
/// <param name="Mark">The last column of a mark join; else null.</param>
/// <param name="MarkComparison">The comparison that the mark reports, or null.</param>
/// <param name="Columns">See the base.</param>
/// <param name="Estimate">See the base.</param>
internal sealed record NestedLoopJoinPlan(
    JoinMethodKind Kind,
    PhysicalPlan Left,
    PhysicalPlan Right,
    ImmutableArray<BoundExpression> Conditions,
    BoundColumnDefinition? Mark,
    BoundExpression? MarkComparison,
    ImmutableArray<BoundColumnDefinition> Columns,
    PlanEstimate Estimate)
    : JoinPlan(Kind, Left, Right, Conditions, Mark, MarkComparison, Columns, Estimate);
