using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Queries;

namespace BTreeDb.Planning.Physical;

/// <summary>
/// INTERSECT or EXCEPT by hash; UNION is an <see cref="AppendPlan"/>, perhaps under a <see cref="DistinctPlan"/>.
/// </summary>
internal sealed record SetOperationPlan(
    SetOperationKind Kind,
    bool IsAll,
    PhysicalPlan Left,
    PhysicalPlan Right,
    ImmutableArray<BoundColumnDefinition> Columns,
    PlanEstimate Estimate) : PhysicalPlan(Columns, Estimate)
{
    /// <inheritdoc/>
    public override ImmutableArray<PhysicalPlan> Inputs => [Left, Right];
}
