namespace BTreeDb.Planning.Physical;

/// <summary>What the planner expects of a plan.</summary>
/// <param name="StartupCost">Cost before the first row.</param>
/// <param name="TotalCost">Cost until the last row.</param>
/// <param name="Rows">Rows that it yields.</param>
internal readonly record struct PlanEstimate(double StartupCost, double TotalCost, double Rows)
{
    /// <summary>An operator that hands rows on as they come.</summary>
    public PlanEstimate Then(double cost, double rows) => new(StartupCost, TotalCost + cost, rows);

    /// <summary>An operator that reads everything before it yields the first row.</summary>
    public PlanEstimate ThenBlocking(double cost, double emit, double rows) =>
        new(TotalCost + cost, TotalCost + cost + emit, rows);
}
