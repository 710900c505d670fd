using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Statements;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Physical;

/// <summary>Merges the input into a table; the input is read to its end before the first write.</summary>
/// <param name="Input">The source's rows, with the target's and their keys.</param>
/// <param name="Statement">The statement.</param>
/// <param name="RowKey">The column with the target row's key.</param>
/// <param name="Actions">The clauses.</param>
/// <param name="Estimate">See the base.</param>
internal sealed record MergePlan(
    PhysicalPlan Input,
    BoundMerge Statement,
    BoundColumn RowKey,
    ImmutableArray<MergeAction> Actions,
    PlanEstimate Estimate) : PhysicalPlan([], Estimate)
{
    /// <inheritdoc/>
    public override ImmutableArray<PhysicalPlan> Inputs => [Input];
}
