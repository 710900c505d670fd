using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Planning.Physical;

/// <summary>
/// Joins by looking the right side up by key for each left row. The condition of <paramref name="Lookup"/> is over
/// columns of the left side.
/// </summary>
/// <param name="Kind">Inner, left, semi or anti.</param>
/// <param name="Left">The outer side; its order is kept.</param>
/// <param name="Lookup">A <see cref="TableScanPlan"/>, <see cref="IndexScanPlan"/> or <see cref="PointLookupPlan"/>.</param>
/// <param name="Conditions">What pairs must satisfy besides, over both sides.</param>
/// <param name="Columns">See the base.</param>
/// <param name="Estimate">See the base.</param>
internal sealed record IndexNestedLoopJoinPlan(
    JoinMethodKind Kind,
    PhysicalPlan Left,
    TableAccessPlan Lookup,
    ImmutableArray<BoundExpression> Conditions,
    ImmutableArray<BoundColumnDefinition> Columns,
    PlanEstimate Estimate) : JoinPlan(Kind, Left, Lookup, Conditions, null, null, Columns, Estimate);
