using System.Runtime.CompilerServices;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// A linear-probing table over keys of any types. A slot holds 32 bits of the hash and the key's number plus one; the keys
/// themselves lie in columns. A batch is worked on column by column: all rows look for a slot with their hash, then all
/// candidates are compared, and those that differ look further.
/// </summary>
internal sealed class GeneralKeyTable : KeyTable
{
    private const int InitialCapacity = 2048;
    private readonly RowStore _keys;
    private ulong[] _slots = new ulong[InitialCapacity];
    private ulong[] _hashes = new ulong[InitialCapacity / 2];
    private ulong[] _rowHashes = new ulong[Batch.DefaultCapacity];
    private int[] _positions = new int[Batch.DefaultCapacity];
    private int[] _pending = new int[Batch.DefaultCapacity];
    private int[] _candidates = new int[Batch.DefaultCapacity];
    private int[] _added = new int[Batch.DefaultCapacity];
    private int _candidateCount;
    private int _addedCount;

    /// <summary>An empty table for keys of these types; without any, all rows have the same key.</summary>
    public GeneralKeyTable(SqlType[] types) => _keys = new RowStore(types);

    private GeneralKeyTable(RowStore keys) => _keys = keys;

    /// <inheritdoc/>
    public override long MemoryBytes =>
        _keys.MemoryBytes + (SlotsFor(Count) * sizeof(ulong)) + (Count * (long)sizeof(ulong));

    /// <inheritdoc/>
    public override void FindOrAdd(ColumnVector[] keys, Batch batch, int[] numberOf)
    {
        Reserve(Count + batch.Count);
        Run(keys, batch, numberOf, add: true);
    }

    /// <inheritdoc/>
    public override void Find(ColumnVector[] keys, Batch batch, int[] numberOf) =>
        Run(keys, batch, numberOf, add: false);

    /// <inheritdoc/>
    public override void CopyKeys(int first, int count, ColumnVector[] targets) => _keys.CopyRange(first, count, targets);

    /// <inheritdoc/>
    public override KeyTable CreateReader() => new GeneralKeyTable(_keys) { _slots = _slots, _hashes = _hashes, Count = Count };

    /// <inheritdoc/>
    public override void Clear()
    {
        if (_slots.Length > 1 << 20)
        {
            _slots = new ulong[InitialCapacity];
            _hashes = new ulong[InitialCapacity / 2];
        }
        else
        {
            Array.Clear(_slots);
        }
        _keys.Clear();
        Count = 0;
    }

    private void Run(ColumnVector[] keys, Batch batch, int[] numberOf, bool add)
    {
        Prepare(batch);
        HashRows(keys, batch);
        var rows = RowList.Of(batch);
        rows.CopyTo(_pending);
        var mask = _slots.Length - 1;
        foreach (var row in rows)
            _positions[row] = (int)_rowHashes[row] & mask;
        var pendingCount = rows.Length;
        while (pendingCount > 0)
        {
            Probe(pendingCount, numberOf, add);
            if (_addedCount > 0)
                _keys.Append(keys, _added.AsSpan(0, _addedCount));
            pendingCount = Compare(keys, numberOf);
            for (var i = 0; i < pendingCount; i++)
                _positions[_pending[i]] = (_positions[_pending[i]] + 1) & mask;
        }
    }

    private void Prepare(Batch batch)
    {
        if (_rowHashes.Length >= batch.RowCount)
            return;
        _rowHashes = new ulong[batch.RowCount];
        _positions = new int[batch.RowCount];
        _pending = new int[batch.RowCount];
        _candidates = new int[batch.RowCount];
        _added = new int[batch.RowCount];
    }

    private void HashRows(ColumnVector[] keys, Batch batch)
    {
        if (keys.Length == 0)
            Array.Clear(_rowHashes, 0, batch.RowCount);
        for (var i = 0; i < keys.Length; i++)
            VectorHash.Column(keys[i], batch, _rowHashes, combine: i > 0);
    }

    /// <summary>
    /// Moves each pending row to a free slot, which it takes or which ends its search, or to a candidate.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Probe(int pendingCount, int[] numberOf, bool add)
    {
        _candidateCount = 0;
        _addedCount = 0;
        var mask = _slots.Length - 1;
        for (var i = 0; i < pendingCount; i++)
        {
            var row = _pending[i];
            var hash = _rowHashes[row];
            var position = _positions[row];
            while (true)
            {
                var slot = _slots[position];
                if (slot == 0)
                {
                    numberOf[row] = add ? Add(position, hash, row) : -1;
                    break;
                }
                if (slot >> 32 == hash >> 32)
                {
                    numberOf[row] = (int)(uint)slot - 1;
                    _positions[row] = position;
                    _candidates[_candidateCount++] = row;
                    break;
                }
                position = (position + 1) & mask;
            }
        }
    }

    private int Add(int position, ulong hash, int row)
    {
        var number = Count++;
        _slots[position] = (hash >> 32 << 32) | (uint)(number + 1);
        _hashes[number] = hash;
        _added[_addedCount++] = row;
        return number;
    }

    /// <summary>Compares the candidates; those that differ are pending again.</summary>
    private int Compare(ColumnVector[] keys, int[] numberOf)
    {
        var differentCount = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            _candidateCount = _keys.Columns[i].Match(
                keys[i], _candidates, _candidateCount, numberOf, _pending, ref differentCount);
        }
        return differentCount;
    }

    /// <summary>Keeps the table at most half full.</summary>
    private void Reserve(int count)
    {
        if (count <= _slots.Length / 2)
            return;
        if (count > 1 << 29)
            throw OperatorErrors.TooManyRows();
        var capacity = _slots.Length;
        while (capacity / 2 < count)
            capacity *= 2;
        Array.Resize(ref _hashes, capacity / 2);
        _slots = new ulong[capacity];
        for (var number = 0; number < Count; number++)
            Insert(number);
    }

    private void Insert(int number)
    {
        var mask = _slots.Length - 1;
        var hash = _hashes[number];
        var position = (int)hash & mask;
        while (_slots[position] != 0)
            position = (position + 1) & mask;
        _slots[position] = (hash >> 32 << 32) | (uint)(number + 1);
    }
}
