namespace BTreeDb.Planning.Physical;

/// <summary>Compares plans by what they do, whatever values they do it with.</summary>
internal static class PlanShape
{
    /// <summary>Whether two plans of one statement consist of the same nodes, which read the same parts of the same keys.</summary>
    public static bool AreAlike(StatementPlan left, StatementPlan right)
    {
        if (left.InitialPlans.Length != right.InitialPlans.Length || left.CommonTables.Length != right.CommonTables.Length)
            return false;
        for (var i = 0; i < left.InitialPlans.Length; i++)
        {
            if (!AreAlike(left.InitialPlans[i].Plan, right.InitialPlans[i].Plan))
                return false;
        }

        for (var i = 0; i < left.CommonTables.Length; i++)
        {
            if (!AreAlike(left.CommonTables[i].Plan, right.CommonTables[i].Plan))
                return false;
        }

        return AreAlike(left.Body, right.Body);
    }

    private static bool AreAlike(PhysicalPlan left, PhysicalPlan right)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (left.GetType() != right.GetType() || left.Inputs.Length != right.Inputs.Length || !ReadAlike(left, right))
            return false;
        for (var i = 0; i < left.Inputs.Length; i++)
        {
            if (!AreAlike(left.Inputs[i], right.Inputs[i]))
                return false;
        }

        return true;
    }

    private static bool ReadAlike(PhysicalPlan left, PhysicalPlan right) => (left, right) switch
    {
        (TableScanPlan a, TableScanPlan b) =>
            a.Table.Id == b.Table.Id && a.IsReverse == b.IsReverse && PinAlike(a.Condition, b.Condition),
        (IndexScanPlan a, IndexScanPlan b) =>
            a.Index.Id == b.Index.Id && a.IsReverse == b.IsReverse && PinAlike(a.Condition, b.Condition),
        (PointLookupPlan a, PointLookupPlan b) => a.Table.Id == b.Table.Id && a.Index?.Id == b.Index?.Id,
        (JoinPlan a, JoinPlan b) => a.Kind == b.Kind,
        _ => true,
    };

    private static bool PinAlike(KeyCondition? left, KeyCondition? right) =>
        left is null || right is null
            ? ReferenceEquals(left, right)
            : left.SkippedColumns == right.SkippedColumns && left.Equalities.Length == right.Equalities.Length
                && left.Lower is null == right.Lower is null && left.Upper is null == right.Upper is null;
}
