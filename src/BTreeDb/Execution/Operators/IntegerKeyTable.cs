using System.Numerics;
using System.Runtime.CompilerServices;
using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// A linear-probing table over one integer: slots hold numbers plus one, keys lie in an array. One pass per batch, no
/// stored hashes: comparing the key is as cheap. NULL has a number of its own, outside the table.
/// </summary>
internal sealed class IntegerKeyTable<T> : KeyTable
    where T : unmanaged, IBinaryInteger<T>
{
    private const int InitialCapacity = 2048;
    private int[] _slots = new int[InitialCapacity];
    private T[] _keys = new T[InitialCapacity / 2];
    private int _nullNumber = -1;

    /// <inheritdoc/>
    public override long MemoryBytes => (SlotsFor(Count) * sizeof(int)) + (Count * (long)sizeof(long));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void FindOrAdd(ColumnVector[] keys, Batch batch, int[] numberOf)
    {
        Reserve(Count + batch.Count);
        var vector = (ColumnVector<T>)keys[0];
        var constant = vector.IsConstant ? 0 : -1;
        var values = vector.Values;
        var anyNull = vector.Nulls.Any;
        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
        {
            var row = selection is null ? i : selection[i];
            var index = row & constant;
            numberOf[row] = anyNull && vector.Nulls[index] ? NumberOfNull() : FindOrAdd(values[index]);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Find(ColumnVector[] keys, Batch batch, int[] numberOf)
    {
        var vector = (ColumnVector<T>)keys[0];
        var constant = vector.IsConstant ? 0 : -1;
        var values = vector.Values;
        var anyNull = vector.Nulls.Any;
        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
        {
            var row = selection is null ? i : selection[i];
            var index = row & constant;
            numberOf[row] = anyNull && vector.Nulls[index] ? _nullNumber : Find(values[index]);
        }
    }

    /// <inheritdoc/>
    public override void CopyKeys(int first, int count, ColumnVector[] targets)
    {
        targets[0].Clear();
        _keys.AsSpan(first, count).CopyTo(targets[0].ValuesOf<T>());
        if (_nullNumber >= first && _nullNumber < first + count)
            targets[0].Nulls.SetNull(_nullNumber - first);
    }

    /// <inheritdoc/>
    public override KeyTable CreateReader() =>
        new IntegerKeyTable<T> { _slots = _slots, _keys = _keys, _nullNumber = _nullNumber, Count = Count };

    /// <inheritdoc/>
    public override void Clear()
    {
        if (_slots.Length > 1 << 21)
        {
            _slots = new int[InitialCapacity];
            _keys = new T[InitialCapacity / 2];
        }
        else
        {
            Array.Clear(_slots);
        }
        _nullNumber = -1;
        Count = 0;
    }

    private int NumberOfNull()
    {
        if (_nullNumber < 0)
        {
            _nullNumber = Count;
            _keys[Count++] = default;
        }
        return _nullNumber;
    }

    private int FindOrAdd(T key)
    {
        var mask = _slots.Length - 1;
        var position = Home(key) & mask;
        int slot;
        while ((slot = _slots[position]) != 0)
        {
            if (_keys[slot - 1] == key)
                return slot - 1;
            position = (position + 1) & mask;
        }
        _keys[Count] = key;
        _slots[position] = ++Count;
        return Count - 1;
    }

    private int Find(T key)
    {
        var mask = _slots.Length - 1;
        var position = Home(key) & mask;
        int slot;
        while ((slot = _slots[position]) != 0)
        {
            if (_keys[slot - 1] == key)
                return slot - 1;
            position = (position + 1) & mask;
        }
        return -1;
    }

    private static int Home(T key) => (int)VectorHash.Mix(ulong.CreateTruncating(key));

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
        Array.Resize(ref _keys, capacity / 2);
        _slots = new int[capacity];
        var mask = capacity - 1;
        for (var number = 0; number < Count; number++)
        {
            if (number == _nullNumber)
                continue;
            var position = Home(_keys[number]) & mask;
            while (_slots[position] != 0)
                position = (position + 1) & mask;
            _slots[position] = number + 1;
        }
    }
}
