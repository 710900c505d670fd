using System.Globalization;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Changes;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;
using BTreeDb.Types;

namespace BTreeDb.Engine.Cursors;

/// <summary>
/// WHERE CURRENT OF. A cursor that reads one table with a primary key in the simplest way also reads that key behind its
/// columns; the condition becomes that the key has the values of the row that the cursor stands on.
/// </summary>
internal static class CurrentRow
{
    /// <summary>The table whose rows a query shows one by one, if it is so simple and the table has a key.</summary>
    public static TableSchema? TableOf(SelectStatement query, CatalogSnapshot catalog)
    {
        if (query.With is not null || !query.OrderBy.IsEmpty
            || query.Body is not QuerySpecification { From: [TableReference { Sample: null } from] } block
            || block.Distinct is not null || block.Having is not null || block.GroupBy is not null)
            return null;
        return catalog.TryGetTable(from.Name.Schema, from.Name.Name, out var table) && !table.PrimaryKey.IsEmpty ? table : null;
    }

    /// <summary>The query with the table's key behind its columns.</summary>
    public static SelectStatement WithKey(SelectStatement query, TableSchema table)
    {
        var block = (QuerySpecification)query.Body;
        var from = (TableReference)block.From[0];
        var items = new List<SelectItem>(block.Items);
        foreach (var column in table.PrimaryKey)
        {
            var parts = new SyntaxList<string>([from.Alias?.Name ?? table.Name, table.Columns[column.Ordinal].Name]);
            items.Add(new SelectItem(query.Position, new ColumnReference(query.Position, parts), null));
        }

        return query with { Body = block with { Items = new SyntaxList<SelectItem>([.. items]) } };
    }

    /// <summary>The cursor that a change names in WHERE CURRENT OF; null when it has another condition.</summary>
    public static string? CursorOf(Statement statement) => statement switch
    {
        UpdateStatement { Where: CurrentOfExpression current } => current.Cursor,
        DeleteStatement { Where: CurrentOfExpression current } => current.Cursor,
        _ => null,
    };

    /// <summary>The change with a condition on the key instead.</summary>
    public static Statement Resolve(Statement statement, Cursor cursor, CatalogSnapshot catalog) => statement switch
    {
        UpdateStatement update => update with { Where = ConditionOf(update.Target, cursor, catalog) },
        DeleteStatement delete => delete with { Where = ConditionOf(delete.Target, cursor, catalog) },
        _ => statement,
    };

    private static Expression ConditionOf(TableReference target, Cursor cursor, CatalogSnapshot catalog)
    {
        if (!catalog.TryGetTable(target.Name.Schema, target.Name.Name, out var table))
            throw CatalogErrors.RelationMissing(target.Name.Name, target.Name.Position);
        if (cursor.Key is not { } key || key.Table.Id != table.Id)
            throw CursorErrors.NotUpdatable(cursor.Name, table.Name);
        if (cursor.CurrentRow < 0)
            throw CursorErrors.NotOnRow(cursor.Name);
        var conditions = new List<Expression>();
        for (var i = 0; i < table.PrimaryKey.Length; i++)
        {
            var column = table.Columns[table.PrimaryKey[i].Ordinal];
            var value = TextOutput.Format(cursor.ValueOf(cursor.Columns.Length + i), column.Type, SessionTimeZone.Utc);
            var name = new ColumnReference(-1, new SyntaxList<string>([target.Alias?.Name ?? table.Name, column.Name]));
            conditions.Add(new BinaryExpression(-1, new OperatorName(-1, null, "="), name, new StringLiteral(-1, value)));
        }

        return conditions.Count == 1
            ? conditions[0]
            : new LogicalExpression(-1, LogicalOperator.And, new SyntaxList<Expression>([.. conditions]));
    }
}
