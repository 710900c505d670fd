using System.Collections.Immutable;
using BTreeDb.Binding.Clauses;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Binding.Scalars;
using BTreeDb.Binding.Statements;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Changes;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;
using BTreeDb.Types;

namespace BTreeDb.Binding.Changes;

/// <summary>Binds INSERT: its columns, its source in their types, and the whole row with defaults.</summary>
internal sealed class InsertBinder(BindingContext context)
{
    private readonly ReturningBinder _returning = new(context);
    private OverridingKind _overriding;
    private SyntaxList<AssignmentTarget> _named = SyntaxList<AssignmentTarget>.Empty;

    public BoundInsert Bind(InsertStatement syntax, CommonTables? tables = null)
    {
        _overriding = syntax.Overriding;
        _named = syntax.Columns;
        var target = ChangeTarget.Find(context, syntax.Table, ChangeKind.Insert);
        var table = target.Table;
        var scope = Scope.Inside(null, context.Queries.AddCommonTables(syntax.With, null, tables));
        var columns = target.FindColumns(syntax.Columns, WidthOf(syntax));
        var (source, values) = BindSource(syntax, columns, scope);
        var newRow = RowBuilder.NewRow(context, table, scope.Level);
        var onConflict = syntax.OnConflict is null
            ? null
            : new OnConflictBinder(context).Bind(syntax.OnConflict, target, syntax.Alias, scope);
        var item = target.ItemOver(syntax.Alias, newRow);
        if (item.RelationOid != 0 && onConflict?.Update is null)
        {
            item = item with { Xmax = new BoundLiteral(Datum.FromInt64(0), SqlType.Oid) };
        }
        else if (item.RelationOid != 0)
        {
            var xmax = new BoundColumnDefinition(context.NewColumn(scope.Level), "xmax", SqlType.Oid);
            item = item with { Xmax = new BoundColumn(xmax.Id, xmax.Type, xmax.Name) };
            newRow = newRow.Add(xmax);
        }

        scope.Level.AllItems.Add(item);
        return new BoundInsert(
            table, source, CompleteRow(table, columns, values, scope), newRow,
            target.BindChecks(newRow),
            _returning.Bind(syntax.Returning, scope.With([item])), onConflict);
    }

    /// <summary>How many values the rows have, as far as that can be told before they are bound.</summary>
    private static int WidthOf(InsertStatement syntax) => syntax.Source?.Body switch
    {
        ValuesQuery values => values.Rows[0].Count,
        QuerySpecification query => query.Items.Count,
        _ => 0,
    };

    /// <summary>
    /// Whether OVERRIDING USER VALUE puts the column's own value in place of a given one; 428C9 where a value must not be
    /// given at all.
    /// </summary>
    private bool IgnoresValue(ColumnSchema column) => GivenValues.AreIgnored(column, _overriding);

    /// <summary>The source, and for each of the first columns the value over it.</summary>
    private (BoundQuery Source, BoundExpression[] Values) BindSource(
        InsertStatement syntax, List<ColumnSchema> columns, Scope scope)
    {
        if (syntax.Source is not { } source)
            return (new BoundValues([[]], []), []);
        var isPlain = source.With is null && source.OrderBy.IsEmpty && source.Limit is null && source.Locking.IsEmpty;
        if (isPlain && source.Body is ValuesQuery values)
            return BindValues(values, syntax, columns, scope);
        return BindQuery(source, syntax, columns, scope);
    }

    private (BoundQuery Source, BoundExpression[] Values) BindValues(
        ValuesQuery syntax, InsertStatement insert, List<ColumnSchema> columns, Scope scope)
    {
        scope.In(ClauseKind.Values);
        var width = syntax.Rows[0].Count;
        var rows = new BoundExpression[syntax.Rows.Count][];
        for (var i = 0; i < rows.Length; i++)
        {
            var row = syntax.Rows[i];
            if (row.Count != width)
                throw QueryErrors.ValuesWidths(row.IsEmpty ? syntax.Position : row[0].Position);
            if (i == 0)
                CheckWidth(width, columns.Count, insert, width > columns.Count ? row[columns.Count].Position : syntax.Position);
            rows[i] = new BoundExpression[width];
            for (var c = 0; c < width; c++)
                rows[i][c] = BindValue(row[c], columns[c], c, scope);
        }
        var definitions = ImmutableArray.CreateBuilder<BoundColumnDefinition>(width);
        for (var c = 0; c < width; c++)
            definitions.Add(new BoundColumnDefinition(context.NewColumn(scope.Level), columns[c].Name, TypeOf(columns[c], c)));
        var source = new BoundValues(ValuesBinder.Freeze(rows), definitions.MoveToImmutable());
        return (source, References(source.Columns));
    }

    /// <summary>The subscripts behind a column's name in the list.</summary>
    private SyntaxList<Indirection> PathOf(int place) =>
        place < _named.Count ? _named[place].Path : SyntaxList<Indirection>.Empty;

    private SqlType TypeOf(ColumnSchema column, int place) =>
        PathOf(place) is { IsEmpty: false } path ? SubscriptBinder.PartType(column.Type, path) : column.Type;

    private BoundExpression Convert(BoundExpression value, ColumnSchema column, int place) =>
        PathOf(place).IsEmpty
            ? context.Coercer.Assign(value, column.Name, column.Type)
            : new SubscriptBinder(context).ConvertPart(value, column.Name, TypeOf(column, place));

    private BoundExpression BindValue(Expression syntax, ColumnSchema column, int place, Scope scope)
    {
        if (syntax is DefaultExpression)
        {
            return PathOf(place).IsEmpty
                ? context.StoredExpressions.BindDefault(column)
                : throw ChangeErrors.ElementDefault(syntax.Position);
        }

        var value = context.Expressions.Bind(syntax, scope);
        if (IgnoresValue(column))
            return context.StoredExpressions.BindDefault(column);
        return Convert(value, column, place);
    }

    private (BoundQuery Source, BoundExpression[] Values) BindQuery(
        SelectStatement syntax, InsertStatement insert, List<ColumnSchema> columns, Scope scope)
    {
        var query = context.Queries.Bind(syntax, null, scope.CommonTables, settle: false);
        CheckWidth(
            query.Columns.Length, columns.Count, insert, QueryShaper.PositionOf(query, columns.Count, syntax.Body.Position));
        var types = new SqlType[query.Columns.Length];
        for (var i = 0; i < types.Length; i++)
            types[i] = TypeOf(columns[i], i);
        query = QueryShaper.TypeUnknowns(context.Coercer, query, types);
        var values = References(query.Columns);
        for (var i = 0; i < values.Length; i++)
        {
            context.MoveTo(scope.Level, query.Columns[i].Id);
            var value = values[i] with { Position = QueryShaper.PositionOf(query, i, syntax.Body.Position) };
            values[i] = IgnoresValue(columns[i])
                ? context.StoredExpressions.BindDefault(columns[i])
                : Convert(value, columns[i], i);
        }
        return (query, values);
    }

    /// <summary>Without a column list, the source may be narrower than the table.</summary>
    private static void CheckWidth(int width, int columnCount, InsertStatement insert, int position)
    {
        if (width > columnCount)
            throw ChangeErrors.MoreExpressionsThanColumns(position);
        if (width < columnCount && !insert.Columns.IsEmpty)
            throw ChangeErrors.MoreColumnsThanExpressions(insert.Columns[width].Position);
    }

    private ImmutableArray<BoundExpression> CompleteRow(
        TableSchema table, List<ColumnSchema> columns, BoundExpression[] values, Scope scope)
    {
        var row = new BoundExpression?[table.Columns.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var column = columns[i];
            row[column.Ordinal] = PathOf(i) is { IsEmpty: false } path
                ? new SubscriptBinder(context).BindAssignment(
                    row[column.Ordinal] ?? new BoundLiteral(Datum.Null, column.Type), column.Name, column.Type, path, values[i],
                    scope)
                : values[i];
        }

        var complete = ImmutableArray.CreateBuilder<BoundExpression>(row.Length);
        for (var i = 0; i < row.Length; i++)
            complete.Add(row[i] ?? context.StoredExpressions.BindDefault(table.Columns[i]));
        return complete.MoveToImmutable();
    }

    private static BoundExpression[] References(ImmutableArray<BoundColumnDefinition> columns)
    {
        var references = new BoundExpression[columns.Length];
        for (var i = 0; i < references.Length; i++)
            references[i] = new BoundColumn(columns[i].Id, columns[i].Type, columns[i].Name);
        return references;
    }
}
