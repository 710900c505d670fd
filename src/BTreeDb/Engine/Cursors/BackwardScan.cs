using BTreeDb.Planning.Physical;

namespace BTreeDb.Engine.Cursors;

/// <summary>
/// Whether a cursor that says neither SCROLL nor NO SCROLL may go back: in PostgreSQL it may where the plan can run
/// backwards, which is where it only reads, filters, computes, sorts and limits.
/// </summary>
internal static class BackwardScan
{
    /// <summary>Whether the plan is of that kind.</summary>
    public static bool IsSupportedBy(StatementPlan plan) => IsSupportedBy(plan.Body);

    private static bool IsSupportedBy(PhysicalPlan plan) => plan switch
    {
        TableAccessPlan or SystemScanPlan or GenerateSeriesPlan or SortPlan or TopNPlan => true,
        ValuesPlan values => !values.Columns.IsEmpty,
        FilterPlan or ProjectPlan or LimitPlan => IsSupportedBy(plan.Inputs[0]),
        AppendPlan => AreAllSupported(plan),
        _ => false,
    };

    private static bool AreAllSupported(PhysicalPlan plan)
    {
        foreach (var input in plan.Inputs)
        {
            if (!IsSupportedBy(input))
                return false;
        }

        return true;
    }
}
