using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Binding.Statements;
using BTreeDb.Planning.Expressions;

namespace BTreeDb.Planning.Physical;

/// <summary>
/// Deletes the rows whose keys the input yields; the input is read to its end before the first write.
/// </summary>
/// <param name="Input">Old rows, with USING's columns and the row key.</param>
/// <param name="Statement">The statement.</param>
/// <param name="RowKey">The column with the row key.</param>
/// <param name="Returning">RETURNING, over the input.</param>
/// <param name="IsSingleRow">The input yields at most one row, found by its key: no need to materialise.</param>
/// <param name="Estimate">See the base.</param>
internal sealed record DeletePlan(
    PhysicalPlan Input,
    BoundDelete Statement,
    BoundColumn RowKey,
    ImmutableArray<BoundProjection> Returning,
    bool IsSingleRow,
    PlanEstimate Estimate) : PhysicalPlan(Projection.ColumnsOf(Returning), Estimate)
{
    /// <inheritdoc/>
    public override ImmutableArray<PhysicalPlan> Inputs => [Input];
}
