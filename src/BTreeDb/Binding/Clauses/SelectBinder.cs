using System.Collections.Immutable;
using BTreeDb.Binding.Analysis;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Queries;
using BTreeDb.Types;

namespace BTreeDb.Binding.Clauses;

/// <summary>Binds one SELECT block with the ORDER BY and LIMIT around it, clause by clause in PostgreSQL's order.</summary>
internal sealed class SelectBinder(BindingContext context)
{
    private readonly GroupByBinder _groupBy = new(context);
    private readonly LimitBinder _limits = new(context);
    private readonly OrderByBinder _orderBy = new(context);
    private readonly SelectListBinder _selectLists = new(context);

    /// <summary>Binds a SELECT.</summary>
    /// <param name="syntax">The block.</param>
    /// <param name="statement">The query that it is the body of.</param>
    /// <param name="outer">What surrounds the query.</param>
    /// <param name="tables">The common tables in sight.</param>
    /// <param name="settle">Whether literals without a type become text.</param>
    public BoundQuery Bind(
        QuerySpecification syntax, SelectStatement statement, Scope? outer, CommonTables? tables, bool settle)
    {
        Refuse(syntax);
        var scope = Scope.Inside(outer, tables);
        var from = context.From.Bind(syntax.From, scope);
        scope = scope.With(from.Items);
        scope.Level.Declare(syntax.Windows);
        var targets = _selectLists.Bind(syntax.Items, scope.In(ClauseKind.SelectList));
        var where = syntax.Where is null
            ? null
            : context.Expressions.BindCondition(syntax.Where, scope.In(ClauseKind.Where), "WHERE");
        var having = syntax.Having is null
            ? null
            : context.Expressions.BindCondition(syntax.Having, scope.In(ClauseKind.Having), "HAVING");
        var isDistinct = syntax.Distinct is { On.IsEmpty: true };
        var order = _orderBy.Bind(statement.OrderBy, targets, isDistinct, scope.In(ClauseKind.OrderBy));
        ImmutableArray<int> distinctOn = [];
        if (syntax.Distinct is { On.IsEmpty: false } on)
            (distinctOn, order) = _orderBy.BindDistinctOn(on, order, targets, scope.In(ClauseKind.DistinctOn));
        var keys = _groupBy.Bind(syntax.GroupBy, targets, scope.In(ClauseKind.GroupBy));
        var limits = _limits.Bind(statement.Limit, scope);
        context.Expressions.Windows.BindClause(syntax.Windows, scope.In(ClauseKind.WindowDefinition));
        if (settle || isDistinct)
            targets.Settle(context.Coercer);
        for (var i = 0; isDistinct && i < targets.VisibleCount; i++)
            Coercion.Comparability.RequireEquality(targets[i].Expression.Type, targets[i].Expression.Position);
        var parts = new SelectParts(from.Reference, where, having, isDistinct, syntax.GroupBy is not null, targets, keys);
        var select = Finish(parts, scope.Level);
        if (!statement.Locking.IsEmpty)
            select = WithLocks(select, statement.Locking, !distinctOn.IsEmpty);
        return Wrap(select, targets, order, distinctOn, limits, statement);
    }

    /// <summary>Binds ORDER BY and LIMIT over VALUES, as over SELECT * of them.</summary>
    public BoundQuery BindOver(BoundValues values, SelectStatement statement, Scope scope)
    {
        var item = ScopeItem.Of("*VALUES*", null, null, values.Columns);
        scope = scope.With([item]);
        var targets = new TargetList(context, scope.Level);
        foreach (var column in item.Columns)
            targets.Add(column.Name, column.Value);
        var order = _orderBy.Bind(statement.OrderBy, targets, isDistinct: false, scope.In(ClauseKind.OrderBy));
        var limits = _limits.Bind(statement.Limit, scope);
        var from = new BoundDerivedTable(values, "*VALUES*", false, values.Columns);
        var parts = new SelectParts(from, null, null, false, false, targets, new GroupByKeys([], null));
        return Wrap(Finish(parts, scope.Level), targets, order, [], limits, statement);
    }

    private static void Refuse(QuerySpecification syntax)
    {
        if (syntax.Into is not null)
            throw QueryErrors.IntoNotAllowed(syntax.Into.Position);
    }

    /// <summary>Rows that were merged into others cannot be told apart any more, so they cannot be locked.</summary>
    private static BoundSelect WithLocks(BoundSelect select, SyntaxList<LockingClause> clauses, bool isDistinctOn)
    {
        if (select.IsDistinct || isDistinctOn)
            throw LockingErrors.NotAllowedWith(clauses[0], "DISTINCT clause");
        if (!select.GroupKeys.IsEmpty)
            throw LockingErrors.NotAllowedWith(clauses[0], "GROUP BY clause");
        if (!select.Aggregates.IsEmpty)
            throw LockingErrors.NotAllowedWith(clauses[0], "aggregate functions");
        if (select.IsGrouped)
            throw LockingErrors.NotAllowedWith(clauses[0], "HAVING clause");
        if (!select.Windows.IsEmpty)
            throw LockingErrors.NotAllowedWith(clauses[0], "window functions");
        if (!select.RowFunctions.IsEmpty)
            throw LockingErrors.NotAllowedWith(clauses[0], "set-returning functions in the target list");
        return select with { Locks = LockingBinder.Bind(clauses, select.From) };
    }

    private BoundSelect Finish(SelectParts parts, QueryLevel level)
    {
        if (level.HasWorkTable && level.Aggregates.Count > 0)
            throw RecursionErrors.Aggregate(-1);
        var isGrouped = parts.HasGroupBy || parts.Having is not null || level.Aggregates.Count > 0 || level.HasGrouping;
        var having = parts.Having;
        ImmutableArray<BoundProjection> keys = [];
        ImmutableArray<ImmutableArray<int>> sets = [];
        BoundColumnDefinition? setColumn = null;
        var windows = WindowsOf(level);
        var (grouped, rows) = SeparateRowFunctions(level, parts.GroupBy);
        if (isGrouped)
        {
            var rewriter = new GroupingRewriter(context, level, parts.GroupBy);
            for (var i = 0; i < parts.Targets.Count; i++)
                parts.Targets[i].Expression = rewriter.Rewrite(parts.Targets[i].Expression);
            having = having is null ? null : rewriter.Rewrite(having);
            windows = rewriter.RewriteWindows(windows);
            rows = rewriter.RewriteRowFunctions(rows);
            rewriter.CheckDirectArguments(level.Aggregates);
            keys = rewriter.Keys;
            sets = rewriter.Sets;
            setColumn = rewriter.SetColumn;
        }
        var projections = parts.Targets.ToProjections();
        var select = new BoundSelect(
            parts.From, parts.Where, isGrouped, keys, [.. level.Aggregates], having, projections, parts.IsDistinct,
            QueryShaper.ColumnsOf(projections))
        {
            Windows = windows,
            RowFunctions = rows,
            GroupedRowFunctions = grouped,
            GroupingSets = sets,
            SetColumn = setColumn,
        };
        return parts.IsDistinct && context.Collations.IsUsed ? WithKeys(select, level) : select;
    }

    /// <summary>DISTINCT over texts that may be equal though their bytes are not.</summary>
    private BoundSelect WithKeys(BoundSelect select, QueryLevel level)
    {
        var keyed = new KeyedColumns(context, select.Columns, level);
        if (!keyed.IsNeeded)
            return select;
        var projections = select.Projections.ToBuilder();
        for (var i = 0; i < projections.Count; i++)
        {
            var key = keyed.Columns[i].Type.Id == TypeId.KeyedText && projections[i].Column.Type.Id != TypeId.KeyedText
                ? keyed.KeyOf(projections[i].Expression, i)
                : projections[i].Expression;
            projections[i] = new BoundProjection(keyed.Columns[i], key);
        }

        return keyed.Show(select with { Projections = projections.MoveToImmutable(), Columns = keyed.Columns });
    }

    /// <summary>Functions that return rows are evaluated before the grouping if they are grouped by, else behind it.</summary>
    private static (ImmutableArray<BoundFunctionTable> Grouped, ImmutableArray<BoundFunctionTable> Others)
        SeparateRowFunctions(QueryLevel level, GroupByKeys groupBy)
    {
        if (level.RowFunctions.Count == 0)
            return ([], []);
        var used = new HashSet<ColumnId>();
        foreach (var key in groupBy.Expressions)
            ColumnUses.Visit(key, use => used.Add(use.Id));
        var calls = level.RowFunctions;
        // What a grouped call takes its arguments from comes before it, and is needed as early.
        for (var i = calls.Count - 1; i >= 0; i--)
        {
            if (!used.Contains(calls[i].Columns[0].Id))
                continue;
            foreach (var argument in calls[i].Arguments)
                ColumnUses.Visit(argument, use => used.Add(use.Id));
        }

        return (
            [.. calls.FindAll(call => used.Contains(call.Columns[0].Id))],
            [.. calls.FindAll(call => !used.Contains(call.Columns[0].Id))]);
    }

    private static ImmutableArray<BoundWindow> WindowsOf(QueryLevel level)
    {
        var windows = ImmutableArray.CreateBuilder<BoundWindow>(level.Windows.Count);
        foreach (var window in level.Windows)
            windows.Add(window.ToBound());
        return windows.MoveToImmutable();
    }

    private static BoundQuery Wrap(
        BoundSelect select, TargetList targets, ImmutableArray<(int Target, SortOrder Order)> order,
        ImmutableArray<int> distinctOn, (BoundExpression? Limit, BoundExpression? Offset) limits, SelectStatement statement)
    {
        var withTies = LimitBinder.HasTies(statement);
        if (order.IsEmpty && limits.Limit is null && limits.Offset is null)
            return select;
        var sortKeys = OrderByBinder.ToSortKeys(order, select.Projections);
        return new BoundOrderedQuery(
            select, sortKeys, limits.Limit, limits.Offset, select.Columns[..targets.VisibleCount])
        {
            WithTies = withTies,
            DistinctOn = OrderByBinder.ToColumns(distinctOn, select.Projections),
        };
    }
}
