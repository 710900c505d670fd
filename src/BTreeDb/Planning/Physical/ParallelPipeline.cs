using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Costing;
using BTreeDb.Planning.Expressions;

namespace BTreeDb.Planning.Physical;

/// <summary>
/// Tells which aggregations several threads can share: those over a large table whose rows flow through filters,
/// projections and joins by their probe side. Each worker has operators of its own, takes parts of the table, and borrows
/// the hash tables; the groups are merged at the end.
/// </summary>
internal sealed class ParallelPipeline
{
    /// <summary>The share of a scan's rows that may be left of it when rows are handed on as they come.</summary>
    private const double GatheredShareMax = 0.2;

    /// <summary>Where there is a group for so few rows of the scan, merging the groups takes what sharing the rows saves.</summary>
    private const double RowsPerGroupMin = 2;

    private readonly IReadOnlySet<ColumnId> _serialValues;
    private readonly long _bytesMin;

    /// <summary>Tells it for the parts of a statement.</summary>
    public ParallelPipeline(StatementPlan plan) => (_serialValues, _bytesMin) = (plan.SerialValues, plan.ParallelScanBytesMin);

    /// <summary>The scan to be divided; null where one thread does all.</summary>
    public TableScanPlan? ScanOf(HashAggregatePlan plan)
    {
        if (!plan.EmptySets.IsEmpty || !All(plan.Aggregates, IsMergeable) || !All(plan.GroupKeys, IsSafe))
            return null;
        return LargeScanOf(plan.Input) is { } scan && scan.Estimate.Rows >= plan.Estimate.Rows * RowsPerGroupMin ? scan : null;
    }

    /// <summary>The scan to be divided when the build side of a join is read; null where one thread does all.</summary>
    public TableScanPlan? BuildScanOf(JoinPlan join) =>
        join is not HashJoinPlan hash || AreSafe(hash.RightKeys) ? LargeScanOf(join.Right) : null;

    /// <summary>The scan to be divided when an input is read to its end; null where one thread does all.</summary>
    public TableScanPlan? LargeScanOf(PhysicalPlan plan) =>
        ScanOf(plan) is { } scan && scan.Estimate.Rows * RowWidth.Of(scan.Table) >= _bytesMin ? scan : null;

    /// <summary>
    /// The scan to be divided when rows are handed on as they come; null where one thread does all, because nearly as many are left
    /// as there were, so that copying them takes what sharing the work saves.
    /// </summary>
    public TableScanPlan? SelectiveScanOf(PhysicalPlan plan) =>
        LargeScanOf(plan) is { } scan && plan.Estimate.Rows <= scan.Estimate.Rows * GatheredShareMax ? scan : null;

    /// <summary>All scans of a statement that several threads divide, for EXPLAIN: what execution decides where it builds operators.</summary>
    public static HashSet<TableScanPlan> DividedScansOf(StatementPlan plan)
    {
        var divided = new HashSet<TableScanPlan>(ReferenceEqualityComparer.Instance);
        var pipelines = new ParallelPipeline(plan);
        foreach (var table in plan.CommonTables)
            AddRoot(table.Plan);
        foreach (var initial in plan.InitialPlans)
            AddWithin(initial.Plan);
        AddRoot(plan.Body);
        return divided;

        void AddRoot(PhysicalPlan root)
        {
            Add(pipelines.SelectiveScanOf(root));
            AddWithin(root);
        }

        void AddWithin(PhysicalPlan node)
        {
            Add(node switch
            {
                HashAggregatePlan aggregate => pipelines.ScanOf(aggregate),
                HashJoinPlan or NestedLoopJoinPlan => pipelines.BuildScanOf((JoinPlan)node),
                SortPlan or TopNPlan => pipelines.LargeScanOf(node.Inputs[0]),
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

    private TableScanPlan? ScanOf(PhysicalPlan plan) => plan switch
    {
        TableScanPlan { Condition: null, IsReverse: false, WithRowKey: false } scan => scan,
        FilterPlan filter when AreSafe(filter.Conjuncts) => ScanOf(filter.Input),
        ProjectPlan project when All(project.Projections, IsSafe) => ScanOf(project.Input),
        HashJoinPlan join when Streams(join) && AreSafe(join.LeftKeys) => ScanOf(join.Left),
        IndexNestedLoopJoinPlan join when Streams(join) && AreSafe(join.Lookup.Condition!.Sources) => ScanOf(join.Left),
        _ => null,
    };

    /// <summary>Whether a join yields what it finds for its left rows, and nothing in the end.</summary>
    private bool Streams(JoinPlan join) =>
        join.Kind is JoinMethodKind.Inner or JoinMethodKind.Left or JoinMethodKind.Semi or JoinMethodKind.Anti or JoinMethodKind.Mark
        && AreSafe(join.Conditions) && (join.MarkComparison is null || IsSafe(join.MarkComparison));

    private bool IsMergeable(BoundAggregate aggregate) =>
        (!aggregate.IsDistinct || aggregate.Arguments.Length == 1) && HasSafeInput(aggregate)
        && aggregate.Aggregate is AggregateId.CountStar or AggregateId.Count or AggregateId.Sum
            or AggregateId.Avg or AggregateId.Min or AggregateId.Max or AggregateId.AnyValue
            or AggregateId.BoolAnd or AggregateId.BoolOr;

    private bool HasSafeInput(BoundAggregate aggregate)
    {
        var isSafe = aggregate.Order.IsEmpty;
        AggregateExpression.Visit(aggregate, part => isSafe &= IsSafe(part));
        return isSafe;
    }

    private bool AreSafe(ImmutableArray<BoundExpression> expressions) => All(expressions, IsSafe);

    private bool IsSafe(BoundProjection projection) => IsSafe(projection.Expression);

    private bool IsSafe(BoundExpression expression) =>
        !Volatility.IsVolatile(expression) && !Volatility.CallsRoutine(expression)
        && (_serialValues.Count == 0 || !ColumnReferences.Of(expression).Overlaps(_serialValues));

    private static bool All<T>(ImmutableArray<T> items, Predicate<T> condition)
    {
        foreach (var item in items)
        {
            if (!condition(item))
                return false;
        }

        return true;
    }
}
