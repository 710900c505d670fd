using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;
using BTreeDb.Types;

namespace BTreeDb.Planning.Rewrites;

/// <summary>
/// Takes the keys out of a grouping that follow from others: columns of a row that the others identify by a unique key, and of the rows
/// that it leads to. What is read of them is any value that comes, for all are the same.
/// </summary>
internal static class GroupKeyReduction
{
    /// <summary>Rewrites a whole plan, whose predicates have been pushed down.</summary>
    public static LogicalOperator Rewrite(LogicalOperator plan) => Rewrite(plan, endsEarly: false, []);

    /// <param name="plan">The plan.</param>
    /// <param name="endsEarly">Whether a limit above may need the first groups only: a tree may yield them in order.</param>
    /// <param name="sorted">The columns that a sort above goes by.</param>
    private static LogicalOperator Rewrite(LogicalOperator plan, bool endsEarly, HashSet<ColumnId> sorted)
    {
        var (endsEarlyBelow, sortedBelow) = (EarlyEnd.Below(plan, endsEarly), SortedBelow(plan, sorted));
        var rewritten = PlanTree.MapInputs(plan, input => Rewrite(input, endsEarlyBelow, sortedBelow));
        return rewritten is LogicalAggregate { GroupKeys.Length: > 1, EmptySets.IsEmpty: true } aggregate
            ? Reduce(aggregate, endsEarly ? sorted : [])
            : rewritten;
    }

    private static HashSet<ColumnId> SortedBelow(LogicalOperator plan, HashSet<ColumnId> sorted)
    {
        switch (plan)
        {
            case LogicalSort sort:
                return [.. sort.Keys.Select(static key => key.Column.Id)];
            case LogicalProject project when sorted.Count > 0:
                var below = new HashSet<ColumnId>();
                foreach (var projection in project.Projections)
                {
                    if (sorted.Contains(projection.Column.Id))
                        ColumnReferences.Collect(projection.Expression, below);
                }

                return below;
            default:
                return sorted;
        }
    }

    private static LogicalAggregate Reduce(LogicalAggregate aggregate, HashSet<ColumnId> wanted)
    {
        var kept = new List<BoundProjection>(aggregate.GroupKeys);
        var dropped = ImmutableArray.CreateBuilder<BoundAggregate>();

        // The widest first, so that of two keys which follow from each other the one stays that is compared more cheaply.
        foreach (var key in aggregate.GroupKeys.OrderBy(static key => -WidthOf(key.Expression.Type)))
        {
            if (key.Expression is not BoundColumn column || kept.Count == 1 || wanted.Contains(key.Column.Id)
                || !FollowsFrom(column, key, kept, aggregate.Input))
                continue;
            kept.Remove(key);
            dropped.Add(new BoundAggregate(key.Column.Id, AggregateId.AnyValue, [column], IsDistinct: false, Filter: null, key.Column.Type));
        }

        return dropped.Count == 0
            ? aggregate
            : new LogicalAggregate(aggregate.Input, [.. kept], aggregate.Aggregates.AddRange(dropped));
    }

    private static bool FollowsFrom(BoundColumn column, BoundProjection key, List<BoundProjection> kept, LogicalOperator input)
    {
        var pinned = new HashSet<ColumnId>();
        foreach (var other in kept)
        {
            // NULLs are one group, but a unique key may have many of them.
            if (!ReferenceEquals(other, key) && other.Expression is BoundColumn known && !Nullability.MayBeNull(input, known.Id))
                pinned.Add(known.Id);
        }

        return pinned.Count > 0 && UniqueKeys.DeterminedBy(input, pinned).Contains(column.Id);
    }

    private static int WidthOf(SqlType type) => type.Physical switch
    {
        PhysicalType.Boolean => 1,
        PhysicalType.Int16 => 2,
        PhysicalType.Int32 or PhysicalType.Single => 4,
        PhysicalType.Int64 or PhysicalType.Double => 8,
        PhysicalType.Uuid or PhysicalType.Interval => 16,
        _ => 32,
    };
}
