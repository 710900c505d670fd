using BTreeDb.Catalog;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>
/// What uses a collation that a user has made: columns and keys of indexes by its code, views by their references, and the
/// texts of expressions by its name.
/// </summary>
internal static class CollationUses
{
    /// <summary>What depends on a collation.</summary>
    public static void Visit(CatalogSnapshot catalog, Collation collation, Action<SchemaItem, bool> found)
    {
        foreach (var table in catalog.Tables)
        {
            foreach (var column in table.Columns)
            {
                if (Collation.IdOf(column.Collation) == collation.Id)
                    found(SchemaItem.Of(table, column), false);
                else if (column.DefaultSql is { } sql && Names(sql, collation))
                    found(column.IsGenerated ? SchemaItem.Of(table, column) : SchemaItem.DefaultOf(table, column), false);
            }

            foreach (var check in table.Checks)
            {
                if (Names(check.ExpressionSql, collation))
                    found(new SchemaItem(SchemaItemKind.Constraint, table.Id, check.Name), false);
            }

            foreach (var index in table.Indexes)
            {
                if (IsUsedBy(index, collation))
                    found(new SchemaItem(SchemaItemKind.Index, table.Id, index.Name), false);
            }
        }
    }

    /// <summary>0A000 where a stored text names a collation, which is about to get another name.</summary>
    public static void RefuseTexts(CatalogSnapshot catalog, Collation collation)
    {
        foreach (var view in catalog.Views)
        {
            if (view.References.Contains(new(collation.Id)))
                throw CollationDefinitionErrors.NamedInText(collation.Name, $"view {view.Name}");
        }

        foreach (var table in catalog.Tables)
        {
            if (table.Materialized is { } query && query.References.Contains(new(collation.Id)))
                throw CollationDefinitionErrors.NamedInText(collation.Name, $"materialized view {table.Name}");
        }

        Visit(catalog, collation, (item, _) =>
        {
            if (item.Kind is SchemaItemKind.Constraint or SchemaItemKind.Default
                || item.Kind == SchemaItemKind.Index && catalog.TryGetTable(item.Id, out var table) && NamedByIndex(table, item.Part!, collation))
                throw CollationDefinitionErrors.NamedInText(collation.Name, catalog.Describe(item));
        });
    }

    private static bool NamedByIndex(TableSchema table, string name, Collation collation)
    {
        foreach (var index in table.Indexes)
        {
            if (index.Name == name)
                return IsUsedBy(index, collation, byNameOnly: true);
        }

        return false;
    }

    private static bool IsUsedBy(IndexSchema index, Collation collation, bool byNameOnly = false)
    {
        if (index.PredicateSql is { } condition && Names(condition, collation))
            return true;
        foreach (var column in index.Columns)
        {
            if (column.Expression is not { } expression)
                continue;
            if (Names(expression.Sql, collation)
                || !byNameOnly && expression.Sql.Contains($"COLLATE \"{collation.Code}\"", StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>Stored texts are printed from the tree, so that a name stands in one way only.</summary>
    private static bool Names(string sql, Collation collation)
    {
        var name = QualifiedText.Quote(collation.Name);
        return sql.Contains($"COLLATE {name}", StringComparison.Ordinal)
            || sql.Contains($"COLLATE {QualifiedText.Quote(collation.SchemaName)}.{name}", StringComparison.Ordinal);
    }
}
