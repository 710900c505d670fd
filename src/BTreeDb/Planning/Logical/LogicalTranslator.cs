using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Planning.Logical;

/// <summary>
/// Translates bound queries into logical plans, clause by clause in the order in which SQL evaluates them.
/// </summary>
internal sealed class LogicalTranslator
{
    private readonly ColumnIdAllocator _ids;
    private readonly FromTranslator _from;
    private readonly CommonTableTranslator _commonTables;

    /// <summary>A translator for one statement.</summary>
    /// <param name="ids">Makes columns.</param>
    /// <param name="commonTables">Gathers the common tables of the statement.</param>
    /// <param name="target">The relation that the statement changes, or null.</param>
    /// <param name="rowKey">The column that gets the key of the target's rows, or null.</param>
    public LogicalTranslator(
        ColumnIdAllocator ids, CommonTableTranslator commonTables, BoundBaseTable? target = null,
        BoundColumnDefinition? rowKey = null)
    {
        (_ids, _commonTables) = (ids, commonTables);
        _from = new FromTranslator(this, ids, target, rowKey);
    }

    /// <summary>Translates a query.</summary>
    public LogicalOperator Translate(BoundQuery query)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return query switch
        {
            BoundSelect { Locks.IsEmpty: false } select => TranslateLocking(select, []),
            BoundSelect select => Translate(select, []),
            BoundOrderedQuery ordered => Translate(ordered),
            BoundSetOperation operation => new LogicalSetOperation(
                operation.Kind, operation.IsAll, Translate(operation.Left), Translate(operation.Right),
                operation.Columns),
            BoundValues values => Translate(values),
            BoundRecursion recursion => new LogicalRecursion(
                recursion.IsAll, Translate(recursion.Start), Translate(recursion.Step), recursion.Work, recursion.Columns),
            _ => throw PlanningErrors.UnknownNode(query),
        };
    }

    /// <summary>Translates a reference to a common table.</summary>
    public LogicalOperator Translate(BoundCommonTableReference reference) => _commonTables.Translate(reference, this);

    /// <summary>Computes a plan that depends on nothing around it once for the statement, however often it is asked for.</summary>
    public LogicalCommonTableScan Share(string name, LogicalOperator plan) => _commonTables.Share(name, plan);

    /// <summary>Translates FROM with WHERE.</summary>
    public LogicalOperator Translate(BoundTableReference? from, BoundExpression? where)
    {
        var input = from is null ? LogicalValues.SingleRow : _from.Translate(from);
        return Filter(input, where);
    }

    /// <summary>Filters by a condition that may contain subqueries.</summary>
    public LogicalOperator Filter(LogicalOperator input, BoundExpression? condition)
    {
        var extraction = Extract(input);
        var conjuncts = extraction.Extract(Conjunction.Split(condition));
        return LogicalFilter.Over(extraction.Input, conjuncts);
    }

    /// <summary>Starts to take subqueries out of the expressions over an input.</summary>
    public SubqueryExtraction Extract(LogicalOperator input) => new(this, _ids, input);

    /// <summary>A query that locks rows: over the sorted rows, with the row keys as columns that go again at the end.</summary>
    private LogicalProject TranslateLocking(BoundSelect select, ImmutableArray<BoundSortKey> order) =>
        new(LockRows(select, order), Projection.PassThrough(select.Columns));

    private LogicalLockRows LockRows(BoundSelect select, ImmutableArray<BoundSortKey> order)
    {
        var keys = ImmutableArray.CreateBuilder<BoundColumnDefinition>(select.Locks.Length);
        var targets = ImmutableArray.CreateBuilder<RowLockTarget>(select.Locks.Length);
        foreach (var wanted in select.Locks)
        {
            var key = _ids.Create("row_key", SqlType.Bytea);
            keys.Add(key);
            targets.Add(new RowLockTarget(wanted.Table.Table, Projection.Reference(key), wanted.Strength, wanted.Wait));
            _from.AddRowKey(wanted.Table, key);
        }

        var plan = Translate(select, keys.MoveToImmutable());
        if (!order.IsEmpty)
            plan = new LogicalSort(plan, order);
        return new LogicalLockRows(plan, targets.MoveToImmutable());
    }

    private LogicalOperator Translate(BoundSelect select, ImmutableArray<BoundColumnDefinition> rowKeys)
    {
        var plan = WithRowFunctions(Translate(select.From, select.Where), select.GroupedRowFunctions);
        if (select.IsGrouped)
            plan = Filter(Group(plan, select), select.Having);
        if (!select.Windows.IsEmpty)
            plan = new WindowTranslator(_ids).Translate(Extract(plan), select.Windows);
        plan = WithRowFunctions(plan, select.RowFunctions);
        plan = Project(plan, select.Projections.AddRange(Projection.PassThrough(rowKeys)));
        return select.IsDistinct ? new LogicalDistinct(plan) : plan;
    }

    /// <summary>
    /// Repeats each row for what functions yield in lock-step. Those that take arguments from others come above them.
    /// </summary>
    private LogicalOperator WithRowFunctions(LogicalOperator plan, ImmutableArray<BoundFunctionTable> calls)
    {
        while (!calls.IsEmpty)
        {
            var outputs = new HashSet<ColumnId>();
            foreach (var call in calls)
                outputs.UnionWith(ColumnReferences.IdsOf(call.Columns));
            var ready = calls.RemoveAll(call => DependsOn(call, outputs));
            calls = calls.RemoveAll(call => ready.Contains(call));
            var columns = ImmutableArray.CreateBuilder<BoundColumnDefinition>();
            foreach (var call in ready)
                columns.AddRange(call.Columns);
            var rows = _from.Translate(
                ready.Length == 1 ? ready[0] : new BoundRowsFrom([.. ready], null, "", columns.ToImmutable()));
            plan = new LogicalApply(ApplyKind.Cross, plan, rows) { KeepsOrder = true };
        }

        return plan;
    }

    private static bool DependsOn(BoundFunctionTable call, HashSet<ColumnId> outputs)
    {
        var used = new HashSet<ColumnId>();
        foreach (var argument in call.Arguments)
            ColumnReferences.Collect(argument, used);
        return used.Overlaps(outputs);
    }

    private LogicalAggregate Group(LogicalOperator input, BoundSelect select)
    {
        var extraction = Extract(input);
        var keys = Projection.Map(select.GroupKeys, extraction.Extract);
        var aggregates = AggregateExpression.Map(select.Aggregates, extraction.Extract);
        return select.GroupingSets.IsEmpty
            ? new LogicalAggregate(extraction.Input, keys, aggregates)
            : GroupBySets(extraction.Input, keys, aggregates, select);
    }

    /// <summary>Each row is repeated for each set, and the set's number is a key of the one grouping above.</summary>
    private LogicalAggregate GroupBySets(
        LogicalOperator input, ImmutableArray<BoundProjection> keys, ImmutableArray<BoundAggregate> aggregates,
        BoundSelect select)
    {
        var expanded = ImmutableArray.CreateBuilder<BoundProjection>(keys.Length);
        var groupKeys = ImmutableArray.CreateBuilder<BoundProjection>(keys.Length + 1);
        foreach (var key in keys)
        {
            var column = _ids.Create(key.Column.Name, key.Column.Type);
            expanded.Add(new BoundProjection(column, key.Expression));
            groupKeys.Add(new BoundProjection(key.Column, Projection.Reference(column)));
        }

        var number = _ids.Create("set", SqlType.Integer);
        groupKeys.Add(new BoundProjection(select.SetColumn!, Projection.Reference(number)));
        var empty = ImmutableArray.CreateBuilder<int>();
        for (var i = 0; i < select.GroupingSets.Length; i++)
        {
            if (select.GroupingSets[i].IsEmpty)
                empty.Add(i);
        }

        var expand = new LogicalExpand(input, expanded.MoveToImmutable(), select.GroupingSets, number);
        return new LogicalAggregate(expand, groupKeys.MoveToImmutable(), aggregates) { EmptySets = empty.ToImmutable() };
    }

    private LogicalProject Project(LogicalOperator input, ImmutableArray<BoundProjection> projections)
    {
        var extraction = Extract(input);
        var mapped = Projection.Map(projections, extraction.Extract);
        return new LogicalProject(extraction.Input, mapped);
    }

    private LogicalOperator Translate(BoundOrderedQuery ordered)
    {
        var locking = ordered.Input is BoundSelect { Locks.IsEmpty: false } select ? LockRows(select, ordered.SortKeys) : null;
        var plan = locking ?? Translate(ordered.Input);
        if (!ordered.SortKeys.IsEmpty && locking is null)
            plan = new LogicalSort(plan, ordered.SortKeys);
        if (!ordered.DistinctOn.IsEmpty)
            plan = new LogicalDistinctOn(plan, ordered.DistinctOn);
        if (ordered.Limit is not null || ordered.Offset is not null)
            plan = Limit(plan, ordered);
        return ordered.Columns.Length == plan.Columns.Length
            ? plan
            : new LogicalProject(plan, Projection.PassThrough(ordered.Columns));
    }

    /// <summary>
    /// A subquery in LIMIT has no row to be evaluated for; it is applied to the single row and its value taken from there,
    /// which works because such a subquery is uncorrelated and becomes an initial plan.
    /// </summary>
    private LogicalOperator Limit(LogicalOperator plan, BoundOrderedQuery ordered)
    {
        var extraction = Extract(plan);
        var limit = ordered.Limit is null ? null : extraction.Extract(ordered.Limit);
        var offset = ordered.Offset is null ? null : extraction.Extract(ordered.Offset);
        var cut = new LogicalLimit(extraction.Input, limit, offset) { Ties = TiesOf(ordered) };
        return ReferenceEquals(extraction.Input, plan)
            ? cut
            : new LogicalProject(cut, Projection.PassThrough(plan.Columns));
    }

    private static ImmutableArray<BoundColumn> TiesOf(BoundOrderedQuery ordered)
    {
        if (!ordered.WithTies)
            return [];
        var columns = ImmutableArray.CreateBuilder<BoundColumn>(ordered.SortKeys.Length);
        foreach (var key in ordered.SortKeys)
            columns.Add(key.Column);
        return columns.MoveToImmutable();
    }

    private LogicalOperator Translate(BoundValues values)
    {
        foreach (var row in values.Rows)
        {
            foreach (var value in row)
            {
                if (SubqueryExtraction.IsNeededBy(value))
                    return UnionOfRows(values);
            }
        }
        return new LogicalValues(values.Rows, values.Columns);
    }

    /// <summary>Rows with subqueries: each row a projection of its own, united.</summary>
    private LogicalOperator UnionOfRows(BoundValues values)
    {
        LogicalOperator? union = null;
        foreach (var row in values.Rows)
        {
            var isLast = union is null && values.Rows.Length == 1;
            var columns = isLast ? values.Columns : Copy(values.Columns);
            var projections = ImmutableArray.CreateBuilder<BoundProjection>(row.Length);
            for (var i = 0; i < row.Length; i++)
                projections.Add(new BoundProjection(columns[i], row[i]));
            LogicalOperator branch = Project(LogicalValues.SingleRow, projections.MoveToImmutable());
            union = union is null
                ? branch
                : new LogicalSetOperation(SetOperationKind.Union, true, union, branch, Copy(values.Columns));
        }
        return union is LogicalSetOperation operation ? operation with { Output = values.Columns } : union!;
    }

    private ImmutableArray<BoundColumnDefinition> Copy(ImmutableArray<BoundColumnDefinition> columns)
    {
        var copies = ImmutableArray.CreateBuilder<BoundColumnDefinition>(columns.Length);
        foreach (var column in columns)
            copies.Add(_ids.Create(column.Name, column.Type));
        return copies.MoveToImmutable();
    }
}
