using System.Collections.Immutable;
using BTreeDb.Binding;

namespace BTreeDb.Planning.Physical;

/// <summary>
/// A node of a physical plan: how rows are made. Immutable and shared between executions; operators are built from it.
/// A row's columns lie in batches in the order of <see cref="Columns"/>.
/// </summary>
/// <param name="Columns">The columns that the plan yields, in order.</param>
/// <param name="Estimate">What the planner expects.</param>
internal abstract record PhysicalPlan(ImmutableArray<BoundColumnDefinition> Columns, PlanEstimate Estimate)
{
    /// <summary>The plans below, in order.</summary>
    public virtual ImmutableArray<PhysicalPlan> Inputs => [];
}
