using System.Collections.Immutable;
using BTreeDb.Binding.Analysis;
using BTreeDb.Binding.Collations;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Types;

namespace BTreeDb.Binding.Clauses;

/// <summary>
/// Rewrites the expressions above a grouping: what equals a group key becomes a reference to it, and a column of FROM
/// that is left over is an error, unless the group determines it through a primary key.
/// </summary>
internal sealed class GroupingRewriter : BoundTreeRewriter
{
    private readonly BindingContext _context;
    private readonly QueryLevel _level;
    private readonly List<BoundProjection> _keys = [];
    private readonly List<BoundExpression> _written = [];
    private readonly List<int[]>? _sets;
    private readonly int _writtenCount;
    private int _subqueryDepth;

    public GroupingRewriter(BindingContext context, QueryLevel level, GroupByKeys groupBy)
    {
        _context = context;
        _level = level;
        _sets = groupBy.Sets;
        foreach (var key in groupBy.Expressions)
            AddKey(key);
        _writtenCount = _keys.Count;
        if (_sets is not null)
            SetColumn = new BoundColumnDefinition(context.NewColumn(level), "?set?", SqlType.Integer);
    }

    /// <summary>With grouping sets: the column with the number of a group's set.</summary>
    public BoundColumnDefinition? SetColumn { get; }

    /// <summary>The grouping sets; a key that the others determine is in all of them.</summary>
    public ImmutableArray<ImmutableArray<int>> Sets
    {
        get
        {
            var sets = ImmutableArray.CreateBuilder<ImmutableArray<int>>();
            foreach (var set in _sets ?? [])
            {
                var places = ImmutableArray.CreateBuilder<int>();
                places.AddRange(set);
                for (var i = _writtenCount; i < _keys.Count; i++)
                    places.Add(i);
                sets.Add(places.ToImmutable());
            }

            return sets.ToImmutable();
        }
    }

    /// <summary>The group keys, with those added that depend on a primary key among them.</summary>
    public ImmutableArray<BoundProjection> Keys => [.. _keys];

    /// <inheritdoc/>
    public override BoundExpression Rewrite(BoundExpression expression)
    {
        if (expression is not (BoundLiteral or BoundParameter))
        {
            var place = FindKey(expression);
            if (place >= 0)
                return Refer(_keys[place], expression);
        }
        return expression is BoundGrouping grouping ? RewriteGrouping(grouping) : base.Rewrite(expression);
    }

    /// <summary>The direct arguments of ordered-set aggregates may use grouped columns only.</summary>
    public void CheckDirectArguments(IReadOnlyList<BoundAggregate> aggregates)
    {
        foreach (var aggregate in aggregates)
        {
            foreach (var argument in aggregate.DirectArguments)
                Rewrite(argument);
        }
    }

    /// <inheritdoc/>
    /// <summary>Rewrites the arguments of functions in the select list.</summary>
    public ImmutableArray<BoundFunctionTable> RewriteRowFunctions(ImmutableArray<BoundFunctionTable> calls)
    {
        var rewritten = ImmutableArray.CreateBuilder<BoundFunctionTable>(calls.Length);
        foreach (var call in calls)
            rewritten.Add(call with { Arguments = Rewrite(call.Arguments) });
        return rewritten.MoveToImmutable();
    }

    /// <summary>Rewrites the windows, which lie over the grouping.</summary>
    public ImmutableArray<BoundWindow> RewriteWindows(ImmutableArray<BoundWindow> windows) => Rewrite(windows);

    protected override BoundExpression RewriteColumn(BoundColumn column)
    {
        if (_context.LevelOf(column.Id) != _level || _level.IsAggregateOutput(column.Id) || _level.IsWindowOutput(column.Id)
            || _level.IsRowFunctionOutput(column.Id))
            return column;
        if (IsDeterminedByKeys(column.Id))
            return Refer(AddKey(column), column);
        throw _subqueryDepth > 0
            ? GroupingErrors.UngroupedOuterColumn(column.Name, column.Position)
            : GroupingErrors.UngroupedColumn(column.Name, column.Position);
    }

    /// <inheritdoc/>
    protected override BoundExpression RewriteSubquery(BoundSubquery subquery)
    {
        _subqueryDepth++;
        var rewritten = subquery with { Query = Rewrite(subquery.Query) };
        if (subquery.Test is not null)
            rewritten = rewritten with { Test = Rewrite(subquery.Test) };
        _subqueryDepth--;
        return subquery.Operand is null ? rewritten : rewritten with { Operand = Rewrite(subquery.Operand) };
    }

    /// <summary>A bit for each argument, the last one lowest: set where the group's set lacks the key.</summary>
    private BoundExpression RewriteGrouping(BoundGrouping grouping)
    {
        var places = new int[grouping.Arguments.Length];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = FindKey(grouping.Arguments[i]);
            if (places[i] < 0)
                throw GroupingErrors.GroupingOfOther(grouping.Arguments[i].Position);
        }

        if (_sets is null)
            return Integer(0);
        var branches = ImmutableArray.CreateBuilder<BoundWhen>(_sets.Count);
        var number = new BoundColumn(SetColumn!.Id, SetColumn.Type, SetColumn.Name);
        for (var set = 0; set < _sets.Count; set++)
        {
            var isSet = new BoundCall(FunctionId.Equal, [number, Integer(set)], SqlType.Boolean);
            branches.Add(new BoundWhen(isSet, Integer(MaskOf(places, _sets[set]))));
        }

        return new BoundCase(branches.MoveToImmutable(), null, SqlType.Integer) { Position = grouping.Position };
    }

    private static int MaskOf(int[] places, int[] set)
    {
        var mask = 0;
        foreach (var place in places)
            mask = mask << 1 | (Array.IndexOf(set, place) < 0 ? 1 : 0);
        return mask;
    }

    private static BoundLiteral Integer(int value) => new(Datum.FromInt64(value), SqlType.Integer);

    private static BoundExpression Refer(BoundProjection key, BoundExpression place) => CollationBinder.ValueOf(
        new(key.Column.Id, key.Column.Type.Id == TypeId.KeyedText ? key.Column.Type : place.Type, key.Column.Name) { Position = place.Position },
        place.Type);

    private int FindKey(BoundExpression expression)
    {
        for (var i = 0; i < _written.Count; i++)
        {
            if (ExpressionComparer.AreEqual(_written[i], expression))
                return i;
        }

        return -1;
    }

    private BoundProjection AddKey(BoundExpression expression)
    {
        var name = expression is BoundColumn column ? column.Name : "?group?";
        var value = _context.Collations.EqualityKey(expression);
        var definition = new BoundColumnDefinition(_context.NewColumn(_level), name, value.Type);
        _context.Collations.Add(definition.Id, expression);
        var key = new BoundProjection(definition, value);
        _keys.Add(key);
        _written.Add(expression);
        return key;
    }

    private bool IsDeterminedByKeys(ColumnId id)
    {
        foreach (var table in _level.Tables)
        {
            if (Contains(table, id))
                return !table.Table.HasHiddenRowId && HasWholeKey(table);
        }
        return false;
    }

    private static bool Contains(BoundBaseTable table, ColumnId id)
    {
        foreach (var column in table.Columns)
        {
            if (column.Id == id)
                return true;
        }
        return false;
    }

    private bool HasWholeKey(BoundBaseTable table)
    {
        foreach (var part in table.Table.PrimaryKey)
        {
            if (!IsKey(table.Columns[part.Ordinal].Id))
                return false;
        }
        return true;
    }

    private bool IsKey(ColumnId id)
    {
        for (var i = 0; i < _keys.Count; i++)
        {
            if (_keys[i].Expression is BoundColumn column && column.Id == id && IsInAllSets(i))
                return true;
        }

        return false;
    }

    private bool IsInAllSets(int key) =>
        _sets is null || key >= _writtenCount || _sets.TrueForAll(set => Array.IndexOf(set, key) >= 0);
}
