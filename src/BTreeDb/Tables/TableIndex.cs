using BTreeDb.Catalog;
using BTreeDb.Primitives;
using BTreeDb.Transactions;
using BTreeDb.Types;

namespace BTreeDb.Tables;

/// <summary>
/// A secondary index of a table. The key of an entry is the index's columns followed by the row's clustered key, and its
/// value is empty; but in a unique index without a NULL in the columns the clustered key is the value (invariant R3), so
/// that the tree itself finds duplicates.
/// </summary>
internal sealed class TableIndex
{
    public TableIndex(TableSchema table, IndexSchema schema, KeyColumn[] clusteredKey, VersionedTree tree)
    {
        Schema = schema;
        Tree = tree;
        Columns = TableKeys.Columns(table, schema.Columns);
        EntryColumns = [.. Columns, .. clusteredKey];
    }

    /// <summary>The definition.</summary>
    public IndexSchema Schema { get; }

    /// <summary>The tree of entries.</summary>
    public VersionedTree Tree { get; }

    /// <summary>How the index's own columns are encoded.</summary>
    public KeyColumn[] Columns { get; }

    /// <summary>The index's columns, then those of the clustered key.</summary>
    public KeyColumn[] EntryColumns { get; }

    /// <summary>The clustered key that an entry refers to.</summary>
    public ReadOnlySpan<byte> RowKeyOf(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty)
            return value;
        foreach (ref readonly var column in Columns.AsSpan())
            key = key[KeyEncoding.Skip(key, column)..];
        Invariant.Holds(!key.IsEmpty, "R3");
        return key;
    }
}
