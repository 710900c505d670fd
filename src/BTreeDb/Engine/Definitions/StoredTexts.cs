using BTreeDb.Binding;
using BTreeDb.Binding.Analysis;
using BTreeDb.Binding.Functions;
using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Parsing;
using BTreeDb.Parsing.Printing;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Engine.Definitions;

/// <summary>
/// The texts of views, checks, generated columns and defaults. They name what they use, so they are changed when that is
/// renamed, and made such at the beginning that later additions to a table change nothing of their meaning.
/// </summary>
internal static class StoredTexts
{
    /// <summary>The text of a view's query: stars are replaced by the columns, names in other schemas are qualified.</summary>
    public static string Canonical(DefinitionContext context, SelectStatement query, string schema)
    {
        var text = SyntaxPrinter.Print(query);
        var uses = new NameUses();
        Binder.Examine((SelectStatement)SqlParser.ParseStatement(text), null, context.Catalog, context.Binding, uses);
        var patch = new TextPatch(text);
        foreach (var (position, columns) in uses.Stars)
        {
            var list = new List<string>();
            foreach (var (qualifier, name) in columns)
                list.Add((qualifier is null ? "" : QualifiedText.Quote(qualifier) + ".") + QualifiedText.Quote(name));
            if (list.Count > 0)
                patch.ReplaceStar(position, string.Join(", ", list));
        }

        foreach (var (position, relation) in uses.Relations)
        {
            if (FindName(context.Catalog, relation) is { } name && name.Schema != schema
                && !patch.ChainAt(position).Contains('.', StringComparison.Ordinal))
                patch.ReplaceChain(position, $"{QualifiedText.Quote(name.Schema)}.{QualifiedText.Quote(name.Name)}");
        }

        return patch.HasChanges ? patch.ToString() : text;
    }

    /// <summary>What the names in a view's query mean.</summary>
    public static NameUses Examine(CatalogSnapshot catalog, string sql, string schema)
    {
        var uses = new NameUses();
        Binder.Examine((SelectStatement)SqlParser.ParseStatement(sql), schema, catalog, BindingOptions.Default, uses);
        return uses;
    }

    /// <summary>What the names in an expression over a table's row mean.</summary>
    public static NameUses Examine(CatalogSnapshot catalog, string sql, TableSchema table)
    {
        var uses = new NameUses();
        Binder.Examine(SqlParser.ParseExpression(sql), table, catalog, BindingOptions.Default, uses);
        return uses;
    }

    /// <summary>Whether an expression over a table's row uses a column.</summary>
    public static bool Uses(CatalogSnapshot catalog, string sql, TableSchema table, ColumnSchema column) =>
        Examine(catalog, sql, table).Uses(table.Id, column.Number);

    /// <summary>An expression over a table's row with another name for a column.</summary>
    public static string RenameColumn(CatalogSnapshot catalog, string sql, TableSchema table, ColumnSchema column, string name)
    {
        var patch = new TextPatch(sql);
        foreach (var use in Examine(catalog, sql, table).Columns)
        {
            if (use.Position >= 0 && use.Relation == table.Id && use.Number == column.Number)
                patch.ReplaceLast(use.Position, name);
        }

        return patch.ToString();
    }

    /// <summary>An expression over a table's row whose columns are not qualified, so that the table can be renamed.</summary>
    public static string Unqualify(CatalogSnapshot catalog, string sql, TableSchema table)
    {
        var patch = new TextPatch(sql);
        foreach (var use in Examine(catalog, sql, table).Columns)
        {
            foreach (var column in table.Columns)
            {
                if (use.Position >= 0 && use.Relation == table.Id && column.Number == use.Number)
                    patch.ReplaceChain(use.Position, QualifiedText.Quote(column.Name));
            }
        }

        return patch.ToString();
    }

    /// <summary>A view's query with another name for a column of a relation.</summary>
    public static string RenameColumn(
        CatalogSnapshot catalog, string sql, string schema, ObjectId relation, int number, string oldName, string name)
    {
        var uses = Examine(catalog, sql, schema);
        if (uses.IsMerged(relation, number))
            throw DefinitionErrors.NotSupported($"renaming column \"{oldName}\", which a view joins USING,");
        var patch = new TextPatch(sql);
        foreach (var use in uses.Columns)
        {
            if (use.Position < 0 || use.Relation != relation || use.Number != number)
                continue;
            patch.ReplaceLast(use.Position, name);
            if (uses.BareItems.Contains(use.Position))
                patch.InsertBehind(use.Position, " AS " + QualifiedText.Quote(oldName));
        }

        return patch.ToString();
    }

    /// <summary>A view's query with another name for a relation, which goes on being called as before inside.</summary>
    public static string RenameRelation(
        CatalogSnapshot catalog, string sql, string schema, ObjectId relation, RelationName from, RelationName to)
    {
        var patch = new TextPatch(sql);
        var uses = Examine(catalog, sql, schema);
        foreach (var use in uses.Relations)
        {
            if (use.Relation != relation)
                continue;
            patch.ReplaceChain(use.Position, to.Schema == schema
                ? QualifiedText.Quote(to.Name)
                : $"{QualifiedText.Quote(to.Schema)}.{QualifiedText.Quote(to.Name)}");
            var end = patch.ChainEnd(use.Position);
            if (from.Name != to.Name && !uses.RowTypes.Contains(use.Position) && !sql.AsSpan(end).StartsWith(" AS ", StringComparison.OrdinalIgnoreCase))
                patch.InsertBehind(use.Position, " AS " + QualifiedText.Quote(from.Name));
        }

        return patch.ToString();
    }

    /// <summary>A text with another name for a routine, given what its names mean; a built-in function would come before it.</summary>
    public static string RenameRoutine(string sql, NameUses uses, RoutineSchema before, RoutineSchema after)
    {
        var patch = new TextPatch(sql);
        var isHidden = !FunctionSignatures.All[after.Name].IsEmpty || !AggregateSignatures.All[after.Name].IsEmpty;
        foreach (var (position, routine) in uses.Routines)
        {
            if (position < 0 || routine != before.Id)
                continue;
            if (before.SchemaName == after.SchemaName && !isHidden)
                patch.ReplaceLast(position, after.Name);
            else
                patch.ReplaceChain(position, $"{QualifiedText.Quote(after.SchemaName)}.{QualifiedText.Quote(after.Name)}");
        }

        return patch.ToString();
    }

    private static RelationName? FindName(CatalogSnapshot catalog, ObjectId id)
    {
        if (catalog.TryGetTable(id, out var table))
            return new(table.SchemaName, table.Name);
        if (catalog.TryGetView(id, out var view))
            return new(view.SchemaName, view.Name);
        return catalog.TryGetSequence(id, out var sequence) ? new(sequence.SchemaName, sequence.Name) : null;
    }
}
