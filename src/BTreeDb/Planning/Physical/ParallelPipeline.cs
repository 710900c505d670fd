using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Expressions;

namespace BTreeDb.Planning.Physical;

/// <summary>
/// Tells which aggregations several threads can share: those over a large table whose rows flow through filters,
/// projections and joins by their probe side. Each worker has operators of its own, takes parts of the table, and borrows
/// the hash tables; the groups are merged at the end.
/// </summary>
internal static class ParallelPipeline
{
    /// <summary>Below so many rows, starting workers costs more than they bring.</summary>
    private const double RowsMin = 50_000;

    /// <summary>The share of a scan's rows that may be left of it when rows are handed on as they come.</summary>
    private const double GatheredShareMax = 0.2;

    /// <summary>Where there is a group for so few rows of the scan, merging the groups takes what sharing the rows saves.</summary>
    private const double RowsPerGroupMin = 2;

    /// <summary>The scan to be divided; null where one thread does all.</summary>
    public static TableScanPlan? ScanOf(HashAggregatePlan plan)
    {
        if (!plan.EmptySets.IsEmpty || !plan.Aggregates.All(IsMergeable) || !plan.GroupKeys.All(IsSafe))
            return null;
        return LargeScanOf(plan.Input) is { } scan && scan.Estimate.Rows >= plan.Estimate.Rows * RowsPerGroupMin ? scan : null;
    }

    /// <summary>The scan to be divided when the build side of a join is read; null where one thread does all.</summary>
    public static TableScanPlan? BuildScanOf(JoinPlan join) =>
        join is not HashJoinPlan hash || AreSafe(hash.RightKeys) ? LargeScanOf(join.Right) : null;

    /// <summary>The scan to be divided when an input is read to its end; null where one thread does all.</summary>
    public static TableScanPlan? LargeScanOf(PhysicalPlan plan) =>
        ScanOf(plan) is { } scan && scan.Estimate.Rows >= RowsMin ? scan : null;

    /// <summary>
    /// The scan to be divided when rows are handed on as they come; null where one thread does all, because nearly as many are left
    /// as there were, so that copying them takes what sharing the work saves.
    /// </summary>
    public static TableScanPlan? SelectiveScanOf(PhysicalPlan plan) =>
        LargeScanOf(plan) is { } scan && plan.Estimate.Rows <= scan.Estimate.Rows * GatheredShareMax ? scan : null;

    /// <summary>All scans of a statement that several threads divide, for EXPLAIN: what execution decides where it builds operators.</summary>
    public static HashSet<TableScanPlan> DividedScansOf(StatementPlan plan)
    {
        var divided = new HashSet<TableScanPlan>(ReferenceEqualityComparer.Instance);
        foreach (var table in plan.CommonTables)
            AddRoot(table.Plan);
        foreach (var initial in plan.InitialPlans)
            AddWithin(initial.Plan);
        AddRoot(plan.Body);
        return divided;

        void AddRoot(PhysicalPlan root)
        {
            Add(SelectiveScanOf(root));
            AddWithin(root);
        }

        void AddWithin(PhysicalPlan node)
        {
            Add(node switch
            {
                HashAggregatePlan aggregate => ScanOf(aggregate),
                HashJoinPlan or NestedLoopJoinPlan => BuildScanOf((JoinPlan)node),
                SortPlan or TopNPlan => LargeScanOf(node.Inputs[0]),
                _ => null,
            });
            foreach (var input in node.Inputs)
                AddWithin(input);
        }

        void Add(TableScanPlan? scan)
        {
            if (scan is not null)
                divided.Add(scan);
        }
    }

    private static TableScanPlan? ScanOf(PhysicalPlan plan) => plan switch
    {
        TableScanPlan { Condition: null, IsReverse: false, WithRowKey: false } scan => scan,
        FilterPlan filter when AreSafe(filter.Conjuncts) => ScanOf(filter.Input),
        ProjectPlan project when project.Projections.All(IsSafe) => ScanOf(project.Input),
        HashJoinPlan join when Streams(join) && AreSafe(join.LeftKeys) => ScanOf(join.Left),
        IndexNestedLoopJoinPlan join when Streams(join) => ScanOf(join.Left),
        _ => null,
    };

    /// <summary>Whether a join yields what it finds for its left rows, and nothing in the end.</summary>
    private static bool Streams(JoinPlan join) =>
        join.Kind is JoinMethodKind.Inner or JoinMethodKind.Left or JoinMethodKind.Semi or JoinMethodKind.Anti or JoinMethodKind.Mark
        && AreSafe(join.Conditions) && (join.MarkComparison is null || IsSafe(join.MarkComparison));

    private static bool IsMergeable(BoundAggregate aggregate) =>
        (!aggregate.IsDistinct || aggregate.Arguments.Length == 1) && HasSafeInput(aggregate)
        && aggregate.Aggregate is Binding.AggregateId.CountStar or Binding.AggregateId.Count or Binding.AggregateId.Sum
            or Binding.AggregateId.Avg or Binding.AggregateId.Min or Binding.AggregateId.Max or Binding.AggregateId.AnyValue
            or Binding.AggregateId.BoolAnd or Binding.AggregateId.BoolOr;

    private static bool HasSafeInput(BoundAggregate aggregate)
    {
        var isSafe = aggregate.Order.IsEmpty;
        AggregateExpression.Visit(aggregate, part => isSafe &= IsSafe(part));
        return isSafe;
    }

    private static bool AreSafe(ImmutableArray<BoundExpression> expressions) => expressions.All(IsSafe);

    private static bool IsSafe(BoundProjection projection) => IsSafe(projection.Expression);

    private static bool IsSafe(BoundExpression expression) =>
        !Volatility.IsVolatile(expression) && !Volatility.CallsRoutine(expression);

    private static bool All<T>(this ImmutableArray<T> items, Predicate<T> condition)
    {
        foreach (var item in items)
        {
            if (!condition(item))
                return false;
        }

        return true;
    }
}
