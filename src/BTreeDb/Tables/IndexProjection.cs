using BTreeDb.Execution.Vectors;
using BTreeDb.Transactions;
using BTreeDb.Types;

namespace BTreeDb.Tables;

/// <summary>
/// Decodes the wanted columns from entries of an index into a batch: those of the index from the entry's key, those of the
/// primary key from the clustered key that the entry refers to.
/// </summary>
internal sealed unsafe class IndexProjection
{
    private readonly TableIndex _index;
    private readonly KeyDecoder _entryDecoder;
    private readonly KeyDecoder _rowKeyDecoder;
    private readonly ColumnVector[] _columns;
    private readonly ColumnVector<TextView>? _rowKey;
    private readonly bool _decodesRowKey;
    private readonly RowBlock _entries = new(Batch.DefaultCapacity);
    private readonly RowBlock _rowKeys = new(Batch.DefaultCapacity);

    /// <summary>A projection of an index that covers the columns.</summary>
    public IndexProjection(Table table, TableIndex index, ReadOnlySpan<int> ordinals, bool withRowKey)
    {
        _index = index;
        var all = new ColumnVector[ordinals.Length + (withRowKey ? 1 : 0)];
        var entryPlaces = new int[ordinals.Length];
        var rowKeyPlaces = new int[ordinals.Length];
        for (var i = 0; i < ordinals.Length; i++)
        {
            all[i] = ColumnVector.Create(table.Schema.Columns[ordinals[i]].Type);
            entryPlaces[i] = FindInIndex(index, ordinals[i]);
            rowKeyPlaces[i] = entryPlaces[i] < 0 ? table.FindInKey(ordinals[i]) : -1;
            _decodesRowKey |= entryPlaces[i] < 0;
        }

        if (withRowKey)
            all[^1] = _rowKey = new ColumnVector<TextView>(SqlType.Bytea, Batch.DefaultCapacity);
        _columns = all[..ordinals.Length];
        _entryDecoder = new KeyDecoder(index.Columns, entryPlaces);
        _rowKeyDecoder = new KeyDecoder(table.Key, rowKeyPlaces);
        Output = new Batch(all);
    }

    /// <summary>The batch.</summary>
    public Batch Output { get; }

    /// <summary>Starts a batch.</summary>
    public void Begin()
    {
        foreach (var column in Output.Columns)
            column.Clear();
        Output.SelectAll();
    }

    /// <summary>Decodes entries of the cursor's block to the places from <paramref name="at"/> on; returns how many.</summary>
    public int Decode(VersionedCursor cursor, int start, int count, int at)
    {
        _entries.Clear();
        _rowKeys.Clear();
        for (var i = start; i < start + count; i++)
        {
            var key = cursor.Key(i);
            if (!_entries.TryAdd(key))
                break;
            if ((_decodesRowKey || _rowKey is not null) && !_rowKeys.TryAdd(_index.RowKeyOf(key, cursor.Value(i))))
            {
                _entries.RemoveLast(1);
                break;
            }
        }

        var decoded = _entries.Count;
        _entryDecoder.Decode(_entries.Bytes, _entries.Offsets, _entries.Lengths, decoded, _columns, at);
        if (_decodesRowKey)
            _rowKeyDecoder.Decode(_rowKeys.Bytes, _rowKeys.Offsets, _rowKeys.Lengths, decoded, _columns, at);
        for (var i = 0; i < decoded && _rowKey is not null; i++)
        {
            _rowKey.Values[at + i] = _rowKey.Arena.Add(
                new ReadOnlySpan<byte>(_rowKeys.Bytes + _rowKeys.Offsets[i], _rowKeys.Lengths[i]));
        }

        return decoded;
    }

    /// <summary>Ends the batch.</summary>
    public void End(int rows) => Output.RowCount = rows;

    private static int FindInIndex(TableIndex index, int ordinal)
    {
        for (var i = 0; i < index.Schema.Columns.Length; i++)
        {
            if (index.Schema.Columns[i].Ordinal == ordinal)
                return i;
        }

        return -1;
    }
}
