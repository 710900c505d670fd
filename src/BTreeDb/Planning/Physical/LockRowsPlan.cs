using System.Collections.Immutable;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Physical;

/// <summary>Locks rows.</summary>
/// <param name="Input">The rows, with the keys of those to lock.</param>
/// <param name="Targets">What to lock.</param>
/// <param name="IsLimited">The rows may not all be wanted: they are locked one by one.</param>
/// <param name="Estimate">See the base.</param>
internal sealed record LockRowsPlan(
    PhysicalPlan Input, ImmutableArray<RowLockTarget> Targets, bool IsLimited, PlanEstimate Estimate)
    : PhysicalPlan(Input.Columns, Estimate)
{
    /// <inheritdoc/>
    public override ImmutableArray<PhysicalPlan> Inputs => [Input];
}
