namespace BTreeDb.Planning.Physical;

/// <summary>
/// Plans of at most one row: look-ups by a full key, one row of VALUES, an ungrouped aggregate, and what passes their
/// rows on. Operators above them work on vectors with room for one row.
/// </summary>
internal static class SingleRow
{
    /// <summary>Whether a plan yields at most one row, in a batch of at most one.</summary>
    public static bool IsGivenBy(PhysicalPlan plan) => plan switch
    {
        PointLookupPlan or RowInputPlan { IsSingleRow: true } => true,
        ValuesPlan values => values.Rows.Length <= 1,
        HashAggregatePlan aggregate => aggregate.GroupKeys.IsEmpty,
        FilterPlan or ProjectPlan or LimitPlan => IsGivenBy(plan.Inputs[0]),
        _ => false,
    };
}
