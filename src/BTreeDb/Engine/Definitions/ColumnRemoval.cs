using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Engine.Definitions;

/// <summary>DROP COLUMN. The values stay in the rows until those are written anew.</summary>
internal static class ColumnRemoval
{
    /// <summary>Runs the action.</summary>
    public static void Run(DefinitionContext context, TableSchema table, DropColumnAction action)
    {
        if (table.FindColumn(action.Column.Text) is not { } column)
        {
            if (!action.IfExists)
                throw CatalogErrors.ColumnMissing(action.Column.Text, table.Name);
            context.Notice($"column \"{action.Column.Text}\" of relation \"{table.Name}\" does not exist, skipping");
            return;
        }

        DropSet.Run(context, [SchemaItem.Of(table, column)], action.Behavior);
    }

    /// <summary>Drops a column with the keys, indexes and checks that it is in.</summary>
    public static void Drop(DefinitionContext context, TableSchema table, ColumnSchema column)
    {
        var before = table;
        foreach (var key in table.ForeignKeys)
        {
            if (key.Columns.Contains(column.Ordinal))
                table = table with { ForeignKeys = table.ForeignKeys.Remove(key) };
        }

        foreach (var index in table.Indexes)
        {
            if (!IsUsedBy(context, index, before, column))
                continue;
            table = table with { Indexes = table.Indexes.Remove(index) };
            context.Edit.PutComments(index.Id, []);
        }

        foreach (var check in table.Checks)
        {
            if (StoredTexts.Uses(context.Catalog, check.ExpressionSql, before, column))
                table = table with { Checks = table.Checks.Remove(check) };
        }

        var inKey = Contains(table.PrimaryKey, column.Ordinal);
        if (inKey)
            table = table with { PrimaryKey = [], PrimaryKeyName = null };
        table = table.WithoutColumn(column);
        if (inKey)
        {
            TableRewrite.Run(context, before, table);
        }
        else
        {
            foreach (var index in before.Indexes)
            {
                if (IsUsedBy(context, index, before, column))
                    context.DropTree(index.Tree, replacement: table.Tree);
            }

            context.Edit.PutTable(table);
        }

        MoveReferences(context, before, column);

        ObjectComments.DropColumn(context, table.Id, column.Number);
    }

    /// <summary>Foreign keys of other tables know the referenced columns by their places.</summary>
    private static void MoveReferences(DefinitionContext context, TableSchema before, ColumnSchema column)
    {
        foreach (var key in before.ReferencedBy)
        {
            if (key.IsSelfReference || !context.Catalog.TryGetTable(key.Table, out var referencing)
                || !referencing.ForeignKeys.Contains(key))
                continue;
            context.LockTable(referencing);
            context.Edit.PutTable(referencing with
            {
                ForeignKeys = referencing.ForeignKeys.Replace(key, key.WithoutColumn(before.Id, column.Ordinal)),
            });
        }
    }

    /// <summary>Whether an index goes with a column: it is in the key, included, or in what the index computes.</summary>
    private static bool IsUsedBy(DefinitionContext context, IndexSchema index, TableSchema table, ColumnSchema column)
    {
        if (Contains(index.Columns, column.Ordinal) || index.Included.Contains(column.Ordinal))
            return true;
        if (index.PredicateSql is { } predicate && StoredTexts.Uses(context.Catalog, predicate, table, column))
            return true;
        foreach (var key in index.Columns)
        {
            if (key.Expression is { } expression && StoredTexts.Uses(context.Catalog, expression.Sql, table, column))
                return true;
        }

        return false;
    }

    private static bool Contains(System.Collections.Immutable.ImmutableArray<IndexColumn> columns, int ordinal)
    {
        foreach (var column in columns)
        {
            if (column.Ordinal == ordinal)
                return true;
        }

        return false;
    }
}
