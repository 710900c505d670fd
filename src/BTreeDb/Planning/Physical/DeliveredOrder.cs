using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Catalog;

namespace BTreeDb.Planning.Physical;

/// <summary>In which order plans yield their rows.</summary>
internal static class DeliveredOrder
{
    /// <summary>Whether a plan's rows come in an order at least as strict as the wanted one.</summary>
    public static bool Satisfies(PhysicalPlan plan, ImmutableArray<PlanOrder> wanted)
    {
        if (IsSingleRow(plan))
            return true;
        var delivered = new List<PlanOrder>();
        var pinned = new HashSet<ColumnId>();
        var isUnique = Collect(plan, delivered, pinned);
        var place = 0;
        foreach (var order in wanted)
        {
            if (pinned.Contains(order.Column))
                continue;
            while (place < delivered.Count && pinned.Contains(delivered[place].Column))
                place++;
            if (place >= delivered.Count)
                return isUnique && place > 0;
            if (delivered[place] != order)
                return false;
            place++;
        }
        return true;
    }

    /// <summary>The order that sort keys ask for.</summary>
    public static ImmutableArray<PlanOrder> Of(ImmutableArray<BoundSortKey> keys)
    {
        var order = ImmutableArray.CreateBuilder<PlanOrder>(keys.Length);
        foreach (var key in keys)
            order.Add(new PlanOrder(key.Column.Id, key.Descending, key.NullsFirst));
        return order.MoveToImmutable();
    }

    private static bool IsSingleRow(PhysicalPlan plan) => plan switch
    {
        PointLookupPlan => true,
        FilterPlan or ProjectPlan or LimitPlan => IsSingleRow(plan.Inputs[0]),
        HashAggregatePlan aggregate => aggregate.GroupKeys.IsEmpty,
        _ => false,
    };

    /// <summary>Collects the order; true when the columns delivered include a whole unique key.</summary>
    private static bool Collect(PhysicalPlan plan, List<PlanOrder> delivered, HashSet<ColumnId> pinned)
    {
        switch (plan)
        {
            case TableScanPlan scan when !scan.Table.PrimaryKey.IsEmpty:
                return AddKey(
                    scan.Ordinals, scan.Columns, scan.Table.PrimaryKey, scan.Condition, scan.IsReverse, delivered, pinned);
            case IndexScanPlan scan:
                return AddKey(
                        scan.Ordinals, scan.Columns, scan.Index.Columns, scan.Condition, scan.IsReverse, delivered, pinned)
                    && AddKey(scan.Ordinals, scan.Columns, scan.Table.PrimaryKey, null, scan.IsReverse, delivered, pinned)
                    && !scan.Table.PrimaryKey.IsEmpty;
            case RowFetchPlan { Table.PrimaryKey.IsEmpty: false } fetch:
                return AddKey(fetch.Ordinals, fetch.Columns, fetch.Table.PrimaryKey, null, false, delivered, pinned);
            case FilterPlan or LimitPlan or WindowPlan or DistinctOnPlan:
                return Collect(plan.Inputs[0], delivered, pinned);
            case ProjectPlan project:
                return CollectProjected(project, delivered, pinned);
            case IndexNestedLoopJoinPlan:
            case MergeJoinPlan { Kind: JoinMethodKind.Inner or JoinMethodKind.Semi or JoinMethodKind.Anti }:
            case NestedLoopJoinPlan { Kind: JoinMethodKind.Inner or JoinMethodKind.Semi or JoinMethodKind.Anti or JoinMethodKind.Mark }:
                Collect(plan.Inputs[0], delivered, pinned);
                return false;
            case GroupAggregatePlan group:
                delivered.AddRange(group.Order);
                return true;
            case SortPlan sort:
                delivered.AddRange(Of(sort.Keys));
                return false;
            case TopNPlan top:
                delivered.AddRange(Of(top.Keys));
                return false;
            default:
                return false;
        }
    }

    private static bool AddKey(
        ImmutableArray<int> ordinals, ImmutableArray<BoundColumnDefinition> columns, ImmutableArray<IndexColumn> key,
        KeyCondition? condition, bool isReverse, List<PlanOrder> delivered, HashSet<ColumnId> pinned)
    {
        if (condition is { HasLists: true })
            return false;
        for (var i = 0; i < key.Length; i++)
        {
            var place = ordinals.IndexOf(key[i].Ordinal);
            if (place < 0)
            {
                if (condition is not null && condition.Pins(i))
                    continue;
                return false;
            }
            var column = columns[place].Id;
            if (condition is not null && condition.Pins(i))
                pinned.Add(column);
            delivered.Add(new PlanOrder(column, key[i].Descending != isReverse, key[i].NullsFirst != isReverse));
        }
        return true;
    }

    private static bool CollectProjected(ProjectPlan project, List<PlanOrder> delivered, HashSet<ColumnId> pinned)
    {
        var below = new List<PlanOrder>();
        var pinnedBelow = new HashSet<ColumnId>();
        var isUnique = Collect(project.Input, below, pinnedBelow);
        foreach (var order in below)
        {
            if (NameOf(project, order.Column) is { } name)
                delivered.Add(order with { Column = name });
            else if (!pinnedBelow.Contains(order.Column))
                return false;
        }
        foreach (var column in pinnedBelow)
        {
            if (NameOf(project, column) is { } name)
                pinned.Add(name);
        }
        return isUnique;
    }

    private static ColumnId? NameOf(ProjectPlan project, ColumnId column)
    {
        foreach (var projection in project.Projections)
        {
            if (projection.Expression is BoundColumn source && source.Id == column)
                return projection.Column.Id;
        }
        return null;
    }
}
