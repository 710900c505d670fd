using System.Collections.Immutable;
using BTreeDb.Binding.Coercion;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Queries;
using BTreeDb.Types;

namespace BTreeDb.Binding.Clauses;

/// <summary>
/// SEARCH and CYCLE of a recursive common table: columns that both of its parts compute besides its own. Depth first keeps
/// the path of rows from the start, breadth first the number of the round and the row; CYCLE keeps a path, too, marks a row
/// that is on it already, and does not go on from a marked row.
/// </summary>
internal sealed class TraversalBinder
{
    private static readonly SqlType Record = new(TypeId.Record);
    private static readonly SqlType Path = SqlType.ArrayOf(Record);

    private readonly BindingContext _context;
    private readonly SearchClause? _search;
    private readonly CycleClause? _cycle;
    private readonly ImmutableArray<BoundColumnDefinition> _columns;
    private readonly BoundExpression _markValue;
    private readonly BoundExpression _markDefault;

    /// <summary>Binds the marks of a table's CYCLE clause.</summary>
    /// <param name="context">The statement.</param>
    /// <param name="definition">The table.</param>
    /// <param name="columns">Its own columns.</param>
    public TraversalBinder(BindingContext context, CommonTable definition, ImmutableArray<BoundColumnDefinition> columns)
    {
        (_context, _search, _cycle, _columns) = (context, definition.Search, definition.Cycle, columns);
        _markValue = new BoundLiteral(Datum.FromBoolean(true), SqlType.Boolean);
        _markDefault = new BoundLiteral(Datum.FromBoolean(false), SqlType.Boolean);
        if (_cycle is { MarkValue: { } value, MarkDefault: { } fallback })
            (_markValue, _markDefault) = BindMarks(value, fallback, _cycle.Position);
        Added = AddedColumns();
    }

    /// <summary>The columns that are added, with ids that mean nothing yet; the one without a name is nobody's to see.</summary>
    public ImmutableArray<BoundColumnDefinition> Added { get; }

    /// <summary>Whether the last column is only for the parts of the recursion.</summary>
    public bool HasHiddenColumn => _search is { BreadthFirst: true };

    /// <summary>Refuses clauses that do not fit the table.</summary>
    public void Check()
    {
        if (_search is not null)
        {
            CheckColumns(_search.Columns, "search", _search.Position);
            CheckFree(_search.Target, "search sequence", _search.Position);
        }

        if (_cycle is null)
            return;
        CheckColumns(_cycle.Columns, "cycle", _cycle.Position);
        CheckFree(_cycle.Mark, "cycle mark", _cycle.Position);
        CheckFree(_cycle.Path, "cycle path", _cycle.Position);
        CheckDifferent(_cycle.Mark, "cycle mark", _cycle.Path, "cycle path", _cycle.Position);
        if (_search is null)
            return;
        CheckDifferent(_search.Target, "search sequence", _cycle.Mark, "cycle mark", _search.Position);
        CheckDifferent(_search.Target, "search sequence", _cycle.Path, "cycle path", _search.Position);
    }

    /// <summary>The first part with the added columns.</summary>
    public BoundQuery Start(BoundQuery start, QueryLevel level)
    {
        var values = References(start.Columns);
        var round = new BoundLiteral(Datum.FromInt64(0), SqlType.BigInt);
        if (_search is not null)
            values.Add(_search.BreadthFirst ? Row(values, _search.Columns, round) : NewPath(Row(values, _search.Columns)));
        if (_cycle is not null)
        {
            values.Add(_markDefault);
            values.Add(NewPath(Row(values, _cycle.Columns)));
        }

        if (HasHiddenColumn)
            values.Add(round);
        return Project(start, values, null, level);
    }

    /// <summary>The second part, whose last columns are the added ones of the row before, with those of its own row.</summary>
    public BoundQuery Step(BoundQuery step, QueryLevel level)
    {
        var all = References(step.Columns);
        var values = all.GetRange(0, _columns.Length);
        var next = _columns.Length;
        BoundExpression? condition = null;
        BoundExpression? round = HasHiddenColumn
            ? Call(FunctionId.Add, SqlType.BigInt, all[^1], new BoundLiteral(Datum.FromInt64(1), SqlType.BigInt))
            : null;
        if (_search is not null)
        {
            var path = all[next++];
            values.Add(round is not null
                ? Row(values, _search.Columns, round)
                : Call(FunctionId.ArrayAppend, Path, path, Row(values, _search.Columns)));
        }

        if (_cycle is not null)
        {
            var (mark, path) = (all[next], all[next + 1]);
            var row = Row(values, _cycle.Columns);
            var isKnown = Call(
                FunctionId.QuantifiedAny, SqlType.Boolean, row, path,
                new BoundLiteral(Datum.FromInt64((long)FunctionId.Equal), SqlType.Integer));
            condition = _context.Operators.Bind("<>", mark, _markValue, _cycle.Position);
            values.Add(new BoundCase([new BoundWhen(isKnown, _markValue)], _markDefault, _markDefault.Type));
            values.Add(Call(FunctionId.ArrayAppend, Path, path, row));
        }

        if (round is not null)
            values.Add(round);
        return Project(step, values, condition, level);
    }

    /// <summary>The recursion without the hidden column.</summary>
    public BoundQuery Hide(BoundQuery recursion, QueryLevel level)
    {
        var values = References(recursion.Columns);
        values.RemoveAt(values.Count - 1);
        return Project(recursion, values, null, level);
    }

    private ImmutableArray<BoundColumnDefinition> AddedColumns()
    {
        var added = ImmutableArray.CreateBuilder<BoundColumnDefinition>();
        if (_search is not null)
            added.Add(new BoundColumnDefinition(default, _search.Target.Text, _search.BreadthFirst ? Record : Path));
        if (_cycle is not null)
        {
            added.Add(new BoundColumnDefinition(default, _cycle.Mark.Text, _markDefault.Type));
            added.Add(new BoundColumnDefinition(default, _cycle.Path.Text, Path));
        }

        if (HasHiddenColumn)
            added.Add(new BoundColumnDefinition(default, "", SqlType.BigInt));
        return added.ToImmutable();
    }

    private (BoundExpression Value, BoundExpression Default) BindMarks(
        Parsing.Syntax.Expressions.Expression value, Parsing.Syntax.Expressions.Expression fallback, int position)
    {
        var scope = Scope.Inside(null, null);
        BoundExpression[] marks = [_context.Expressions.Bind(value, scope), _context.Expressions.Bind(fallback, scope)];
        var type = CommonType.Of(marks, "CYCLE");
        Comparability.RequireEquality(type, position);
        return (_context.Coercer.ToCommon(marks[0], type, "CYCLE"), _context.Coercer.ToCommon(marks[1], type, "CYCLE"));
    }

    private void CheckColumns(SyntaxList<Identifier> names, string clause, int position)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (PlaceOf(names[i].Text) < 0)
                throw TraversalErrors.NoColumn(clause, names[i].Text, position);
            for (var j = 0; j < i; j++)
            {
                if (names[j].Text == names[i].Text)
                    throw TraversalErrors.ColumnTwice(clause, names[i].Text, position);
            }
        }
    }

    private void CheckFree(Identifier name, string role, int position)
    {
        if (PlaceOf(name.Text) >= 0)
            throw TraversalErrors.NameTaken(role, name.Text, position);
    }

    private static void CheckDifferent(Identifier one, string oneRole, Identifier other, string otherRole, int position)
    {
        if (one.Text == other.Text)
            throw TraversalErrors.SameName(oneRole, otherRole, position);
    }

    private int PlaceOf(string name)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            if (_columns[i].Name == name)
                return i;
        }

        return -1;
    }

    private BoundRow Row(List<BoundExpression> values, SyntaxList<Identifier> names, BoundExpression? round = null)
    {
        var fields = ImmutableArray.CreateBuilder<BoundExpression>();
        var shown = ImmutableArray.CreateBuilder<string>();
        if (round is not null)
        {
            fields.Add(round);
            shown.Add("*DEPTH*");
        }

        foreach (var name in names)
        {
            fields.Add(values[PlaceOf(name.Text)]);
            shown.Add(name.Text);
        }

        return new BoundRow(fields.ToImmutable(), shown.ToImmutable(), IsRelation: false);
    }

    private static BoundCall NewPath(BoundExpression row) => Call(FunctionId.ArrayMake, Path, row);

    private static BoundCall Call(FunctionId function, SqlType type, params ReadOnlySpan<BoundExpression> arguments) =>
        new(function, [.. arguments], type);

    private static List<BoundExpression> References(ImmutableArray<BoundColumnDefinition> columns)
    {
        var values = new List<BoundExpression>(columns.Length);
        foreach (var column in columns)
            values.Add(new BoundColumn(column.Id, column.Type, column.Name));
        return values;
    }

    private BoundSelect Project(BoundQuery query, List<BoundExpression> values, BoundExpression? condition, QueryLevel around)
    {
        var level = new QueryLevel(around);
        foreach (var column in query.Columns)
            _context.MoveTo(level, column.Id);
        var projections = ImmutableArray.CreateBuilder<BoundProjection>(values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            var name = i < _columns.Length ? _columns[i].Name : Added[i - _columns.Length].Name;
            projections.Add(new BoundProjection(
                new BoundColumnDefinition(_context.NewColumn(level), name, values[i].Type), values[i]));
        }

        return QueryShaper.Select(new BoundDerivedTable(query, "subquery", false, query.Columns), projections.MoveToImmutable())
            with { Where = condition };
    }
}
