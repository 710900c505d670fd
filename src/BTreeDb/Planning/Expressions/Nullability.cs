using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Expressions;

/// <summary>Whether columns can hold NULL.</summary>
internal static class Nullability
{
    /// <summary>
    /// False only when the plan produces the column and its rows never have NULL there. A column from elsewhere may be
    /// NULL as far as this plan knows.
    /// </summary>
    public static bool MayBeNull(LogicalOperator plan, ColumnId column) => plan switch
    {
        LogicalGet get => MayBeNull(get, column),
        LogicalFilter filter => !IsRejected(filter, column) && MayBeNull(filter.Input, column),
        LogicalSort or LogicalLimit or LogicalDistinct => MayBeNull(plan.Inputs[0], column),
        LogicalProject project => MayBeNull(project, column),
        LogicalJoin { Kind: LogicalJoinKind.Inner } => MayBeNull(plan.Inputs[0], column) && MayBeNull(plan.Inputs[1], column),
        LogicalJoin { Kind: not LogicalJoinKind.Full } => MayBeNull(plan.Inputs[0], column),
        LogicalJoinSet set => MayBeNull(set, column),
        _ => true,
    };

    private static bool MayBeNull(LogicalGet get, ColumnId column)
    {
        for (var i = 0; i < get.TableColumns.Length; i++)
        {
            if (get.TableColumns[i].Id == column)
                return get.Table.Columns[get.Ordinals[i]].IsNullable;
        }
        return true;
    }

    private static bool IsRejected(LogicalFilter filter, ColumnId column)
    {
        foreach (var conjunct in filter.Conjuncts)
        {
            if (NullRejection.RejectedBy(conjunct).Contains(column))
                return true;
        }
        return false;
    }

    private static bool MayBeNull(LogicalProject project, ColumnId column)
    {
        foreach (var projection in project.Projections)
        {
            if (projection.Column.Id == column)
                return projection.Expression is not BoundColumn source || MayBeNull(project.Input, source.Id);
        }
        return true;
    }

    private static bool MayBeNull(LogicalJoinSet set, ColumnId column)
    {
        foreach (var relation in set.Relations)
        {
            if (!MayBeNull(relation, column))
                return false;
        }
        return true;
    }
}
