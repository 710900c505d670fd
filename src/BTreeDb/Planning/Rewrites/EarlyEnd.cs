using BTreeDb.Planning.Costing;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Rewrites;

/// <summary>
/// Where the first rows may be all that is asked of an operator: what makes it read everything at once is no gain there.
/// </summary>
internal static class EarlyEnd
{
    /// <summary>Whether the first rows of an operator's inputs may do.</summary>
    /// <param name="plan">The operator.</param>
    /// <param name="endsEarly">Whether its own first rows may do.</param>
    public static bool Below(LogicalOperator plan, bool endsEarly) => plan switch
    {
        LogicalLimit or LogicalAtMostOne => true,
        LogicalSort sort => endsEarly && !SortsComputed(sort),
        LogicalAggregate or LogicalWindow => false,
        _ => endsEarly,
    };

    private static bool SortsComputed(LogicalSort sort)
    {
        foreach (var key in sort.Keys)
        {
            if (ColumnOrigin.Find(sort.Input, key.Column.Id) is null)
                return true;
        }

        return false;
    }
}
