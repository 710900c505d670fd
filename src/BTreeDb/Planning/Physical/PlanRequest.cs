using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Planning.Costing;

namespace BTreeDb.Planning.Physical;

/// <summary>What the operators above ask of a plan.</summary>
/// <param name="Needed">The columns that they use; null for all.</param>
/// <param name="Order">An order that would save a sort; empty when any is as good.</param>
/// <param name="LimitRows">How many rows are read at most if that order is delivered.</param>
internal sealed record PlanRequest(HashSet<ColumnId>? Needed, ImmutableArray<PlanOrder> Order, double LimitRows)
{
    /// <summary>All columns, in any order.</summary>
    public static PlanRequest All { get; } = new(null, [], double.MaxValue);

    /// <summary>Some columns, in any order.</summary>
    public static PlanRequest Only(HashSet<ColumnId> needed) => new(needed, [], double.MaxValue);

    /// <summary>
    /// What a plan costs for this request: with the sort that it needs, or cut when its order lets a limit stop it.
    /// </summary>
    public double CostOf(PhysicalPlan plan)
    {
        var estimate = plan.Estimate;
        var read = Math.Min(LimitRows, estimate.Rows);
        if (!Order.IsEmpty && !DeliveredOrder.Satisfies(plan, Order))
        {
            var choosing = read < estimate.Rows ? estimate.Rows * CostModel.TestRow : 0;
            return estimate.TotalCost + choosing + CostModel.Sort(read);
        }

        var share = estimate.Rows > 0 ? read / estimate.Rows : 1;
        return estimate.StartupCost + (estimate.TotalCost - estimate.StartupCost) * share;
    }

    /// <summary>
    /// The request to an input whose rows make rows of the plan: as many more of them are read as it yields fewer.
    /// </summary>
    /// <param name="needed">The columns that the plan uses.</param>
    /// <param name="inputRows">Rows that the input yields.</param>
    /// <param name="rows">Rows that the plan makes of them.</param>
    public PlanRequest Below(HashSet<ColumnId>? needed, double inputRows, double rows) =>
        this with { Needed = needed, LimitRows = LimitRows * Math.Max(1, inputRows) / Math.Max(1, rows) };
}
