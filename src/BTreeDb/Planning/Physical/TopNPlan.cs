using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;

namespace BTreeDb.Planning.Physical;

/// <summary>
/// Sorts, but keeps only the first rows: LIMIT plus OFFSET of them; the offset's rows are then skipped.
/// </summary>
internal sealed record TopNPlan(
    PhysicalPlan Input,
    ImmutableArray<BoundSortKey> Keys,
    BoundExpression Limit,
    BoundExpression? Offset,
    PlanEstimate Estimate) : PhysicalPlan(Input.Columns, Estimate)
{
    /// <inheritdoc/>
    public override ImmutableArray<PhysicalPlan> Inputs => [Input];
}
