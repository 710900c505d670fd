using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Binding.Statements;
using BTreeDb.Planning.Expressions;

namespace BTreeDb.Planning.Physical;

/// <summary>Inserts the input's rows.</summary>
/// <param name="Input">The rows.</param>
/// <param name="Statement">The statement.</param>
/// <param name="Row">The value of each table column, over the input's columns.</param>
/// <param name="Returning">RETURNING, over the new row.</param>
/// <param name="MustMaterialize">The input reads the target: it is read to its end before the first write.</param>
/// <param name="ConflictUpdate">DO UPDATE as a plan over a <see cref="RowInputPlan"/>, or null.</param>
/// <param name="Estimate">See the base.</param>
internal sealed record InsertPlan(
    PhysicalPlan Input,
    BoundInsert Statement,
    ImmutableArray<BoundExpression> Row,
    ImmutableArray<BoundProjection> Returning,
    bool MustMaterialize,
    PhysicalPlan? ConflictUpdate,
    PlanEstimate Estimate) : PhysicalPlan(Projection.ColumnsOf(Returning), Estimate)
{
    /// <inheritdoc/>
    public override ImmutableArray<PhysicalPlan> Inputs => ConflictUpdate is null ? [Input] : [Input, ConflictUpdate];
}
