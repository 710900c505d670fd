using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Access;
using BTreeDb.Planning.Costing;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;
using BTreeDb.Primitives;

namespace BTreeDb.Planning.Physical;

/// <summary>
/// Turns a rewritten logical plan into a physical one, bottom-up, choosing by cost where there is a choice.
/// </summary>
internal sealed class PhysicalPlanner
{
    private readonly CardinalityEstimator _cardinalities;
    private readonly AccessPathSelection _access;
    private readonly JoinPlanning _joins;
    private readonly ExtremePlanning _extremes;
    private readonly GroupPlanning _groups;
    private readonly PlannerSettings _settings;
    private readonly ChangePlanning _changes;

    /// <summary>Plans a statement.</summary>
    /// <param name="cardinalities">Estimates rows.</param>
    /// <param name="settings">What may be used.</param>
    /// <param name="isConcurrent">Whether the statement has several changes: each reads its input before it writes.</param>
    public PhysicalPlanner(CardinalityEstimator cardinalities, PlannerSettings settings, bool isConcurrent)
    {
        _cardinalities = cardinalities;
        _access = new AccessPathSelection(cardinalities, settings);
        _joins = new JoinPlanning(this, cardinalities, _access, settings);
        _extremes = new ExtremePlanning(this);
        _groups = new GroupPlanning(this, cardinalities);
        _settings = settings;
        _changes = new ChangePlanning(this, isConcurrent);
    }

    /// <summary>Plans an operator that should meet a request; only joins drop columns that are not needed.</summary>
    public PhysicalPlan Plan(LogicalOperator plan, PlanRequest request)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var planned = Choose(plan, request);
        Invariant.Holds(!Invariant.Enabled || HasColumnsOf(planned, plan, request), "P3");
        return planned;
    }

    private PhysicalPlan Choose(LogicalOperator plan, PlanRequest request) => plan switch
    {
        LogicalGet get => _access.Select(get, get, [], request),
        LogicalFilter filter => Plan(filter, request),
        LogicalProject project => Plan(project, request),
        LogicalJoin join => _joins.Plan(join, request),
        LogicalAggregate aggregate => Plan(aggregate, request),
        LogicalWindow window => Plan(window, request),
        LogicalExpand expand => Plan(expand, request),
        LogicalDistinctOn distinct => Plan(distinct, request),
        LogicalSample sample => Plan(sample, request),
        LogicalRowsFrom rows => Plan(rows),
        LogicalRecursion recursion => Plan(recursion),
        LogicalCommonTableScan scan => new CommonTableScanPlan(
            scan.Table, scan.Alias, scan.Columns, Scan(_cardinalities.Rows(scan))),
        LogicalWorkTableScan scan => new WorkTableScanPlan(
            scan.Work, scan.Alias, scan.Columns, Scan(_cardinalities.Rows(scan))),
        LogicalSort sort => Plan(sort, request, null),
        LogicalLimit limit => Plan(limit, request),
        LogicalAtMostOne single => Plan(single, request),
        LogicalLockRows locking => Plan(locking, request, isLimited: false),
        LogicalDistinct distinct => Plan(distinct, request),
        LogicalSetOperation operation => Plan(operation),
        LogicalValues values => new ValuesPlan(
            values.Rows, values.Columns, new PlanEstimate(0, values.Rows.Length * CostModel.EmitRow, values.Rows.Length)),
        LogicalRowInput input => new RowInputPlan(
            input.Columns, input.IsSingleRow, new PlanEstimate(0, CostModel.EmitRow, 1)),
        LogicalFunctionScan function => Plan(function),
        LogicalSystemScan scan => Plan(scan),
        LogicalApply apply => Plan(apply, request),
        LogicalInsert insert => _changes.Plan(insert),
        LogicalUpdate update => _changes.Plan(update),
        LogicalDelete delete => _changes.Plan(delete),
        LogicalMerge merge => _changes.Plan(merge),
        _ => throw PlanningErrors.UnknownNode(plan),
    };

    /// <summary>Whether all needed columns are there, in the order of the logical plan.</summary>
    private static bool HasColumnsOf(PhysicalPlan planned, LogicalOperator plan, PlanRequest request)
    {
        var place = 0;
        foreach (var column in plan.Columns)
        {
            if (place < planned.Columns.Length && planned.Columns[place].Id == column.Id)
                place++;
            else if (request.Needed is null || request.Needed.Contains(column.Id))
                return false;
        }
        return place == planned.Columns.Length;
    }

    private PhysicalPlan Plan(LogicalFilter filter, PlanRequest request)
    {
        if (filter.Input is LogicalGet get)
            return _access.Select(filter, get, filter.Conjuncts, request);
        var needed = With(request.Needed, filter.Conjuncts);
        var input = Plan(
            filter.Input, request.Below(needed, _cardinalities.Rows(filter.Input), _cardinalities.Rows(filter)));
        var cost = input.Estimate.Rows * filter.Conjuncts.Length * CostModel.TestRow;
        return new FilterPlan(input, filter.Conjuncts, input.Estimate.Then(cost, _cardinalities.Rows(filter)));
    }

    private ProjectPlan Plan(LogicalProject project, PlanRequest request)
    {
        var needed = new HashSet<ColumnId>();
        project.VisitExpressions(expression => ColumnReferences.Collect(expression, needed));
        var order = BelowProjection(project, request.Order);
        var isCutAbove = order.IsEmpty && !request.Order.IsEmpty;
        var input = Plan(project.Input, new PlanRequest(needed, order, isCutAbove ? double.MaxValue : request.LimitRows));
        var cost = input.Estimate.Rows * CostModel.EmitRow;
        return new ProjectPlan(input, project.Projections, input.Estimate.Then(cost, input.Estimate.Rows));
    }

    /// <summary>
    /// The wanted order in terms of the projection's input; none when it sorts by something computed.
    /// </summary>
    private static ImmutableArray<PlanOrder> BelowProjection(LogicalProject project, ImmutableArray<PlanOrder> order)
    {
        var substitution = ColumnSubstitution.Of(project.Projections);
        var below = ImmutableArray.CreateBuilder<PlanOrder>(order.Length);
        foreach (var wanted in order)
        {
            if (substitution.Find(wanted.Column) is not BoundColumn source)
                return [];
            below.Add(wanted with { Column = source.Id });
        }
        return below.MoveToImmutable();
    }

    private PhysicalPlan Plan(LogicalAggregate aggregate, PlanRequest request)
    {
        var needed = new HashSet<ColumnId>();
        aggregate.VisitExpressions(expression => ColumnReferences.Collect(expression, needed));
        var whole = Aggregate(aggregate, Plan(aggregate.Input, PlanRequest.Only(needed)));
        if (_extremes.Plan(aggregate) is { } first && first.Estimate.TotalCost < whole.Estimate.TotalCost)
            return first;
        return _groups.Plan(aggregate, needed, request) is { } ordered && request.CostOf(ordered) < request.CostOf(whole)
            ? ordered
            : whole;
    }

    /// <summary>Groups rows by hash.</summary>
    public HashAggregatePlan Aggregate(LogicalAggregate aggregate, PhysicalPlan input)
    {
        var rows = _cardinalities.Rows(aggregate);
        var perRow = (aggregate.GroupKeys.IsEmpty ? 0 : CostModel.HashProbeRow)
            + aggregate.Aggregates.Length * CostModel.TestRow
            + CostModel.HashRowBeyond(rows * RowWidth.Of(aggregate.Columns), _settings.WorkMemoryBytes);
        return new HashAggregatePlan(
            input, aggregate.GroupKeys, aggregate.Aggregates,
            input.Estimate.ThenBlocking(input.Estimate.Rows * perRow, rows * CostModel.EmitRow, rows))
        {
            EmptySets = aggregate.EmptySets,
        };
    }

    private ExpandPlan Plan(LogicalExpand expand, PlanRequest request)
    {
        var needed = request.Needed is null ? null : new HashSet<ColumnId>(request.Needed);
        foreach (var key in expand.Keys)
        {
            if (needed is not null)
                ColumnReferences.Collect(key.Expression, needed);
        }

        var input = Plan(expand.Input, new PlanRequest(needed, [], double.MaxValue));
        var rows = input.Estimate.Rows * expand.Sets.Length;
        return new ExpandPlan(
            input, expand.Keys, expand.Sets, expand.Number, input.Estimate.Then(rows * CostModel.EmitRow, rows));
    }

    /// <summary>Sorts, keeps the first rows only, or relies on the input's order.</summary>
    private PhysicalPlan Plan(LogicalSort sort, PlanRequest request, LogicalLimit? limit)
    {
        var wanted = DeliveredOrder.Of(sort.Keys);
        var limitRows = limit is null ? double.MaxValue : _cardinalities.Rows(limit);
        var needed = request.Needed is null ? null : new HashSet<ColumnId>(request.Needed);
        foreach (var key in sort.Keys)
            needed?.Add(key.Column.Id);
        var input = Plan(sort.Input, new PlanRequest(needed, wanted, limitRows));
        var isSorted = DeliveredOrder.Satisfies(input, wanted);
        if (limit is { Limit: { } rows, Ties.IsEmpty: true } && !isSorted)
            return TopN(input, sort, limit, rows);
        var sorted = isSorted ? input : Sort(input, sort.Keys);
        return limit is null ? sorted : Limit(sorted, limit);
    }

    private static SortPlan Sort(PhysicalPlan input, ImmutableArray<BoundSortKey> keys)
    {
        var rows = input.Estimate.Rows;
        return new SortPlan(
            input, keys, input.Estimate.ThenBlocking(CostModel.Sort(rows), rows * CostModel.EmitRow, rows));
    }

    private TopNPlan TopN(PhysicalPlan input, LogicalSort sort, LogicalLimit limit, BoundExpression rows)
    {
        var kept = _cardinalities.Rows(limit);
        var cost = input.Estimate.Rows * CostModel.TestRow + CostModel.Sort(kept);
        return new TopNPlan(
            input, sort.Keys, rows, limit.Offset, input.Estimate.ThenBlocking(cost, kept * CostModel.EmitRow, kept));
    }

    private DistinctOnPlan Plan(LogicalDistinctOn distinct, PlanRequest request)
    {
        var needed = With(request.Needed, [.. distinct.Keys]);
        var input = Plan(
            distinct.Input, request.Below(needed, _cardinalities.Rows(distinct.Input), _cardinalities.Rows(distinct)));
        var cost = input.Estimate.Rows * distinct.Keys.Length * CostModel.TestRow;
        return new DistinctOnPlan(input, distinct.Keys, input.Estimate.Then(cost, _cardinalities.Rows(distinct)));
    }

    private SamplePlan Plan(LogicalSample sample, PlanRequest request)
    {
        var input = Plan(sample.Input, new PlanRequest(request.Needed, [], double.MaxValue));
        var cost = input.Estimate.Rows * CostModel.TestRow;
        return new SamplePlan(
            input, sample.IsBySystem, sample.Percent, sample.Seed, input.Estimate.Then(cost, _cardinalities.Rows(sample)));
    }

    private RowsFromPlan Plan(LogicalRowsFrom rows)
    {
        var parts = ImmutableArray.CreateBuilder<PhysicalPlan>(rows.Parts.Length);
        var cost = 0.0;
        foreach (var part in rows.Parts)
        {
            parts.Add(Plan(part, PlanRequest.All));
            cost += parts[^1].Estimate.TotalCost;
        }

        var count = _cardinalities.Rows(rows);
        return new RowsFromPlan(
            parts.MoveToImmutable(), rows.Ordinality is not null, rows.Columns,
            new PlanEstimate(0, cost + count * CostModel.EmitRow, count));
    }

    private static PlanEstimate Scan(double rows) => new(0, rows * CostModel.EmitRow, rows);

    private RecursionPlan Plan(LogicalRecursion recursion)
    {
        var start = Plan(recursion.Start, PlanRequest.All);
        var step = Plan(recursion.Step, PlanRequest.All);
        var rows = _cardinalities.Rows(recursion);
        var cost = start.Estimate.TotalCost + CardinalityEstimator.RecursionRounds * step.Estimate.TotalCost;
        return new RecursionPlan(
            recursion.IsAll, start, step, recursion.Work, recursion.Columns,
            new PlanEstimate(start.Estimate.StartupCost, cost + rows * CostModel.HashBuildRow, rows));
    }

    /// <summary>Sorts by partition and order unless the input comes so.</summary>
    private WindowPlan Plan(LogicalWindow window, PlanRequest request)
    {
        var needed = request.Needed is null ? null : new HashSet<ColumnId>(request.Needed);
        window.VisitExpressions(expression =>
        {
            if (needed is not null)
                ColumnReferences.Collect(expression, needed);
        });
        var keys = SortKeysOf(window.Window);
        var wanted = DeliveredOrder.Of(keys);
        var input = Plan(window.Input, new PlanRequest(needed, wanted, double.MaxValue));
        if (!keys.IsEmpty && !DeliveredOrder.Satisfies(input, wanted))
            input = Sort(input, keys);
        var rows = input.Estimate.Rows;
        var cost = rows * (CostModel.EmitRow + window.Window.Functions.Length * CostModel.TestRow);
        return new WindowPlan(input, window.Window, input.Estimate.Then(cost, rows));
    }

    private static ImmutableArray<BoundSortKey> SortKeysOf(BoundWindow window)
    {
        var keys = ImmutableArray.CreateBuilder<BoundSortKey>();
        foreach (var key in window.Partition)
            Add((BoundColumn)key, false, false);
        foreach (var key in window.Order)
            Add((BoundColumn)key.Expression, key.Descending, key.NullsFirst);
        return keys.ToImmutable();

        void Add(BoundColumn column, bool descending, bool nullsFirst)
        {
            foreach (var known in keys)
            {
                if (known.Column.Id == column.Id)
                    return;
            }

            keys.Add(new BoundSortKey(column, descending, nullsFirst));
        }
    }

    private PhysicalPlan Plan(LogicalLimit limit, PlanRequest request) => limit.Input switch
    {
        LogicalSort sort => Plan(sort, request, limit),
        LogicalLockRows locking => Limit(Plan(locking, request, isLimited: true), limit),
        _ => Limit(
            Plan(limit.Input, new PlanRequest(With(request.Needed, [.. limit.Ties]), [], _cardinalities.Rows(limit))), limit),
    };

    private AtMostOnePlan Plan(LogicalAtMostOne single, PlanRequest request)
    {
        var input = Plan(single.Input, request);
        return new AtMostOnePlan(input, input.Estimate.Then(CostModel.EmitRow, 1));
    }

    private LockRowsPlan Plan(LogicalLockRows locking, PlanRequest request, bool isLimited)
    {
        var needed = request.Needed is null ? null : new HashSet<ColumnId>(request.Needed);
        foreach (var target in locking.Targets)
            needed?.Add(target.RowKey.Id);
        var input = Plan(locking.Input, request with { Needed = needed });
        var cost = input.Estimate.Rows * locking.Targets.Length * CostModel.WriteRow;
        return new LockRowsPlan(input, locking.Targets, isLimited, input.Estimate.Then(cost, input.Estimate.Rows));
    }

    private LimitPlan Limit(PhysicalPlan input, LogicalLimit limit)
    {
        var rows = Math.Min(input.Estimate.Rows, _cardinalities.Rows(limit));
        var share = input.Estimate.Rows > 0 ? rows / input.Estimate.Rows : 1;
        var run = input.Estimate.TotalCost - input.Estimate.StartupCost;
        return new LimitPlan(
            input, limit.Limit, limit.Offset,
            input.Estimate with { TotalCost = input.Estimate.StartupCost + run * share, Rows = rows })
        {
            Ties = limit.Ties,
        };
    }

    private PhysicalPlan Plan(LogicalDistinct distinct, PlanRequest request)
    {
        var input = Plan(distinct.Input, PlanRequest.All);
        var hashed = Distinct(input, _cardinalities.Rows(distinct));
        return _groups.Plan(distinct, request) is { } ordered && request.CostOf(ordered) < request.CostOf(hashed) ? ordered : hashed;
    }

    private static DistinctPlan Distinct(PhysicalPlan input, double rows) =>
        new(input, input.Estimate.Then(input.Estimate.Rows * CostModel.HashBuildRow, rows));

    private PhysicalPlan Plan(LogicalSetOperation operation)
    {
        var rows = _cardinalities.Rows(operation);
        if (operation.Kind == SetOperationKind.Union)
        {
            var append = Append(operation, rows);
            return operation.IsAll ? append : Distinct(append, rows);
        }
        var left = Plan(operation.Left, PlanRequest.All);
        var right = Plan(operation.Right, PlanRequest.All);
        var cost = (left.Estimate.Rows + right.Estimate.Rows) * CostModel.HashBuildRow;
        var estimate = new PlanEstimate(
            left.Estimate.TotalCost + right.Estimate.TotalCost + cost,
            left.Estimate.TotalCost + right.Estimate.TotalCost + cost + rows * CostModel.EmitRow, rows);
        return new SetOperationPlan(operation.Kind, operation.IsAll, left, right, operation.Columns, estimate);
    }

    /// <summary>
    /// Chains of unions become one append: of UNION ALL whatever they are under, of UNION those under a UNION, for the
    /// duplicates that they would remove are removed above.
    /// </summary>
    private AppendPlan Append(LogicalSetOperation operation, double rows)
    {
        var parts = ImmutableArray.CreateBuilder<PhysicalPlan>();
        CollectParts(operation.Left, operation.IsAll, parts);
        CollectParts(operation.Right, operation.IsAll, parts);
        var cost = rows * CostModel.EmitRow;
        foreach (var part in parts)
            cost += part.Estimate.TotalCost;
        return new AppendPlan(parts.ToImmutable(), operation.Columns, new PlanEstimate(0, cost, rows));
    }

    private void CollectParts(LogicalOperator part, bool isAll, ImmutableArray<PhysicalPlan>.Builder parts)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (part is LogicalSetOperation { Kind: SetOperationKind.Union } union && (union.IsAll || !isAll))
        {
            CollectParts(union.Left, isAll, parts);
            CollectParts(union.Right, isAll, parts);
        }
        else
        {
            parts.Add(Plan(part, PlanRequest.All));
        }
    }

    private GenerateSeriesPlan Plan(LogicalFunctionScan function)
    {
        var rows = _cardinalities.Rows(function);
        return new GenerateSeriesPlan(
            function.Function, function.Arguments, function.Alias, function.Columns, new PlanEstimate(0, rows * CostModel.EmitRow, rows))
        {
            Routine = function.Routine,
        };
    }

    private SystemScanPlan Plan(LogicalSystemScan scan)
    {
        var rows = _cardinalities.Rows(scan);
        return new SystemScanPlan(
            scan.Table, scan.Alias, scan.Columns, new PlanEstimate(0, rows * CostModel.EmitRow, rows));
    }

    private ApplyPlan Plan(LogicalApply apply, PlanRequest request)
    {
        var outer = ColumnReferences.OuterOf(apply.Right);
        apply.VisitExpressions(expression => ColumnReferences.Collect(expression, outer));
        var needed = request.Needed is null
            ? ColumnReferences.IdsOf(apply.Left.Columns)
            : new HashSet<ColumnId>(request.Needed);
        needed.UnionWith(outer);
        var left = Plan(apply.Left, PlanRequest.Only(needed));
        var right = Plan(apply.Right, PlanRequest.All);
        var outerColumns = left.Columns.RemoveAll(column => !outer.Contains(column.Id));
        var rows = _cardinalities.Rows(apply);
        var cost = left.Estimate.Rows * right.Estimate.TotalCost + rows * CostModel.EmitRow;
        var added = apply.Output is null ? right.Columns : [apply.Output];
        return new ApplyPlan(
            apply.Kind, left, right, outerColumns, apply.Comparison, left.Columns.AddRange(added),
            left.Estimate.Then(cost, rows));
    }

    private static HashSet<ColumnId>? With(HashSet<ColumnId>? needed, ImmutableArray<BoundExpression> expressions)
    {
        if (needed is null)
            return null;
        var all = new HashSet<ColumnId>(needed);
        foreach (var expression in expressions)
            ColumnReferences.Collect(expression, all);
        return all;
    }
}
