using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Catalog;
using BTreeDb.Planning.Costing;
using BTreeDb.Planning.Logical;
using BTreeDb.Types;

namespace BTreeDb.Planning.Physical;

/// <summary>Plans joins of two sides that trees yield in the order of a join key, so that nothing has to be sorted.</summary>
internal sealed class MergePlanning(PhysicalPlanner planner, CardinalityEstimator cardinalities)
{
    /// <summary>The sides planned in an order, by what they are of; null where they do not come in it.</summary>
    private readonly Dictionary<(LogicalOperator Side, PlanOrder Order), (HashSet<ColumnId> Needed, PhysicalPlan? Plan)> _ordered = [];

    /// <summary>The merge joins that there are, one for each key that both sides come in the order of.</summary>
    public IEnumerable<MergeJoinPlan> Plans(
        LogicalJoin join, JoinKeys keys, HashSet<ColumnId> needed, PlanRequest request,
        Func<PhysicalPlan, ImmutableArray<BoundColumnDefinition>> output)
    {
        if (join.Kind is not (LogicalJoinKind.Inner or LogicalJoinKind.Left or LogicalJoinKind.Semi or LogicalJoinKind.Anti))
            yield break;
        var isDescending = request.Order is [{ Descending: true }, ..];
        for (var i = 0; i < keys.Left.Length; i++)
        {
            if (keys.Left[i] is not BoundColumn leftKey || keys.Right[i] is not BoundColumn rightKey
                || !ComesInOrder(leftKey.Type, rightKey.Type)
                || Ordered(join.Left, leftKey, isDescending, needed) is not { } left
                || Ordered(join.Right, rightKey, isDescending, needed) is not { } right)
                continue;
            var (leftKeys, rightKeys) = (First(keys.Left, i), First(keys.Right, i));
            yield return Merge(left, right, leftKeys, rightKeys);
            if (join.Kind == LogicalJoinKind.Inner)
                yield return Merge(right, left, rightKeys, leftKeys);
        }

        MergeJoinPlan Merge(
            PhysicalPlan left, PhysicalPlan right, ImmutableArray<BoundExpression> leftKeys, ImmutableArray<BoundExpression> rightKeys)
        {
            var rows = cardinalities.Rows(join);
            var work = CostModel.MergeJoin(left.Estimate.Rows, right.Estimate.Rows, rows);
            var estimate = new PlanEstimate(
                left.Estimate.StartupCost + right.Estimate.StartupCost,
                left.Estimate.TotalCost + right.Estimate.TotalCost + work, rows);
            return new MergeJoinPlan(
                JoinPlanning.MethodOf(join.Kind, exchange: false), left, right, leftKeys, rightKeys, isDescending, keys.Remaining,
                output(left), estimate);
        }
    }

    /// <summary>Whether values of a type compare in rows as they do in keys of trees.</summary>
    private static bool ComesInOrder(SqlType left, SqlType right) =>
        left.Physical == right.Physical
        && (left.Physical is PhysicalType.Int16 or PhysicalType.Int32 or PhysicalType.Int64 or PhysicalType.Numeric or PhysicalType.Uuid
            || (left.Id == TypeId.Text && right.Id == TypeId.Text));

    private static ImmutableArray<BoundExpression> First(ImmutableArray<BoundExpression> keys, int first) =>
        keys.RemoveAt(first).Insert(0, keys[first]);

    /// <summary>A side in the order of a column, if a tree yields it so.</summary>
    private PhysicalPlan? Ordered(LogicalOperator side, BoundColumn key, bool isDescending, HashSet<ColumnId> needed)
    {
        if (!HasTreeOf(side, key.Id))
            return null;
        var order = new PlanOrder(key.Id, isDescending, isDescending);
        if (_ordered.TryGetValue((side, order), out var known) && known.Needed.SetEquals(needed))
            return known.Plan;
        var plan = planner.Plan(side, new PlanRequest(needed, [order], double.MaxValue));
        var ordered = DeliveredOrder.Satisfies(plan, [order]) ? plan : null;
        _ordered[(side, order)] = (needed, ordered);
        return ordered;
    }

    private static bool HasTreeOf(LogicalOperator side, ColumnId column)
    {
        if (ColumnOrigin.Find(side, column) is not { } origin)
            return false;
        var table = origin.Get.Table;
        if (StartsWith(table.PrimaryKey, origin.Ordinal))
            return true;
        foreach (var index in table.Indexes)
        {
            if (StartsWith(index.Columns, origin.Ordinal))
                return true;
        }

        return false;
    }

    private static bool StartsWith(ImmutableArray<IndexColumn> key, int ordinal) => !key.IsEmpty && key[0].Ordinal == ordinal;
}
