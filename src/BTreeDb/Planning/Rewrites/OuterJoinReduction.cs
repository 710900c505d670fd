using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Rewrites;

/// <summary>
/// Makes outer joins inner where a condition above drops the rows that they fill with NULLs. Walks down with the columns
/// that are known not to be NULL in any row that survives.
/// </summary>
internal sealed class OuterJoinReduction
{
    /// <summary>Rewrites a whole plan.</summary>
    public LogicalOperator Rewrite(LogicalOperator plan) => Reduce(plan, []);

    private LogicalOperator Reduce(LogicalOperator plan, HashSet<ColumnId> rejected) => plan switch
    {
        LogicalFilter filter => ReduceFilter(filter, rejected),
        LogicalJoin join => Reduce(join, rejected),
        LogicalProject project => ReduceProject(project, rejected),
        LogicalAggregate { GroupKeys.IsEmpty: false } aggregate =>
            aggregate.WithInputs([Reduce(aggregate.Input, Below(aggregate, rejected))]),
        LogicalSort or LogicalDistinct => PlanTree.MapInputs(plan, input => Reduce(input, rejected)),
        LogicalApply apply => apply.WithInputs([Reduce(apply.Left, rejected), Reduce(apply.Right, [])]),
        _ => PlanTree.MapInputs(plan, input => Reduce(input, [])),
    };

    private LogicalFilter ReduceFilter(LogicalFilter filter, HashSet<ColumnId> rejected) =>
        filter with { Input = Reduce(filter.Input, With(rejected, filter.Conjuncts)) };

    private LogicalOperator ReduceProject(LogicalProject project, HashSet<ColumnId> rejected)
    {
        var below = new HashSet<ColumnId>();
        foreach (var projection in project.Projections)
        {
            if (rejected.Contains(projection.Column.Id))
                below.UnionWith(NullRejection.NullMaking(projection.Expression));
        }
        return project.WithInputs([Reduce(project.Input, below)]);
    }

    private static HashSet<ColumnId> Below(LogicalAggregate aggregate, HashSet<ColumnId> rejected)
    {
        var below = new HashSet<ColumnId>();
        foreach (var key in aggregate.GroupKeys)
        {
            if (rejected.Contains(key.Column.Id))
                below.UnionWith(NullRejection.NullMaking(key.Expression));
        }
        return below;
    }

    private LogicalOperator Reduce(LogicalJoin join, HashSet<ColumnId> rejected)
    {
        var dropsFilledRight = Overlaps(rejected, join.Right);
        var dropsFilledLeft = Overlaps(rejected, join.Left);
        var reduced = (join.Kind, dropsFilledLeft, dropsFilledRight) switch
        {
            (LogicalJoinKind.Left, _, true) or (LogicalJoinKind.Full, true, true) => With(join, LogicalJoinKind.Inner),
            (LogicalJoinKind.Full, true, false) => With(join, LogicalJoinKind.Left),
            (LogicalJoinKind.Full, false, true) => Exchanged(join),
            _ => join,
        };
        return ReduceSides(reduced, rejected);
    }

    /// <summary>
    /// The conditions also reject, but only on the sides whose unmatched rows are dropped: both of an inner or semi join,
    /// the right one of the others; a full join passes nothing on.
    /// </summary>
    private LogicalOperator ReduceSides(LogicalJoin join, HashSet<ColumnId> rejected)
    {
        var byConditions = With(rejected, join.Conditions);
        var (left, right) = join.Kind switch
        {
            LogicalJoinKind.Inner or LogicalJoinKind.Semi => (byConditions, byConditions),
            LogicalJoinKind.Full => ([], []),
            LogicalJoinKind.Left => (rejected, With([], join.Conditions)),
            _ => (rejected, With([], join.Conditions)),
        };
        return join.WithInputs([Reduce(join.Left, left), Reduce(join.Right, right)]);
    }

    private static HashSet<ColumnId> With(
        HashSet<ColumnId> rejected, System.Collections.Immutable.ImmutableArray<BoundExpression> conditions)
    {
        var all = new HashSet<ColumnId>(rejected);
        foreach (var condition in conditions)
            all.UnionWith(NullRejection.RejectedBy(condition));
        return all;
    }

    private static bool Overlaps(HashSet<ColumnId> rejected, LogicalOperator side)
    {
        foreach (var column in side.Columns)
        {
            if (rejected.Contains(column.Id))
                return true;
        }
        return false;
    }

    private static LogicalJoin With(LogicalJoin join, LogicalJoinKind kind) =>
        new(kind, join.Left, join.Right, join.Conditions);

    private static LogicalJoin Exchanged(LogicalJoin join) =>
        new(LogicalJoinKind.Left, join.Right, join.Left, join.Conditions);
}
