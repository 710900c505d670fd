using BTreeDb.Catalog;
using BTreeDb.Execution.Vectors;
using BTreeDb.Transactions;
using BTreeDb.Trees;

namespace BTreeDb.Tables;

/// <summary>
/// Looks rows up by many full keys, of the primary key or of a unique index, in groups whose cache misses overlap. What is
/// found is decoded together. Reused for each set of keys.
/// </summary>
internal sealed unsafe class KeyLookups
{
    /// <summary>The most keys of a set.</summary>
    public const int Capacity = 256;

    private readonly Table _table;
    private readonly TableIndex? _index;
    private readonly RowProjection _projection;
    private readonly RowBlock _keys = new(Capacity);
    private readonly RowBlock _rowKeys = new(Capacity);
    private readonly RowBlock _records = new(Capacity);
    private readonly int[] _owners = new int[Capacity];
    private readonly RecordPlace[] _places = new RecordPlace[BTree.ApproachedTogether];
    private RecordBuffer _record;
    private int _next;

    /// <summary>Look-ups that yield the columns with these ordinals, in this order.</summary>
    /// <param name="table">The table.</param>
    /// <param name="index">A unique index, or null for the primary key.</param>
    /// <param name="columns">Ordinals of the wanted columns.</param>
    /// <param name="withRowKey">Adds a last column of type bytea: the row's clustered key, which writers take.</param>
    public KeyLookups(Table table, IndexSchema? index, ReadOnlySpan<int> columns, bool withRowKey)
    {
        _table = table;
        _index = index is null ? null : table.GetIndex(index);
        _projection = new RowProjection(table, columns, withRowKey, Capacity);
    }

    /// <summary>The rows that <see cref="Next"/> has found.</summary>
    public Batch Output => _projection.Output;

    /// <summary>For each row of <see cref="Output"/> the key that found it, by its place in the set.</summary>
    public ReadOnlySpan<int> Owners => _owners.AsSpan(0, Output.RowCount);

    /// <summary>Starts an empty set of keys.</summary>
    public void Clear()
    {
        _keys.Clear();
        _next = 0;
    }

    /// <summary>Adds a key to the set; false when there is no room.</summary>
    public bool TryAdd(ReadOnlySpan<byte> key) => _keys.TryAdd(key);

    /// <summary>Reads the next rows, in the order of the keys; false when all keys were looked up and nothing was found any more.</summary>
    public bool Next(TableAccess access)
    {
        _projection.Begin();
        _records.Clear();
        _rowKeys.Clear();
        while (_next < _keys.Count && (_index is null ? ReadGroup(access) : ReadGroup(access, _index)))
        {
        }

        var rows = _records.Count;
        _projection.DecodeRows(_records.Bytes, _records.Offsets, _records.Lengths, rows, 0);
        if (_projection.NeedsKeys)
            _projection.DecodeKeys(_rowKeys.Bytes, _rowKeys.Offsets, _rowKeys.Lengths, rows, 0);
        _projection.End(rows);
        return rows > 0;
    }

    /// <summary>Looks the next keys up in the table; false when there is no room for a row.</summary>
    private bool ReadGroup(TableAccess access)
    {
        var count = Approach(_table.Tree, _keys, _next);
        for (var i = 0; i < count; i++, _next++)
        {
            var key = _keys[_next];
            if (!_table.Tree.TryGet(access.Transaction, key, _places[i], ref _record))
                continue;
            if (!_rowKeys.TryAdd(key))
                return false;
            if (!TryAddRecord(_next))
                return false;
        }

        return true;
    }

    /// <summary>Looks the next keys up in the index, and what they refer to in the table; false when there is no room for a row.</summary>
    private bool ReadGroup(TableAccess access, TableIndex index)
    {
        var first = _rowKeys.Count;
        var count = Approach(index.Tree, _keys, _next);
        var hasRoom = true;
        for (var i = 0; hasRoom && i < count; i++)
        {
            if (!index.Tree.TryGet(access.Transaction, _keys[_next + i], _places[i], ref _record))
                continue;
            hasRoom = _rowKeys.TryAdd(_record.Span);
            if (hasRoom)
                _owners[_rowKeys.Count - 1] = _next + i;
            else
                count = i;
        }

        var found = Approach(_table.Tree, _rowKeys, first);
        for (var i = 0; i < found; i++)
        {
            if (!_table.Tree.TryGet(access.Transaction, _rowKeys[first + i], _places[i], ref _record))
                throw TableErrors.IndexEntryWithoutRow(index.Schema.Name, _table.Schema.Name);
            var owner = _owners[first + i];
            if (TryAddRecord(owner, found - i))
                continue;
            _next = owner;
            return false;
        }

        _next += count;
        return hasRoom;
    }

    /// <summary>Adds the record that was read; without room for it, its row key and the <paramref name="keysBehind"/> - 1 behind it go, too.</summary>
    private bool TryAddRecord(int owner, int keysBehind = 1)
    {
        if (!_records.TryAdd(_record.Span))
        {
            _rowKeys.RemoveLast(keysBehind);
            return false;
        }

        _owners[_records.Count - 1] = owner;
        return true;
    }

    private int Approach(VersionedTree tree, RowBlock keys, int first)
    {
        var count = Math.Min(keys.Count - first, _places.Length);
        tree.Tree.Approach(keys.Bytes, keys.Offsets.AsSpan(first, count), keys.Lengths.AsSpan(first, count), _places);
        return count;
    }
}
