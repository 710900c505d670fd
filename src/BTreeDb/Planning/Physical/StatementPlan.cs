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

    /// <summary>The least size of a table that several threads read together.</summary>
    public long ParallelScanBytesMin { get; init; }

    /// <summary>Whether the body is a change beside others that reads its input before any of them writes.</summary>
    public bool IsEager { get; init; }

    /// <summary>Whether a common table changes rows.</summary>
    public bool HasChanges
    {
        get
        {
            foreach (var table in CommonTables)
            {
                if (table.IsChange)
                    return true;
            }

            return false;
        }
    }

    /// <summary>
    /// The results of subqueries that one thread has to compute. Whoever needs a result first runs the subquery, and two that read a common
    /// table must not run at the same time.
    /// </summary>
    public IReadOnlySet<ColumnId> SerialValues
    {
        get
        {
            var values = new HashSet<ColumnId>();
            if (InitialPlans.Length < 2 || CommonTables.IsEmpty)
                return values;
            foreach (var initial in InitialPlans)
                values.Add(initial.Output.Id);
            return values;
        }
    }

    /// <summary>The cost of all its plans.</summary>
    public double TotalCost
    {
        get
        {
            var cost = Body.Estimate.TotalCost;
            foreach (var initial in InitialPlans)
                cost += initial.Plan.Estimate.TotalCost;
            foreach (var table in CommonTables)
                cost += table.Plan.Estimate.TotalCost;
            return cost;
        }
    }

    /// <inheritdoc/>
    public override ImmutableArray<PhysicalPlan> Inputs => [Body];
}
