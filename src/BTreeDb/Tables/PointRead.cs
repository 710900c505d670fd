using BTreeDb.Catalog;
using BTreeDb.Execution.Vectors;
using BTreeDb.Primitives;
using BTreeDb.Trees;

namespace BTreeDb.Tables;

/// <summary>
/// Reads the one row with a full primary key, or with a full key of a unique index. One descent (two through an index),
/// no batch machinery. Reused for each execution.
/// </summary>
internal sealed unsafe class PointRead : IDisposable
{
    private readonly Table _table;
    private readonly TableIndex? _index;
    private readonly RowProjection _projection;
    private readonly RowBlock _row = new(1);
    private readonly RowBlock _key = new(1);
    private RecordBuffer _record;
    private RecordBuffer _entry;

    /// <summary>A read that yields the columns with these ordinals, in this order.</summary>
    /// <param name="table">The table.</param>
    /// <param name="index">A unique index, or null for the primary key.</param>
    /// <param name="columns">Ordinals of the wanted columns.</param>
    /// <param name="withRowKey">Adds a last column of type bytea: the row's clustered key, which writers take.</param>
    public PointRead(Table table, IndexSchema? index, ReadOnlySpan<int> columns, bool withRowKey)
    {
        _table = table;
        _index = index is null ? null : table.GetIndex(index);
        _projection = new RowProjection(table, columns, withRowKey, capacity: 1);
    }

    /// <summary>The batch of one row that <see cref="TryRead"/> fills.</summary>
    public Batch Output => _projection.Output;

    /// <summary>Reads the row whose key columns all have an equality in <paramref name="bounds"/>; false when there is none.</summary>
    public bool TryRead(TableAccess access, KeyBounds bounds)
    {
        Invariant.Holds(bounds.EqualColumnCount == (_index?.Columns ?? _table.Key).Length, "R4");
        _projection.Begin();
        _projection.End(0);
        return !bounds.IsEmpty && (_index is null
            ? TryReadRow(access, bounds.EqualKey)
            : TryReadThroughIndex(access, _index, bounds.EqualKey));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private bool TryReadThroughIndex(TableAccess access, TableIndex index, ReadOnlySpan<byte> key)
    {
        if (!index.Tree.TryGet(access.Transaction, key, ref _entry))
            return false;
        if (!TryReadRow(access, _entry.Span))
            throw TableErrors.IndexEntryWithoutRow(index.Schema.Name, _table.Schema.Name);
        return true;
    }

    private bool TryReadRow(TableAccess access, ReadOnlySpan<byte> key)
    {
        if (!_table.Tree.TryGet(access.Transaction, key, ref _record))
            return false;
        _row.Clear();
        _row.TryAdd(_record.Span);
        _projection.DecodeRows(_row.Bytes, _row.Offsets, _row.Lengths, 1, 0);
        if (_projection.NeedsKeys)
        {
            _key.Clear();
            _key.TryAdd(key);
            _projection.DecodeKeys(_key.Bytes, _key.Offsets, _key.Lengths, 1, 0);
        }

        _projection.End(1);
        return true;
    }
}
