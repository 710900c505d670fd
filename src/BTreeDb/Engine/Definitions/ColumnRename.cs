using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Engine.Definitions;

/// <summary>RENAME COLUMN of tables, views and materialized views. What refers to the column follows.</summary>
internal static class ColumnRename
{
    /// <summary>Runs the statement.</summary>
    public static void Run(DefinitionContext context, RenameStatement statement)
    {
        var kind = statement.RelationKind;
        if (RelationLookup.Find(context, statement.Name, kind, statement.IfExists) is not { } relation)
            return;
        var (name, newName) = (statement.Part!.Text, statement.NewName);
        switch (relation)
        {
            case TableSchema table:
                context.LockTable(table);
                Rename(context, table, name, newName);
                break;
            case ViewSchema view:
                Rename(context, view, name, newName);
                break;
            default:
                throw DefinitionErrors.CannotRenameColumns(statement.Name.Name, RelationLookup.PluralOf(relation));
        }
    }

    private static void Rename(DefinitionContext context, TableSchema table, string name, string newName)
    {
        if (table.FindColumn(name) is not { } column)
            throw DefinitionErrors.NoColumn(name);
        if (table.FindColumn(newName) is not null)
            throw DefinitionErrors.ColumnExists(newName, table.Name);
        TableDraft.CheckColumnName(newName, -1);
        var renamed = table;
        for (var i = 0; i < table.Checks.Length; i++)
        {
            var check = table.Checks[i];
            var sql = StoredTexts.RenameColumn(context.Catalog, check.ExpressionSql, table, column, newName);
            renamed = renamed with { Checks = renamed.Checks.SetItem(i, check with { ExpressionSql = sql }) };
        }

        foreach (var other in table.Columns)
        {
            if (!other.IsGenerated)
                continue;
            var sql = StoredTexts.RenameColumn(context.Catalog, other.DefaultSql!, table, column, newName);
            renamed = renamed with { Columns = renamed.Columns.SetItem(other.Ordinal, other with { DefaultSql = sql }) };
        }

        renamed = renamed with
        {
            Indexes = IndexTexts.Map(
                renamed.Indexes, sql => StoredTexts.RenameColumn(context.Catalog, sql, table, column, newName)),
        };
        RenameInReaders(context, table.Id, column.Number, name, newName);
        column = renamed.Columns[column.Ordinal] with { Name = newName };
        context.Edit.PutTable(renamed with { Columns = renamed.Columns.SetItem(column.Ordinal, column) });
    }

    private static void Rename(DefinitionContext context, ViewSchema view, string name, string newName)
    {
        var place = view.ColumnNames.IndexOf(name);
        if (place < 0)
            throw DefinitionErrors.NoColumn(name);
        if (view.ColumnNames.Contains(newName))
            throw DefinitionErrors.ColumnExists(newName, view.Name);
        RenameInReaders(context, view.Id, place + 1, name, newName);
        context.Edit.PutView(view with { ColumnNames = view.ColumnNames.SetItem(place, newName) }, view);
    }

    private static void RenameInReaders(
        DefinitionContext context, ObjectId relation, int number, string name, string newName) =>
        ReaderTexts.Change(context, relation, (sql, schema) =>
            StoredTexts.RenameColumn(context.Catalog, sql, schema, relation, number, name, newName));
}
