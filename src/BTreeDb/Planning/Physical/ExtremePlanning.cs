using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;
using BTreeDb.Types;

namespace BTreeDb.Planning.Physical;

/// <summary>
/// Plans min and max of columns that keys order: each is the first row of an order that is not NULL, instead of all rows.
/// </summary>
internal sealed class ExtremePlanning(PhysicalPlanner planner)
{
    private static readonly BoundLiteral _one = new(Datum.FromInt64(1), SqlType.BigInt);

    /// <summary>
    /// A plan that reads one row for each aggregate; null when one of them is something else, or no key orders it.
    /// </summary>
    public PhysicalPlan? Plan(LogicalAggregate aggregate)
    {
        if (!aggregate.GroupKeys.IsEmpty || aggregate.Input is not (LogicalGet or LogicalFilter { Input: LogicalGet }))
            return null;
        PhysicalPlan? all = null;
        foreach (var extreme in aggregate.Aggregates)
        {
            if (First(aggregate.Input, extreme) is not { } first)
                return null;
            var plan = planner.Aggregate(new LogicalAggregate(aggregate.Input, [], [extreme]), first);
            all = all is null ? plan : Beside(all, plan);
        }

        return all;
    }

    private LimitPlan? First(LogicalOperator input, BoundAggregate extreme)
    {
        if (extreme is not
            {
                Aggregate: AggregateId.Min or AggregateId.Max,
                Argument: BoundColumn column,
                IsDistinct: false,
                Filter: null,
            })
            return null;
        var isMax = extreme.Aggregate == AggregateId.Max;
        ImmutableArray<PlanOrder> order = [new PlanOrder(column.Id, isMax, isMax)];
        var ordered = planner.Plan(input, new PlanRequest([column.Id], order, 1));
        if (!DeliveredOrder.Satisfies(ordered, order))
            return null;
        var known = new FilterPlan(ordered, [new BoundIsNull(column, true)], ordered.Estimate);
        var cost = known.Estimate.StartupCost
            + (known.Estimate.TotalCost - known.Estimate.StartupCost) / Math.Max(1, known.Estimate.Rows);
        return new LimitPlan(known, _one, null, known.Estimate with { TotalCost = cost, Rows = 1 });
    }

    /// <summary>Two plans of one row each, as one row.</summary>
    private static NestedLoopJoinPlan Beside(PhysicalPlan left, PhysicalPlan right) => new(
        JoinMethodKind.Inner, left, right, [], null, null, left.Columns.AddRange(right.Columns),
        new PlanEstimate(
            left.Estimate.StartupCost + right.Estimate.StartupCost, left.Estimate.TotalCost + right.Estimate.TotalCost, 1));
}
