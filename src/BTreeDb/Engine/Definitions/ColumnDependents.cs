using BTreeDb.Catalog;

namespace BTreeDb.Engine.Definitions;

/// <summary>Finds what depends on a column.</summary>
internal static class ColumnDependents
{
    /// <summary>The dependents of a column.</summary>
    public static void Visit(
        CatalogSnapshot catalog, TableSchema table, ColumnSchema column, Action<SchemaItem, bool> found)
    {
        foreach (var sequence in catalog.Sequences)
        {
            if (sequence.OwnerTable == table.Id && sequence.OwnerColumn == column.Number)
                found(SchemaItem.Of(sequence), true);
        }
    }
}
