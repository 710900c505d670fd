using System.Text;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Printing;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Tables;

namespace BTreeDb.Engine.Definitions;

/// <summary>
/// Writes all rows of a table anew under another definition, into new trees. The rows go through an INSERT from the old
/// table into the new one, so defaults, conversions and generated columns are computed as they always are.
/// </summary>
internal static class TableRewrite
{
    private const long SortBytes = 64L << 20;

    /// <summary>Rewrites a table, which is locked, and puts it into the catalog.</summary>
    /// <param name="context">The surroundings.</param>
    /// <param name="before">The definition under which the rows are.</param>
    /// <param name="after">The new one; a column keeps its values by its number.</param>
    /// <param name="conversions">For columns, by number, expressions over the old row.</param>
    public static void Run(
        DefinitionContext context, TableSchema before, TableSchema after, IReadOnlyDictionary<int, Expression>? conversions = null)
    {
        context.EnsureSeesAllRows(before);
        var target = Put(context, after);
        CopyRows(context, before, target, conversions);
        foreach (var index in target.Indexes)
        {
            var builder = new IndexBuilder(context.Access, context.Access.GetTable(target), index, SortBytes);
            builder.Build(context.Evaluation.Cancellation);
        }

        context.DropTree(before.Tree, replacement: target.Tree);
        foreach (var index in before.Indexes)
            context.DropTree(index.Tree, replacement: target.Tree);
    }

    /// <summary>The new definition with new trees, in which no row is older than it.</summary>
    private static TableSchema Put(DefinitionContext context, TableSchema after)
    {
        var version = after.SchemaVersion + 1;
        var columns = after.Columns;
        for (var i = 0; i < columns.Length; i++)
            columns = columns.SetItem(i, columns[i] with { AddedInVersion = version, Missing = Types.Datum.Null });
        var indexes = after.Indexes;
        for (var i = 0; i < indexes.Length; i++)
            indexes = indexes.SetItem(i, indexes[i] with { Tree = context.CreateTree() });
        context.Edit.PutTable(after with
        {
            Tree = context.CreateTree(), SchemaVersion = version, FirstVersion = version, Columns = columns, Indexes = indexes,
        });
        context.ShowChanges();
        return context.Catalog.TryGetTable(after.Id, out var put) ? put : after;
    }

    private static void CopyRows(
        DefinitionContext context, TableSchema before, TableSchema target, IReadOnlyDictionary<int, Expression>? conversions)
    {
        var bare = target with
        {
            Indexes = [], Checks = [], ForeignKeys = [], ReferencedBy = [], Columns = WithoutNotNull(target),
        };
        // Under another id, so that nobody takes it for the table that is written.
        var catalog = new RewriteCatalogView(context.Catalog, before with { Id = default, Indexes = [] }, bare);
        var rows = context.Execute(InsertText(before, target, conversions), catalog);
        context.Access.CountRows(context.Access.GetTable(target), -rows);
    }

    /// <summary>NOT NULL is checked afterwards, with the words of ALTER TABLE; keys cannot wait.</summary>
    private static System.Collections.Immutable.ImmutableArray<ColumnSchema> WithoutNotNull(TableSchema target)
    {
        var columns = target.Columns;
        foreach (var column in target.Columns)
        {
            var isKey = false;
            foreach (var key in target.PrimaryKey)
                isKey |= key.Ordinal == column.Ordinal;
            if (!isKey)
                columns = columns.SetItem(column.Ordinal, column with { IsNullable = true });
        }

        return columns;
    }

    private static string InsertText(
        TableSchema before, TableSchema target, IReadOnlyDictionary<int, Expression>? conversions)
    {
        var names = new StringBuilder();
        var values = new StringBuilder();
        foreach (var column in target.Columns)
        {
            if (column.IsGenerated || FindSource(before, column, conversions) is not { } value)
                continue;
            names.Append(names.Length > 0 ? ", " : "").Append(QualifiedText.Quote(column.Name));
            values.Append(values.Length > 0 ? ", " : "").Append(value);
        }

        var from = $"FROM {RewriteCatalogView.Schema}.{RewriteCatalogView.Before} AS {QualifiedText.Quote(before.Name)}";
        // Without a column to copy there are still rows to count.
        return names.Length == 0
            ? $"INSERT INTO {RewriteCatalogView.Schema}.{RewriteCatalogView.After} SELECT {from}"
            : $"INSERT INTO {RewriteCatalogView.Schema}.{RewriteCatalogView.After} ({names}) OVERRIDING SYSTEM VALUE SELECT {values} {from}";
    }

    /// <summary>Where a column's values come from; null for its default.</summary>
    private static string? FindSource(
        TableSchema before, ColumnSchema column, IReadOnlyDictionary<int, Expression>? conversions)
    {
        if (conversions is not null && conversions.TryGetValue(column.Number, out var conversion))
            return SyntaxPrinter.Print(conversion);
        foreach (var old in before.Columns)
        {
            if (old.Number == column.Number)
                return $"{QualifiedText.Quote(before.Name)}.{QualifiedText.Quote(old.Name)}";
        }

        return null;
    }
}
