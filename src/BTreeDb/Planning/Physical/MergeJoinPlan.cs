using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Planning.Physical;

/// <summary>
/// Joins two inputs that come in the order of the first key: neither has to be read before the other, and hardly any of them
/// has to be kept. Inner, semi and anti joins keep the left order.
/// </summary>
/// <param name="Kind">Which join: inner, left, semi or anti.</param>
/// <param name="Left">The outer side.</param>
/// <param name="Right">The inner side.</param>
/// <param name="LeftKeys">Columns of the left side; it comes in the order of the first.</param>
/// <param name="RightKeys">Columns of the right side, of the same types.</param>
/// <param name="IsDescending">Both come from the highest key to the lowest, NULLs first; else the other way round.</param>
/// <param name="Conditions">What pairs with equal keys must satisfy besides.</param>
/// <param name="Columns">See the base.</param>
/// <param name="Estimate">See the base.</param>
internal sealed record MergeJoinPlan(
    JoinMethodKind Kind,
    PhysicalPlan Left,
    PhysicalPlan Right,
    ImmutableArray<BoundExpression> LeftKeys,
    ImmutableArray<BoundExpression> RightKeys,
    bool IsDescending,
    ImmutableArray<BoundExpression> Conditions,
    ImmutableArray<BoundColumnDefinition> Columns,
    PlanEstimate Estimate)
    : JoinPlan(Kind, Left, Right, Conditions, null, null, Columns, Estimate);
