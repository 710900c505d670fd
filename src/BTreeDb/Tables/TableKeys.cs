using System.Collections.Immutable;
using BTreeDb.Catalog;
using BTreeDb.Types;

namespace BTreeDb.Tables;

/// <summary>How the keys of a table's trees are encoded.</summary>
internal static class TableKeys
{
    private static readonly KeyColumn[] RowIdKey = [new(SqlType.BigInt, IsNullable: false)];

    /// <summary>The key of the clustered tree: the primary key, or the hidden row id.</summary>
    public static KeyColumn[] ClusteredKey(TableSchema table) =>
        table.HasHiddenRowId ? RowIdKey : Columns(table, table.PrimaryKey);

    /// <summary>Columns of a key. Only columns of the primary key lack the null marker (invariant R2).</summary>
    public static KeyColumn[] Columns(TableSchema table, ImmutableArray<IndexColumn> columns)
    {
        var key = new KeyColumn[columns.Length];
        for (var i = 0; i < key.Length; i++)
        {
            var column = columns[i];
            key[i] = new(
                column.Expression?.Type ?? table.Columns[column.Ordinal].Type, column.Descending, column.NullsFirst,
                IsNullable: !IsInPrimaryKey(table, column.Ordinal));
        }

        return key;
    }

    private static bool IsInPrimaryKey(TableSchema table, int ordinal)
    {
        foreach (var column in table.PrimaryKey)
        {
            if (column.Ordinal == ordinal)
                return true;
        }

        return false;
    }
}
