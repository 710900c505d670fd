using BTreeDb.Catalog;

namespace BTreeDb.Engine.Definitions;

/// <summary>Finds what depends on a column.</summary>
internal static class ColumnDependents
{
    /// <summary>The dependents of a column. Keys, indexes and checks go with it and are not told of.</summary>
    public static void Visit(
        CatalogSnapshot catalog, TableSchema table, ColumnSchema column, Action<SchemaItem, bool> found)
    {
        foreach (var sequence in catalog.Sequences)
        {
            if (sequence.OwnerTable == table.Id && sequence.OwnerColumn == column.Number)
                found(SchemaItem.Of(sequence), true);
        }

        foreach (var other in table.Columns)
        {
            if (other.IsGenerated && other != column && StoredTexts.Uses(catalog, other.DefaultSql!, table, column))
                found(SchemaItem.Of(table, other), false);
        }

        foreach (var key in table.ReferencedBy)
        {
            if (key.ReferencedColumns.Contains(column.Ordinal) && catalog.TryGetTable(key.Table, out var referencing))
                found(SchemaItem.Of(referencing, key), false);
        }

        VisitReaders(catalog, table.Id, column.Number, found);
    }

    /// <summary>A view that uses a column of a relation, or null.</summary>
    public static SchemaItem? FindReader(CatalogSnapshot catalog, ObjectId relation, int number)
    {
        SchemaItem? reader = null;
        VisitReaders(catalog, relation, number, (item, _) => reader ??= item);
        return reader;
    }

    private static void VisitReaders(
        CatalogSnapshot catalog, ObjectId relation, int number, Action<SchemaItem, bool> found)
    {
        foreach (var view in catalog.Views)
        {
            if (view.References.Contains(relation)
                && StoredTexts.Examine(catalog, view.QuerySql, view.SchemaName).Uses(relation, number))
                found(SchemaItem.Of(view), false);
        }

        foreach (var table in catalog.Tables)
        {
            if (table.Materialized is { } query && query.References.Contains(relation)
                && StoredTexts.Examine(catalog, query.Sql, table.SchemaName).Uses(relation, number))
                found(SchemaItem.Of(table), false);
        }
    }
}
