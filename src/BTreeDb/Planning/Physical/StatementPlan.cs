using System.Collections.Immutable;
using BTreeDb.Binding;

namespace BTreeDb.Planning.Physical;

/// <summary>The root of every plan.</summary>
/// <param name="Body">The statement's own plan.</param>
/// <param name="InitialPlans">Subqueries to run first, each after those that it needs.</param>
/// <param name="OuterSlots">
/// For each column that some expression sees as an outer reference, its place among the outer values of an execution.
/// </param>
internal sealed record StatementPlan(
    PhysicalPlan Body,
    ImmutableArray<InitialPlanStep> InitialPlans,
    ImmutableDictionary<ColumnId, int> OuterSlots) : PhysicalPlan(Body.Columns, Body.Estimate)
{
    /// <summary>The common tables that are computed once, each after those that it needs.</summary>
    public ImmutableArray<CommonTablePlan> CommonTables { get; init; } = [];

    /// <inheritdoc/>
    public override ImmutableArray<PhysicalPlan> Inputs => [Body];
}
