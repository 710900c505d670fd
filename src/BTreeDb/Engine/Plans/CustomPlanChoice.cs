using BTreeDb.Binding.Statements;
using BTreeDb.Planning.Physical;

namespace BTreeDb.Engine.Plans;

/// <summary>
/// Whether a statement with parameters is planned for their values: as in PostgreSQL the first executions are, and further
/// ones as long as the plans so made, with the work of planning, are expected to be cheaper on average than the plan for any
/// values (https://www.postgresql.org/docs/15/sql-prepare.html). A plan that does the same as that one saves nothing, however
/// few rows it expects. Shared by sessions; safe for any number of threads.
/// </summary>
/// <param name="bound">The statement.</param>
/// <param name="generic">The plan for any values.</param>
internal sealed class CustomPlanChoice(BoundStatement bound, StatementPlan generic)
{
    private const int Trials = 5;

    /// <summary>Planning takes about as long as what costs this much.</summary>
    private const double PlanningCost = 60;

    private readonly Lock _gate = new();
    private int _count;
    private double _sum;

    /// <summary>The statement to be planned.</summary>
    public BoundStatement Statement => bound;

    /// <summary>Whether the next execution should be planned for its values.</summary>
    public bool IsWorthTrying
    {
        get
        {
            lock (_gate)
                return _count < Trials || (_sum / _count) + PlanningCost < generic.TotalCost;
        }
    }

    /// <summary>For a statement and its plan for any values; null where planning costs more than it could save.</summary>
    public static CustomPlanChoice? For(BoundStatement bound, StatementPlan generic) =>
        bound.ParameterTypes.IsEmpty || generic.TotalCost < 2 * PlanningCost ? null : new CustomPlanChoice(bound, generic);

    /// <summary>Notes a plan for certain values; true when it is to be used, false when the other is as good.</summary>
    public bool Note(StatementPlan custom)
    {
        var isOther = !PlanShape.AreAlike(custom, generic);
        var cost = isOther ? custom.TotalCost : generic.TotalCost;
        lock (_gate)
        {
            _count++;
            _sum += cost;
        }

        return isOther;
    }
}
