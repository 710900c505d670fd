using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Access;
using BTreeDb.Planning.Costing;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Physical;

/// <summary>Chooses the method of each join: look-ups by key, a hash table, or a loop over all pairs.</summary>
internal sealed class JoinPlanning(
    PhysicalPlanner planner, CardinalityEstimator cardinalities, AccessPathSelection access, PlannerSettings settings)
{
    private readonly MergePlanning _merges = new(planner, cardinalities);

    /// <summary>The cheapest plan of a join for a request.</summary>
    public PhysicalPlan Plan(LogicalJoin join, PlanRequest request)
    {
        var needed = NeededBelow(join, request);
        var left = planner.Plan(join.Left, PlanRequest.Only(needed));
        var right = planner.Plan(join.Right, PlanRequest.Only(needed));
        var keys = JoinKeys.Separate(join);
        JoinPlan? best = null;
        Consider(left, right);
        if (ForFirstRows(join, join.Left, needed, request) is { } first)
            Consider(first, right);
        if (join.Kind == LogicalJoinKind.Inner && ForFirstRows(join, join.Right, needed, request) is { } second)
            Consider(left, second);
        if (settings.EnableMergeJoin && settings.EnableIndexScan)
        {
            foreach (var merge in _merges.Plans(join, keys, needed, request, side => OutputOf(join, side, request)))
                Take(merge);
        }

        return best!;

        void Consider(PhysicalPlan left, PhysicalPlan right)
        {
            foreach (var candidate in Candidates(join, left, right, keys, OutputOf(join, left, request)))
                Take(candidate);
        }

        void Take(JoinPlan? candidate)
        {
            if (candidate is not null && (best is null || request.CostOf(candidate) < request.CostOf(best)))
                best = candidate;
        }
    }

    /// <summary>
    /// A side planned for the order and the limit of the join, as some joins keep the order of their outer side and end with it;
    /// null when the request asks for none of both.
    /// </summary>
    private PhysicalPlan? ForFirstRows(
        LogicalJoin join, LogicalOperator side, HashSet<ColumnId> needed, PlanRequest request)
    {
        if (request.Order.IsEmpty && request.LimitRows == double.MaxValue)
            return null;
        var columns = ColumnReferences.IdsOf(side.Columns);
        foreach (var order in request.Order)
        {
            if (!columns.Contains(order.Column))
                return null;
        }

        return planner.Plan(side, request.Below(needed, cardinalities.Rows(side), cardinalities.Rows(join)));
    }

    private IEnumerable<JoinPlan?> Candidates(
        LogicalJoin join, PhysicalPlan left, PhysicalPlan right, JoinKeys keys,
        ImmutableArray<BoundColumnDefinition> output)
    {
        var canHash = keys.HasKeys && settings.EnableHashJoin;
        if (canHash)
        {
            yield return Hash(join, left, right, keys, output, exchange: false);
            if (join.Kind is LogicalJoinKind.Inner or LogicalJoinKind.Left or LogicalJoinKind.Full)
                yield return Hash(join, left, right, keys.Exchanged(), output, exchange: true);
        }
        if (settings.EnableNestedLoopIndex)
        {
            yield return LookUp(join, left, join.Right, output);
            if (join.Kind == LogicalJoinKind.Inner)
                yield return LookUp(join, right, join.Left, output);
            yield return LookUpDistinct(join, left, right, keys);
        }
        yield return Loop(join, left, right, output, exchange: false);
        if (join.Kind == LogicalJoinKind.Inner)
            yield return Loop(join, left, right, output, exchange: true);
    }

    private HashJoinPlan Hash(
        LogicalJoin join, PhysicalPlan left, PhysicalPlan right, JoinKeys keys,
        ImmutableArray<BoundColumnDefinition> output, bool exchange)
    {
        var (probe, build) = exchange ? (right, left) : (left, right);
        var rows = cardinalities.Rows(join);
        var bytes = build.Estimate.Rows * RowWidth.Of(build.Columns);
        var work = CostModel.HashJoin(probe.Estimate.Rows, build.Estimate.Rows, rows)
            + (probe.Estimate.Rows + build.Estimate.Rows) * CostModel.HashRowBeyond(bytes, settings.WorkMemoryBytes);
        var estimate = new PlanEstimate(
            build.Estimate.TotalCost + probe.Estimate.StartupCost,
            probe.Estimate.TotalCost + build.Estimate.TotalCost + work, rows);
        return new HashJoinPlan(
            MethodOf(join.Kind, exchange), probe, build, keys.Left, keys.Right, keys.Remaining, join.Mark,
            keys.IsNullAwareMark ? null : join.MarkComparison, keys.IsNullAwareMark, output, estimate);
    }

    private NestedLoopJoinPlan Loop(
        LogicalJoin join, PhysicalPlan left, PhysicalPlan right, ImmutableArray<BoundColumnDefinition> output,
        bool exchange)
    {
        var (outer, inner) = exchange ? (right, left) : (left, right);
        var rows = cardinalities.Rows(join);
        var work = CostModel.NestedLoop(outer.Estimate.Rows, inner.Estimate.Rows, rows);
        var estimate = new PlanEstimate(
            inner.Estimate.TotalCost + outer.Estimate.StartupCost,
            outer.Estimate.TotalCost + inner.Estimate.TotalCost + work, rows);
        return new NestedLoopJoinPlan(
            MethodOf(join.Kind, exchange), outer, inner, join.Conditions, join.Mark, join.MarkComparison, output,
            estimate);
    }

    /// <summary>Looks the inner side up by key; null when it is no table or no key of it fits.</summary>
    private IndexNestedLoopJoinPlan? LookUp(
        LogicalJoin join, PhysicalPlan outer, LogicalOperator inner, ImmutableArray<BoundColumnDefinition> output)
    {
        if (join.Kind is not (LogicalJoinKind.Inner or LogicalJoinKind.Left or LogicalJoinKind.Semi or LogicalJoinKind.Anti))
            return null;
        var get = inner as LogicalGet ?? (inner as LogicalFilter)?.Input as LogicalGet;
        if (get is null)
            return null;
        var own = inner is LogicalFilter filter ? filter.Conjuncts : [];
        if (access.SelectLookup(get, join.Conditions.AddRange(own)) is not { } path || !UsesOuter(path, outer))
            return null;
        var rows = cardinalities.Rows(join);
        var found = path.Plan.Estimate.Rows;
        // What a key of several columns finds is known better of the join than of its columns one by one.
        var missed = Math.Max(0, rows / Math.Max(1, outer.Estimate.Rows) - found);
        var perRow = path.Plan.Estimate.TotalCost + missed * (CostModel.FetchRow + CostModel.ScanRow + cardinalities.MissCost(get.Table))
            + (found + missed) * (path.Match.Residual.Length * CostModel.TestRow + CostModel.EmitRow);
        var estimate = new PlanEstimate(
            outer.Estimate.StartupCost, outer.Estimate.TotalCost + outer.Estimate.Rows * perRow, rows);
        return new IndexNestedLoopJoinPlan(
            MethodOf(join.Kind, false), outer, path.Plan, path.Match.Residual, output, estimate);
    }

    /// <summary>
    /// A semi join from its right side: each different value there looks the left side up by key. The best way where the
    /// right side is small and the left one large, such as <c>DELETE ... WHERE id IN (SELECT ...)</c>.
    /// </summary>
    private IndexNestedLoopJoinPlan? LookUpDistinct(
        LogicalJoin join, PhysicalPlan left, PhysicalPlan right, JoinKeys keys)
    {
        if (join.Kind != LogicalJoinKind.Semi || !keys.HasKeys || !keys.Remaining.IsEmpty)
            return null;
        var projections = ImmutableArray.CreateBuilder<BoundProjection>();
        var rows = 1.0;
        foreach (var key in keys.Right)
        {
            if (key is not BoundColumn column)
                return null;
            projections.Add(new BoundProjection(new BoundColumnDefinition(column.Id, column.Name, column.Type), column));
            rows *= cardinalities.Distinct(join.Right, column.Id);
        }
        rows = Math.Min(rows, right.Estimate.Rows);
        var passed = right.Estimate.Then(right.Estimate.Rows * CostModel.EmitRow, right.Estimate.Rows);
        var project = new ProjectPlan(right, projections.ToImmutable(), passed);
        var distinct = new DistinctPlan(
            project, project.Estimate.Then(right.Estimate.Rows * CostModel.HashBuildRow, rows));
        var inner = new LogicalJoin(LogicalJoinKind.Inner, join.Left, join.Right, join.Conditions);
        return LookUp(inner, distinct, join.Left, left.Columns);
    }

    /// <summary>
    /// A key that only constants serve is no look-up: the whole side would be read again for each row.
    /// </summary>
    private static bool UsesOuter(AccessPath path, PhysicalPlan outer)
    {
        var ids = ColumnReferences.IdsOf(outer.Columns);
        foreach (var served in path.Match.Served)
        {
            if (ColumnReferences.Of(served).Overlaps(ids))
                return true;
        }
        return false;
    }

    private static HashSet<ColumnId> NeededBelow(LogicalJoin join, PlanRequest request)
    {
        var needed = request.Needed is null
            ? ColumnReferences.IdsOf(join.Columns)
            : new HashSet<ColumnId>(request.Needed);
        join.VisitExpressions(expression => ColumnReferences.Collect(expression, needed));
        return needed;
    }

    /// <summary>Semi, anti and mark joins hand the left side's batches on, with all their columns.</summary>
    private static ImmutableArray<BoundColumnDefinition> OutputOf(
        LogicalJoin join, PhysicalPlan left, PlanRequest request) => join.Kind switch
    {
        LogicalJoinKind.Semi or LogicalJoinKind.Anti => left.Columns,
        LogicalJoinKind.Mark => left.Columns.Add(join.Mark!),
        _ => request.Needed is null
            ? join.Columns
            : join.Columns.RemoveAll(column => !request.Needed.Contains(column.Id)),
    };

    /// <summary>The method's name for a kind of join, perhaps with its sides exchanged.</summary>
    public static JoinMethodKind MethodOf(LogicalJoinKind kind, bool exchange) => kind switch
    {
        LogicalJoinKind.Inner => JoinMethodKind.Inner,
        LogicalJoinKind.Left => exchange ? JoinMethodKind.Right : JoinMethodKind.Left,
        LogicalJoinKind.Full => JoinMethodKind.Full,
        LogicalJoinKind.Semi => JoinMethodKind.Semi,
        LogicalJoinKind.Anti => JoinMethodKind.Anti,
        _ => JoinMethodKind.Mark,
    };
}
