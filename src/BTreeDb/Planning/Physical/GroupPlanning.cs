using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Catalog;
using BTreeDb.Planning.Costing;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Physical;

/// <summary>
/// Plans groups, and different rows, of inputs that a tree yields in an order of all keys: nothing has to be kept, and a limit
/// ends the reading.
/// </summary>
internal sealed class GroupPlanning(PhysicalPlanner planner, CardinalityEstimator cardinalities)
{
    /// <summary>
    /// So many groups are worth a plan of their own. A table of fewer stays in the caches, and several threads can fill one.
    /// </summary>
    private const double GroupsMin = 50_000;

    /// <summary>The cheapest way to group ordered rows; null where none come so, or it would not pay.</summary>
    public GroupAggregatePlan? Plan(LogicalAggregate aggregate, HashSet<ColumnId> needed, PlanRequest request)
    {
        var groups = cardinalities.Rows(aggregate);
        if (!aggregate.EmptySets.IsEmpty || !MayPay(groups, request))
            return null;
        var keys = new List<(ColumnId Source, ColumnId Output)>();
        foreach (var key in aggregate.GroupKeys)
        {
            if (key.Expression is not BoundColumn column || keys.Exists(known => known.Source == column.Id))
                return null;
            keys.Add((column.Id, key.Column.Id));
        }

        GroupAggregatePlan? best = null;
        foreach (var input in Inputs(aggregate.Input, keys, needed, request, groups))
        {
            var perRow = keys.Count * CostModel.NeighbourKey + aggregate.Aggregates.Length * CostModel.TestRow;
            var estimate = input.Plan.Estimate.Then(input.Plan.Estimate.Rows * perRow + groups * CostModel.EmitRow, groups);
            var plan = new GroupAggregatePlan(
                input.Plan, aggregate.GroupKeys, aggregate.Aggregates, Renamed(input.Order, keys), estimate);
            if (best is null || request.CostOf(plan) < request.CostOf(best))
                best = plan;
        }

        return best;
    }

    /// <summary>The cheapest way to find different rows among ordered ones; null where none come so, or it would not pay.</summary>
    public DistinctOnPlan? Plan(LogicalDistinct distinct, PlanRequest request)
    {
        var rows = cardinalities.Rows(distinct);
        if (!MayPay(rows, request))
            return null;
        var keys = new List<(ColumnId Source, ColumnId Output)>();
        var columns = ImmutableArray.CreateBuilder<BoundColumn>();
        foreach (var column in distinct.Columns)
        {
            keys.Add((column.Id, column.Id));
            columns.Add(new BoundColumn(column.Id, column.Type, column.Name));
        }

        DistinctOnPlan? best = null;
        foreach (var input in Inputs(distinct.Input, keys, null, request, rows))
        {
            var cost = input.Plan.Estimate.Rows * keys.Count * CostModel.NeighbourKey;
            var plan = new DistinctOnPlan(input.Plan, columns.ToImmutable(), input.Plan.Estimate.Then(cost, rows));
            if (best is null || request.CostOf(plan) < request.CostOf(best))
                best = plan;
        }

        return best;
    }

    private static bool MayPay(double groups, PlanRequest request) => groups >= GroupsMin || request.LimitRows < groups;

    private IEnumerable<(PhysicalPlan Plan, ImmutableArray<PlanOrder> Order)> Inputs(
        LogicalOperator input, List<(ColumnId Source, ColumnId Output)> keys, HashSet<ColumnId>? needed, PlanRequest request,
        double groups)
    {
        foreach (var order in Orders(input, keys, request))
        {
            var below = request.Below(needed, cardinalities.Rows(input), groups) with { Order = order };
            var plan = planner.Plan(input, below);
            if (DeliveredOrder.Satisfies(plan, order))
                yield return (plan, order);
        }
    }

    /// <summary>Orders of all keys in which the trees of the table that they are of might yield its rows.</summary>
    private static List<ImmutableArray<PlanOrder>> Orders(
        LogicalOperator input, List<(ColumnId Source, ColumnId Output)> keys, PlanRequest request)
    {
        var orders = new List<ImmutableArray<PlanOrder>>();
        var sources = new Dictionary<int, ColumnId>();
        TableSchema? table = null;
        foreach (var (source, _) in keys)
        {
            if (ColumnOrigin.Find(input, source) is not { } origin || (table ?? origin.Get.Table) != origin.Get.Table
                || !sources.TryAdd(origin.Ordinal, source))
                return orders;
            table = origin.Get.Table;
        }

        if (table is null)
            return orders;
        if (Requested(keys, request) is { } wanted)
            orders.Add(wanted);
        Add(table.PrimaryKey);
        foreach (var index in table.Indexes)
            Add(index.Columns);
        return orders;

        void Add(ImmutableArray<IndexColumn> key)
        {
            var order = ImmutableArray.CreateBuilder<PlanOrder>();
            foreach (var column in key)
            {
                if (sources.TryGetValue(column.Ordinal, out var source))
                    order.Add(new PlanOrder(source, column.Descending, column.NullsFirst));
            }

            if (order.Count == sources.Count && !orders.Exists(known => known.AsSpan().SequenceEqual(order.ToArray())))
                orders.Add(order.ToImmutable());
        }
    }

    /// <summary>The order that is asked for, followed by the other keys; null where it is none of keys.</summary>
    private static ImmutableArray<PlanOrder>? Requested(List<(ColumnId Source, ColumnId Output)> keys, PlanRequest request)
    {
        if (request.Order.IsEmpty)
            return null;
        var order = ImmutableArray.CreateBuilder<PlanOrder>(keys.Count);
        foreach (var wanted in request.Order)
        {
            var place = keys.FindIndex(key => key.Output == wanted.Column);
            if (place < 0)
                return null;
            order.Add(wanted with { Column = keys[place].Source });
        }

        foreach (var (source, _) in keys)
        {
            if (!order.Any(known => known.Column == source))
                order.Add(new PlanOrder(source, request.Order[0].Descending, request.Order[0].NullsFirst));
        }

        return order.ToImmutable();
    }

    private static ImmutableArray<PlanOrder> Renamed(ImmutableArray<PlanOrder> order, List<(ColumnId Source, ColumnId Output)> keys)
    {
        var renamed = ImmutableArray.CreateBuilder<PlanOrder>(order.Length);
        foreach (var item in order)
            renamed.Add(item with { Column = keys.Find(key => key.Source == item.Column).Output });
        return renamed.MoveToImmutable();
    }
}
