using System.Collections.Immutable;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Statements;
using BTreeDb.Planning.Physical;
using BTreeDb.Types;

namespace BTreeDb.Engine.Plans;

/// <summary>A planned statement; immutable, shared by sessions.</summary>
/// <param name="Conditions">What it depends on.</param>
/// <param name="Plan">The physical plan.</param>
/// <param name="ParameterTypes">The types of the parameters by ordinal.</param>
/// <param name="Columns">The columns that it yields.</param>
/// <param name="Command">The first word of its command tag.</param>
internal sealed record CachedPlan(
    PlanConditions Conditions,
    StatementPlan Plan,
    ImmutableArray<SqlType> ParameterTypes,
    ImmutableArray<ResultColumn> Columns,
    string Command)
{
    /// <summary>Whether it only reads.</summary>
    public bool IsQuery => Command == "SELECT";

    /// <summary>Whether it writes rows: a change, or a query with changes in WITH.</summary>
    public bool Writes { get; } = Command != "SELECT" || Plan.HasChanges;

    /// <summary>Whether it runs routines that may change the database.</summary>
    public bool CallsVolatile { get; init; }

    /// <summary>Whether somebody may ask when the statement came.</summary>
    public bool ReadsClock { get; init; }

    /// <summary>Whether executions may be planned for their parameters; null where that never pays.</summary>
    public CustomPlanChoice? Choice { get; init; }

    /// <summary>Whether it is a query that locks rows.</summary>
    public bool LocksRows { get; } = Command == "SELECT" && FindLock(Plan) is not null;

    /// <summary>Whether all of it runs before the user sees the first row: it locks or changes rows, or may do so.</summary>
    public bool RunsAtOnce => Writes || LocksRows || CallsVolatile;

    /// <summary>Whether a read-only transaction may run it.</summary>
    public bool OnlyReads => !Writes && !LocksRows;

    /// <summary>Whether all it reads are rows found by their full key.</summary>
    public bool IsLookup { get; } = Plan.InitialPlans.IsEmpty && ReadsByKeyOnly(Plan.Body);

    private static bool ReadsByKeyOnly(PhysicalPlan plan)
    {
        if (plan.Inputs.IsEmpty)
            return plan is PointLookupPlan;
        foreach (var input in plan.Inputs)
        {
            if (!ReadsByKeyOnly(input))
                return false;
        }

        return true;
    }

    /// <summary>What a read-only transaction says it cannot do.</summary>
    public string ForbiddenCommand =>
        Writes ? Command : $"SELECT {LockingErrors.NameOf(FindLock(Plan)!.Targets[0].Strength)}";

    private static LockRowsPlan? FindLock(StatementPlan plan)
    {
        foreach (var initial in plan.InitialPlans)
        {
            if (FindLock(initial.Plan) is { } found)
                return found;
        }

        return FindLock(plan.Body);
    }

    private static LockRowsPlan? FindLock(PhysicalPlan plan)
    {
        if (plan is LockRowsPlan { Targets.IsEmpty: false } locking)
            return locking;
        foreach (var input in plan.Inputs)
        {
            if (FindLock(input) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>The first word of the command tag of a statement.</summary>
    public static string CommandOf(BoundStatement statement) => statement switch
    {
        BoundInsert => "INSERT",
        BoundUpdate => "UPDATE",
        BoundDelete => "DELETE",
        BoundMerge => "MERGE",
        _ => "SELECT",
    };
}
