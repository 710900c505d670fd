using System.Runtime.CompilerServices;
using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>The stored column for values of <typeparamref name="T"/>.</summary>
internal sealed class StoredColumn<T, TOrder> : StoredColumn
    where T : struct
    where TOrder : struct, IValueOrder<T>
{
    private const int KeptCapacityMax = 1 << 20;
    private readonly TextArena _arena = new();
    private T[] _values = new T[16];
    private ulong[] _nulls = new ulong[1];
    private bool _anyNull;
    private int _count;

    /// <inheritdoc/>
    public override long MemoryBytes =>
        ((long)_count * Unsafe.SizeOf<T>()) + (_count / 8) + _arena.UsedBytes;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Append(ColumnVector source, ReadOnlySpan<int> rows)
    {
        Reserve(_count + rows.Length);
        var from = ((ColumnVector<T>)source).Values;
        var to = _values.AsSpan(_count, rows.Length);
        if (source.IsConstant)
        {
            to.Fill(from[0]);
        }
        else
        {
            for (var i = 0; i < rows.Length; i++)
                to[i] = from[rows[i]];
        }
        if (source.Nulls.Any)
            AppendNulls(source, rows);
        if (typeof(T) == typeof(TextView))
            KeepBytes(_count, rows.Length);
        _count += rows.Length;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Gather(ReadOnlySpan<int> stored, ColumnVector target)
    {
        var to = ((ColumnVector<T>)target).Values;
        for (var i = 0; i < stored.Length; i++)
        {
            var row = stored[i];
            if (row < 0)
                target.Nulls.SetNull(i);
            else
                to[i] = _values[row];
        }
        if (!_anyNull)
            return;
        for (var i = 0; i < stored.Length; i++)
        {
            if (stored[i] >= 0 && IsNull(stored[i]))
                target.Nulls.SetNull(i);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Scatter(ReadOnlySpan<int> stored, ReadOnlySpan<int> places, ColumnVector target)
    {
        var to = ((ColumnVector<T>)target).Values;
        for (var i = 0; i < stored.Length; i++)
            to[places[i]] = _values[stored[i]];
        if (!_anyNull)
            return;
        for (var i = 0; i < stored.Length; i++)
        {
            if (IsNull(stored[i]))
                target.Nulls.SetNull(places[i]);
        }
    }

    /// <inheritdoc/>
    public override void CopyRange(int first, int count, ColumnVector target)
    {
        _values.AsSpan(first, count).CopyTo(((ColumnVector<T>)target).Values);
        if (!_anyNull)
            return;
        for (var i = 0; i < count; i++)
        {
            if (IsNull(first + i))
                target.Nulls.SetNull(i);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int Match(
        ColumnVector vector, int[] rows, int count, int[] storedOf, int[] different, ref int differentCount)
    {
        var values = ((ColumnVector<T>)vector).Values;
        var mask = vector.IsConstant ? 0 : -1;
        var anyNull = _anyNull || vector.Nulls.Any;
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            var row = rows[i];
            var stored = storedOf[row];
            bool equal;
            if (anyNull && (IsNull(stored) || vector.Nulls[row & mask]))
                equal = IsNull(stored) && vector.Nulls[row & mask];
            else
                equal = TOrder.AreEqual(_values[stored], values[row & mask]);
            if (equal)
                rows[kept++] = row;
            else
                different[differentCount++] = row;
        }
        return kept;
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        if (_values.Length > KeptCapacityMax)
        {
            _values = new T[16];
            _nulls = new ulong[1];
        }
        else if (_anyNull)
        {
            Array.Clear(_nulls);
        }
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            Array.Clear(_values);
        _anyNull = false;
        _count = 0;
        _arena.Reset();
    }

    private bool IsNull(int row) => (_nulls[row >> 6] >> row & 1) != 0;

    private void AppendNulls(ColumnVector source, ReadOnlySpan<int> rows)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            if (!source.IsNull(rows[i]))
                continue;
            var row = _count + i;
            _nulls[row >> 6] |= 1UL << row;
            _values[row] = default;
            _anyNull = true;
        }
    }

    private void KeepBytes(int first, int count)
    {
        var views = Unsafe.As<T[], TextView[]>(ref _values);
        for (var i = first; i < first + count; i++)
            views[i] = _arena.Add(views[i]);
    }

    private void Reserve(int count)
    {
        if (count <= _values.Length)
            return;
        if (count > Array.MaxLength / 2)
            throw OperatorErrors.TooManyRows();
        var capacity = Math.Max(count, _values.Length * 2);
        Array.Resize(ref _values, capacity);
        Array.Resize(ref _nulls, (capacity + 63) >> 6);
    }
}
