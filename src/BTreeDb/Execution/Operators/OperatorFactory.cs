using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Spilling;
using BTreeDb.Execution.Vectors;
using BTreeDb.Execution.Windows;
using BTreeDb.Parsing.Syntax.Queries;
using BTreeDb.Planning;
using BTreeDb.Planning.Explain;
using BTreeDb.Planning.Logical;
using BTreeDb.Planning.Physical;
using BTreeDb.Tables;
using BTreeDb.Transactions;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// Builds operators from physical plans. The result belongs to one session and is used again and again.
/// </summary>
internal sealed class OperatorFactory
{
    private readonly IReadOnlyDictionary<ColumnId, int> _outer;
    private readonly ParallelPipeline _pipelines;
    private readonly JoinFactory _joins;
    private readonly ChangeFactory _changes;

    private readonly PlanMeasurements? _measurements;
    private RowInputOperator? _rowInput;

    // The scan that workers divide, and whether a worker's operators are being built.
    private TableScanPlan? _divided;
    private bool _isWorker;

    // What joins above a scan that is still to be built have it test.
    private readonly Dictionary<TableScanPlan, List<ScanCondition>> _joinFilters = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<SharedTable, CommonTableRows> _commonTables = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<WorkTableId, WorkTable> _workTables = [];

    private OperatorFactory(IReadOnlyDictionary<ColumnId, int> outer, PlanMeasurements? measurements, ParallelPipeline pipelines)
    {
        _outer = outer;
        _pipelines = pipelines;
        _measurements = measurements;
        _joins = new JoinFactory(this);
        _changes = new ChangeFactory(this);
    }

    /// <summary>
    /// Builds the operators of a statement; with measurements, each counts its rows and its time there.
    /// </summary>
    public static Operator Create(StatementPlan plan, PlanMeasurements? measurements = null) =>
        new OperatorFactory(plan.OuterSlots, measurements, new ParallelPipeline(plan)).Create(plan);

    /// <summary>Builds the operators of a statement over rows that the caller hands in.</summary>
    public static Operator CreateOver(StatementPlan plan, SqlType[] inputTypes, out RowInputOperator input) =>
        new OperatorFactory(plan.OuterSlots, null, new ParallelPipeline(plan)) { _rowInput = input = new RowInputOperator(inputTypes) }.Create(plan);

    private Operator Create(StatementPlan plan)
    {
        try
        {
            if (plan.HasChanges)
                _changes.FindShared(plan);
            var tables = BuildCommonTables(plan.CommonTables);
            var initial = new InitialPlanRun[plan.InitialPlans.Length];
            for (var i = 0; i < initial.Length; i++)
            {
                var step = plan.InitialPlans[i];
                initial[i] = new InitialPlanRun(
                    Build(step.Plan), step.Kind, plan.OuterSlots[step.Output.Id], step.IsEager);
            }
            var body = BuildGathered(plan.Body);
            return plan.OuterSlots.IsEmpty && tables.Length == 0
                ? body
                : new StatementOperator(
                    body, initial, tables, plan.OuterSlots.Count, plan.IsEager, _changes.SharedKeys);
        }
        catch (InsufficientExecutionStackException inner)
        {
            throw PlanningErrors.TooDeep(inner);
        }
    }

    /// <summary>Builds the operator of a plan and those below it.</summary>
    public Operator Build(PhysicalPlan plan)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var built = BuildNode(plan);
        return _measurements is null ? built : new MeasuredOperator(built, _measurements.Of(plan));
    }

    /// <summary>
    /// Builds a plan over rows that the caller hands in through <paramref name="input"/>, which is idle when the plan has
    /// found that it needs none.
    /// </summary>
    public Operator BuildOver(PhysicalPlan plan, SqlType[] inputTypes, out RowInputOperator input)
    {
        var around = _rowInput;
        _rowInput = input = new RowInputOperator(inputTypes);
        var built = Build(plan);
        _rowInput = around;
        return built;
    }

    private Operator BuildNode(PhysicalPlan plan) => plan switch
    {
        RowInputPlan => _rowInput!,
        TableScanPlan scan => Scan(scan),
        TableAccessPlan access => Scan(access, TableReader.Create(access)),
        RowFetchPlan fetch => new RowFetchOperator(Build(fetch.RowKeys), fetch),
        FilterPlan filter => Build(filter),
        ProjectPlan project => new ProjectOperator(
            Build(project.Input), Over(project.Input).Compile(project.Projections)),
        JoinPlan join => _joins.Build(join),
        HashAggregatePlan aggregate => Build(aggregate),
        GroupAggregatePlan aggregate => Build(aggregate),
        SortPlan sort => Sort(sort.Input, sort.Keys, null, null),
        TopNPlan top => Sort(top.Input, top.Keys, top.Limit, top.Offset),
        ExpandPlan expand => Build(expand),
        WindowPlan window => new WindowFactory(this).Build(window),
        CommonTableScanPlan scan => new CommonTableScanOperator(_commonTables[scan.Table]),
        WorkTableScanPlan scan => new WorkTableScanOperator(_workTables[scan.Work]),
        RecursionPlan recursion => Build(recursion),
        DistinctOnPlan distinct => new DistinctOnOperator(Build(distinct.Input), Neighbours(distinct.Keys, distinct.Input)),
        SamplePlan sample => new SampleOperator(
            Build(sample.Input), sample.IsBySystem, Constant(sample.Percent)!, Constant(sample.Seed)),
        RowsFromPlan rows => Build(rows),
        LimitPlan { Ties.IsEmpty: false, Limit: { } count } limit => new TiesOperator(
            Build(limit.Input), Constant(count)!, Constant(limit.Offset), Neighbours(limit.Ties, limit.Input)),
        LimitPlan limit => new LimitOperator(Build(limit.Input), Constant(limit.Limit), Constant(limit.Offset)),
        AtMostOnePlan single => new AtMostOneOperator(Build(single.Input), SpilledRows.TypesOf(single.Columns)),
        LockRowsPlan locking => Build(locking),
        DistinctPlan distinct => new DistinctOperator(
            Build(distinct.Input), SpilledRows.TypesOf(distinct.Columns)),
        AppendPlan append => new AppendOperator(BuildAll(append.Parts)),
        SetOperationPlan operation => new SetOperationOperator(
            operation.Kind, operation.IsAll, Build(operation.Left), Build(operation.Right),
            SpilledRows.TypesOf(operation.Columns)),
        ValuesPlan values => Build(values),
        GenerateSeriesPlan series => Build(series),
        SystemScanPlan scan => new SystemScanOperator(scan.Table, scan.Columns),
        ApplyPlan apply => Build(apply),
        InsertPlan insert => _changes.Build(insert),
        UpdatePlan update => _changes.Build(update),
        DeletePlan delete => _changes.Build(delete),
        MergePlan merge => _changes.Build(merge),
        _ => throw PlanningErrors.UnknownNode(plan),
    };

    /// <summary>A compiler for rows of these columns.</summary>
    public LayoutCompiler Compiler(ImmutableArray<BoundColumnDefinition> columns, int? capacity = null) =>
        new(columns, _outer, capacity);

    /// <summary>A compiler for the rows of a plan.</summary>
    public LayoutCompiler Over(PhysicalPlan plan) =>
        Compiler(plan.Columns, SingleRow.IsGivenBy(plan) ? 1 : null);

    /// <summary>
    /// The ranges that a condition selects, its values compiled over some rows; null without a condition.
    /// </summary>
    public static KeyRanges? Ranges(KeyCondition? condition, LayoutCompiler compiler)
    {
        if (condition is null)
            return null;
        var values = new VectorExpression[condition.Equalities.Length][];
        for (var i = 0; i < values.Length; i++)
            values[i] = compiler.Compile(condition.Equalities[i].Values);
        return new KeyRanges(
            condition, values,
            condition.Lower is null ? null : compiler.Compile(condition.Lower.Value),
            condition.Upper is null ? null : compiler.Compile(condition.Upper.Value));
    }

    /// <summary>A table scan tests its own filter, except where each is measured.</summary>
    private Operator Build(FilterPlan filter) =>
        _measurements is null && filter.Input is TableScanPlan scan && ScanConditions.CanTest(scan, filter.Conjuncts)
            ? Scan(scan, ScanConditions.Compile(scan, filter.Conjuncts, this))
            : new FilterOperator(Build(filter.Input), Over(filter.Input).Compile(filter.Conjuncts));

    private Operator Scan(TableScanPlan scan, params ScanCondition[] conditions)
    {
        if (_joinFilters.Remove(scan, out var filters))
            conditions = [.. conditions, .. filters];
        var reader = new ClusteredReader(scan, conditions);
        return ReferenceEquals(scan, _divided)
            ? new ParallelScanOperator(reader)
            : Scan(scan, reader);
    }

    private Operator Scan(TableAccessPlan access, TableReader reader)
    {
        var condition = access.Condition;
        var ranges = Ranges(condition, Compiler([], capacity: 1));
        return condition is { SkippedColumns: > 0 and var skipped }
            ? new SkipScanOperator(reader, ranges!, skipped)
            : new ScanOperator(reader, ranges);
    }

    /// <summary>The filter of a join whose probe side is about to be built; null where no scan there can test it.</summary>
    public JoinFilter? FilterFor(HashJoinPlan join)
    {
        if (_measurements is not null || JoinFilterTarget.Of(join) is not { } target)
            return null;
        var filter = new JoinFilter();
        if (!_joinFilters.TryGetValue(target.Scan, out var filters))
            _joinFilters.Add(target.Scan, filters = []);
        // The join nearest to the scan is built last, and tests first.
        filters.Insert(0, new JoinFilterCondition(filter, target.Ordinals));
        return filter;
    }

    /// <summary>The build side of a join: a worker borrows that of the primary operator.</summary>
    public Operator BuildBorrowed(JoinPlan join) => _isWorker ? new BorrowedOperator() : BuildWhole(join.Right, _pipelines.BuildScanOf(join));

    /// <summary>An input that is read to its end before anything is yielded: by several threads where there is a scan to divide.</summary>
    private Operator BuildWhole(PhysicalPlan plan, TableScanPlan? scan)
    {
        if (scan is null || _measurements is not null)
            return Build(plan);
        return new ParallelInputOperator(
            Dividing(scan, () => Build(plan)),
            () => new OperatorFactory(_outer, null, _pipelines) { _divided = scan, _isWorker = true }.Build(plan));
    }

    /// <summary>A plan whose rows are handed on as they come: by several threads where few rows of a scan to divide are left.</summary>
    private Operator BuildGathered(PhysicalPlan plan)
    {
        if (_measurements is not null || _pipelines.SelectiveScanOf(plan) is not { } scan)
            return Build(plan);
        return new GatherOperator(
            Dividing(scan, () => Build(plan)),
            () => new OperatorFactory(_outer, null, _pipelines) { _divided = scan, _isWorker = true }.Build(plan),
            SpilledRows.TypesOf(plan.Columns));
    }

    /// <summary>Builds the first of the operators that divide a scan.</summary>
    private T Dividing<T>(TableScanPlan scan, Func<T> build)
    {
        var outside = (_divided, _isWorker);
        (_divided, _isWorker) = (scan, false);
        var primary = build();
        (_divided, _isWorker) = outside;
        return primary;
    }

    /// <summary>The common tables, each before those that need it.</summary>
    private CommonTableRows[] BuildCommonTables(ImmutableArray<CommonTablePlan> plans)
    {
        var tables = new CommonTableRows[plans.Length];
        for (var i = 0; i < tables.Length; i++)
        {
            tables[i] = new CommonTableRows(
                SpilledRows.TypesOf(plans[i].Plan.Columns), plans[i].IsChange, plans[i].IsEager, plans[i].CountsRows);
            _commonTables.Add(plans[i].Table, tables[i]);
            tables[i].Source = BuildGathered(plans[i].Plan);
        }

        return tables;
    }

    private RowsFromOperator Build(RowsFromPlan plan)
    {
        var types = new SqlType[plan.Parts.Length][];
        for (var i = 0; i < types.Length; i++)
            types[i] = SpilledRows.TypesOf(plan.Parts[i].Columns);
        return new RowsFromOperator(BuildAll(plan.Parts), types, plan.IsNumbered);
    }

    /// <summary>Compares rows of a plan with their neighbours in some columns.</summary>
    private RowNeighbours Neighbours(ImmutableArray<BoundColumn> keys, PhysicalPlan input)
    {
        var layout = Compiler(input.Columns);
        var places = new int[keys.Length];
        var types = new SqlType[keys.Length];
        for (var i = 0; i < places.Length; i++)
            (places[i], types[i]) = (layout.PlaceOf(keys[i].Id), keys[i].Type);
        return new RowNeighbours(places, types);
    }

    private RecursionOperator Build(RecursionPlan plan)
    {
        var work = new WorkTable(SpilledRows.TypesOf(plan.Columns));
        _workTables.Add(plan.Work, work);
        return new RecursionOperator(Build(plan.Start), Build(plan.Step), work, plan.IsAll);
    }

    private Operator[] BuildAll(ImmutableArray<PhysicalPlan> plans)
    {
        var operators = new Operator[plans.Length];
        for (var i = 0; i < operators.Length; i++)
            operators[i] = Build(plans[i]);
        return operators;
    }

    /// <summary>An expression without columns, evaluated when an operator is opened; null for null.</summary>
    public ConstantValue? Constant(BoundExpression? expression) =>
        expression is null ? null : new ConstantValue(Compiler([], capacity: 1).Compile(expression));

    private Operator Build(HashAggregatePlan plan)
    {
        var scan = _measurements is null ? _pipelines.ScanOf(plan) : null;
        if (scan is null)
            return BuildAggregate(plan);
        return new ParallelAggregateOperator(
            Dividing(scan, () => BuildAggregate(plan)), () => CreateWorker(plan, scan));
    }

    private AggregateOperator CreateWorker(HashAggregatePlan plan, TableScanPlan scan)
    {
        var factory = new OperatorFactory(_outer, null, _pipelines) { _divided = scan, _isWorker = true };
        return factory.BuildAggregate(plan);
    }

    private AggregateOperator BuildAggregate(HashAggregatePlan plan)
    {
        var input = Build(plan.Input);
        var compiler = Compiler(plan.Input.Columns);
        var aggregates = Aggregates(plan, compiler);
        return plan.GroupKeys.IsEmpty
            ? new UngroupedAggregateOperator(input, aggregates)
            : new HashAggregateOperator(
                input, new KeyExpressions(compiler.Compile(plan.GroupKeys)), aggregates,
                SpilledRows.TypesOf(plan.Input.Columns), [.. plan.EmptySets]);
    }

    private GroupAggregateOperator Build(GroupAggregatePlan plan)
    {
        var compiler = Compiler(plan.Input.Columns);
        return new GroupAggregateOperator(
            Build(plan.Input), new KeyExpressions(compiler.Compile(plan.GroupKeys)), Aggregates(plan, compiler),
            SpilledRows.TypesOf(plan.Input.Columns));
    }

    private static AggregateColumn[] Aggregates(AggregatePlan plan, LayoutCompiler compiler)
    {
        var aggregates = new AggregateColumn[plan.Aggregates.Length];
        for (var i = 0; i < aggregates.Length; i++)
            aggregates[i] = AggregateFactory.Build(plan.Aggregates[i], compiler, isGrouped: !plan.GroupKeys.IsEmpty);
        return aggregates;
    }

    private ExpandOperator Build(ExpandPlan plan)
    {
        var sets = new bool[plan.Sets.Length][];
        for (var i = 0; i < sets.Length; i++)
        {
            sets[i] = new bool[plan.Keys.Length];
            foreach (var key in plan.Sets[i])
                sets[i][key] = true;
        }

        var keys = Compiler(plan.Input.Columns).Compile(plan.Keys);
        return new ExpandOperator(Build(plan.Input), plan.Input.Columns.Length, keys, sets);
    }

    private SortOperator Sort(
        PhysicalPlan input, ImmutableArray<BoundSortKey> keys, BoundExpression? limit, BoundExpression? offset)
    {
        var compiler = Compiler(input.Columns);
        var columns = new KeyColumn[keys.Length];
        var places = new int[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            columns[i] = new KeyColumn(keys[i].Column.Type, keys[i].Descending, keys[i].NullsFirst);
            places[i] = compiler.PlaceOf(keys[i].Column.Id);
        }
        return new SortOperator(
            BuildWhole(input, _pipelines.LargeScanOf(input)), SpilledRows.TypesOf(input.Columns), columns, places,
            Constant(limit), Constant(offset));
    }

    private ValuesOperator Build(ValuesPlan plan)
    {
        var compiler = Compiler([], capacity: 1);
        var rows = new BoundExpression[plan.Rows.Length][];
        var compiled = new VectorExpression?[plan.Rows.Length][];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = [.. plan.Rows[i]];
            compiled[i] = new VectorExpression?[rows[i].Length];
            for (var j = 0; j < rows[i].Length; j++)
                compiled[i][j] = rows[i][j] is BoundLiteral or BoundParameter ? null : compiler.Compile(rows[i][j]);
        }
        var output = new ColumnVector[plan.Columns.Length];
        for (var i = 0; i < output.Length; i++)
            output[i] = ColumnVector.Create(plan.Columns[i].Type, Math.Clamp(rows.Length, 1, Batch.DefaultCapacity));
        return new ValuesOperator(rows, compiled, output);
    }

    private LockRowsOperator Build(LockRowsPlan plan)
    {
        var layout = Compiler(plan.Input.Columns);
        var lockings = new RowLocking[plan.Targets.Length];
        for (var i = 0; i < lockings.Length; i++)
        {
            var target = plan.Targets[i];
            lockings[i] = new RowLocking(
                target.Table, layout.PlaceOf(target.RowKey.Id), ModeOf(target.Strength), target.Wait);
        }

        return new LockRowsOperator(Build(plan.Input), plan.Input.Columns.Length, lockings, plan.IsLimited);
    }

    private static RowLockMode ModeOf(RowLockStrength strength) => strength switch
    {
        RowLockStrength.KeyShare => RowLockMode.KeyShare,
        RowLockStrength.Share => RowLockMode.Share,
        RowLockStrength.NoKeyUpdate => RowLockMode.NoKeyUpdate,
        _ => RowLockMode.Update,
    };

    private Operator Build(GenerateSeriesPlan plan)
    {
        if (plan.Function > TableFunctionId.Unnest)
        {
            var arguments = new ConstantValue[plan.Arguments.Length];
            for (var i = 0; i < arguments.Length; i++)
                arguments[i] = Constant(plan.Arguments[i])!;
            if (plan.Routine is { } routine)
                return new RoutineRowsOperator(routine, arguments, SpilledRows.TypesOf(plan.Columns));
            return new FunctionRowsOperator(plan.Function, arguments, SpilledRows.TypesOf(plan.Columns));
        }

        var start = Constant(plan.Arguments[0])!;
        if (plan.Function == TableFunctionId.Unnest)
            return new UnnestOperator(start, plan.Columns[0].Type);
        var stop = Constant(plan.Arguments[1])!;
        var step = plan.Arguments.Length > 2 ? Constant(plan.Arguments[2]) : null;
        return plan.Columns[0].Type.Id switch
        {
            TypeId.Integer or TypeId.BigInt => new GenerateSeriesOperator(start, stop, step, plan.Columns[0].Type),
            TypeId.Numeric => new NumericSeriesOperator(start, stop, step),
            TypeId.Timestamp or TypeId.TimestampTz => new TimestampSeriesOperator(start, stop, step!, plan.Columns[0].Type),
            _ => throw PlanningErrors.UnknownNode(plan),
        };
    }

    private UnaryOperator Build(ApplyPlan plan)
    {
        var input = Build(plan.Left);
        var query = Build(plan.Right);
        var types = SpilledRows.TypesOf(plan.Left.Columns);
        var layout = Compiler(plan.Left.Columns);
        var places = new int[plan.OuterColumns.Length];
        var slots = new int[plan.OuterColumns.Length];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = layout.PlaceOf(plan.OuterColumns[i].Id);
            slots[i] = _outer[plan.OuterColumns[i].Id];
        }
        if (plan.Kind is ApplyKind.Cross or ApplyKind.Outer)
        {
            return new ApplyRowsOperator(
                input, query, plan.Kind == ApplyKind.Outer, places, slots, types,
                SpilledRows.TypesOf(plan.Right.Columns));
        }
        var comparison = plan.Comparison is null ? null : Compiler(plan.Right.Columns).Compile(plan.Comparison);
        return new ApplyValueOperator(
            input, query, plan.Kind, comparison, places, slots, types, plan.Columns[^1].Type);
    }
}
