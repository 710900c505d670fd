using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Planning.Physical;

/// <summary>
/// Joins by a hash table over the right side. A mark join whose comparison is an equality and that has no conditions can
/// use the compared values as keys: then <paramref name="IsNullAwareMark"/>.
/// </summary>
/// <param name="Kind">Which join.</param>
/// <param name="Left">The probe side.</param>
/// <param name="Right">The build side.</param>
/// <param name="LeftKeys">Keys over the left side.</param>
/// <param name="RightKeys">Keys over the right side, of the same types.</param>
/// <param name="Conditions">What pairs with equal keys must satisfy besides.</param>
/// <param name="Mark">The last column of a mark join; else null.</param>
/// <param name="MarkComparison">A comparison that is not among the keys, or null.</param>
/// <param name="IsNullAwareMark">The only key is the mark's comparison: NULLs on either side make the mark NULL.</param>
/// <param name="Columns">See the base.</param>
/// <param name="Estimate">See the base.</param>
internal sealed record HashJoinPlan(
    JoinMethodKind Kind,
    PhysicalPlan Left,
    PhysicalPlan Right,
    ImmutableArray<BoundExpression> LeftKeys,
    ImmutableArray<BoundExpression> RightKeys,
    ImmutableArray<BoundExpression> Conditions,
    BoundColumnDefinition? Mark,
    BoundExpression? MarkComparison,
    bool IsNullAwareMark,
    ImmutableArray<BoundColumnDefinition> Columns,
    PlanEstimate Estimate)
    : JoinPlan(Kind, Left, Right, Conditions, Mark, MarkComparison, Columns, Estimate);
