using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Binding.Statements;
using BTreeDb.Planning.Expressions;

namespace BTreeDb.Planning.Physical;

/// <summary>
/// Updates the rows whose keys the input yields; the input is read to its end before the first write.
/// </summary>
/// <param name="Input">Old rows, with FROM's columns and the row key.</param>
/// <param name="Statement">The statement.</param>
/// <param name="RowKey">The column with the row key.</param>
/// <param name="Row">The new value of each table column, over the input's columns.</param>
/// <param name="Returning">RETURNING, over the new row and the input.</param>
/// <param name="IsSingleRow">The input yields at most one row, found by its key: no need to materialise.</param>
/// <param name="Estimate">See the base.</param>
internal sealed record UpdatePlan(
    PhysicalPlan Input,
    BoundUpdate Statement,
    BoundColumn RowKey,
    ImmutableArray<BoundExpression> Row,
    ImmutableArray<BoundProjection> Returning,
    bool IsSingleRow,
    PlanEstimate Estimate) : PhysicalPlan(Projection.ColumnsOf(Returning), Estimate)
{
    /// <inheritdoc/>
    public override ImmutableArray<PhysicalPlan> Inputs => [Input];
}
