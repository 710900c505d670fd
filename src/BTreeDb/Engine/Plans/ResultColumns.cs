using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Binding.Statements;
using BTreeDb.Catalog;

namespace BTreeDb.Engine.Plans;

/// <summary>Describes the columns that a statement yields, with the table columns behind those that are passed on unchanged.</summary>
internal static class ResultColumns
{
    /// <summary>The columns of a statement; none for a change of rows without RETURNING.</summary>
    public static ImmutableArray<ResultColumn> Of(BoundStatement statement) => statement switch
    {
        BoundQueryStatement query => OfQuery(query.Query),
        BoundInsert insert => OfReturning(insert.Returning, insert.Table, insert.NewRow),
        BoundUpdate update => OfReturning(update.Returning, update.Table, update.NewRow),
        BoundDelete delete => OfReturning(delete.Returning, delete.Table, delete.Target.Columns),
        _ => [],
    };

    private static ImmutableArray<ResultColumn> OfQuery(BoundQuery query)
    {
        var block = query is BoundOrderedQuery ordered ? ordered.Input : query;
        var columns = ImmutableArray.CreateBuilder<ResultColumn>(query.Columns.Length);
        for (var i = 0; i < query.Columns.Length; i++)
        {
            var origin = block is BoundSelect { IsGrouped: false } select && i < select.Projections.Length
                ? FindOrigin(select.Projections[i].Expression, select.From, isNullable: false)
                : null;
            columns.Add(origin is { } known
                ? Describe(query.Columns[i], known.Table, known.Column, known.IsNullable)
                : new ResultColumn(query.Columns[i].Name, query.Columns[i].Type));
        }

        return columns.MoveToImmutable();
    }

    private static ImmutableArray<ResultColumn> OfReturning(
        ImmutableArray<BoundProjection> returning, TableSchema table, ImmutableArray<BoundColumnDefinition> row)
    {
        var columns = ImmutableArray.CreateBuilder<ResultColumn>(returning.Length);
        foreach (var projection in returning)
        {
            var ordinal = projection.Expression is BoundColumn column ? FindColumn(row, column.Id) : -1;
            // The row of an INSERT has xmax behind the columns of the table.
            columns.Add(ordinal >= 0 && ordinal < table.Columns.Length
                ? Describe(projection.Column, table, table.Columns[ordinal], isNullable: false)
                : new ResultColumn(projection.Column.Name, projection.Column.Type));
        }

        return columns.MoveToImmutable();
    }

    private static ResultColumn Describe(BoundColumnDefinition shown, TableSchema table, ColumnSchema column, bool isNullable) =>
        new(shown.Name, shown.Type, isNullable || column.IsNullable, table, column);

    /// <summary>The base table column that an expression is, if it is one.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="from">Where its columns come from.</param>
    /// <param name="isNullable">Whether an outer join may fill the column with NULL.</param>
    private static (TableSchema Table, ColumnSchema Column, bool IsNullable)? FindOrigin(
        BoundExpression expression, BoundTableReference? from, bool isNullable)
    {
        if (expression is not BoundColumn column)
            return null;
        switch (from)
        {
            case BoundBaseTable table:
                var ordinal = FindColumn(table.Columns, column.Id);
                return ordinal >= 0 ? (table.Table, table.Table.Columns[ordinal], isNullable) : null;
            case BoundJoin join:
                return FindOrigin(expression, join.Left, isNullable || join.Kind is JoinKind.Right or JoinKind.Full)
                    ?? FindOrigin(expression, join.Right, isNullable || join.Kind is JoinKind.Left or JoinKind.Full);
            default:
                return null;
        }
    }

    private static int FindColumn(ImmutableArray<BoundColumnDefinition> columns, ColumnId id)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i].Id == id)
                return i;
        }

        return -1;
    }
}
