using System.Collections.Immutable;
using BTreeDb.Catalog;

namespace BTreeDb.Planning.Access;

/// <summary>Whether an index alone has what a scan wants: its own columns and those of the primary key.</summary>
internal static class IndexCoverage
{
    /// <summary>An index has narrower rows than its table, so more of them on a page.</summary>
    public const double OnlyDiscount = 0.8;

    /// <summary>Whether all table columns with these ordinals lie in the index.</summary>
    public static bool Covers(TableSchema table, IndexSchema index, ImmutableArray<int> ordinals)
    {
        foreach (var ordinal in ordinals)
        {
            if (!Contains(index.Columns, ordinal) && !Contains(table.PrimaryKey, ordinal))
                return false;
        }
        return true;
    }

    private static bool Contains(ImmutableArray<IndexColumn> columns, int ordinal)
    {
        foreach (var column in columns)
        {
            if (column.Ordinal == ordinal)
                return true;
        }
        return false;
    }
}
