using BTreeDb.Binding.Statements;

namespace BTreeDb.Engine.Plans;

/// <summary>
/// Whether a statement with parameters is planned for their values: as in PostgreSQL the first executions are, and further
/// ones as long as the plans so made, with the work of planning, are expected to be cheaper on average than the plan for any
/// values (https://www.postgresql.org/docs/15/sql-prepare.html). Shared by sessions; safe for any number of threads.
/// </summary>
/// <param name="bound">The statement.</param>
/// <param name="genericCost">What the plan for any values costs.</param>
internal sealed class CustomPlanChoice(BoundStatement bound, double genericCost)
{
    private const int Trials = 5;

    /// <summary>Planning takes about as long as what costs this much.</summary>
    private const double PlanningCost = 20;

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
                return _count < Trials || (_sum / _count) + PlanningCost < genericCost;
        }
    }

    /// <summary>For a statement that a plan of this cost runs; null where planning costs more than it could save.</summary>
    public static CustomPlanChoice? For(BoundStatement bound, double genericCost) =>
        bound.ParameterTypes.IsEmpty || genericCost < 2 * PlanningCost ? null : new CustomPlanChoice(bound, genericCost);

    /// <summary>Notes the cost of a plan for certain values; true when it is to be used, false when the other is as good.</summary>
    public bool Note(double cost)
    {
        lock (_gate)
        {
            _count++;
            _sum += cost;
        }

        return cost < 0.9 * genericCost;
    }
}
