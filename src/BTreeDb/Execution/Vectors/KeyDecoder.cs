using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using BTreeDb.Primitives;
using BTreeDb.Types;

namespace BTreeDb.Execution.Vectors;

/// <summary>
/// Decodes chosen columns of keys into vectors: the key columns of a table scan, everything of an index-only scan.
/// </summary>
internal sealed unsafe class KeyDecoder
{
    private readonly KeyColumn[] _columns;
    private readonly int[] _targetOf;
    private readonly int _last;
    private int[] _positions = [];

    /// <summary>A decoder for keys.</summary>
    /// <param name="columns">All columns of the key in order.</param>
    /// <param name="wanted">Key column numbers; target i of <see cref="Decode"/> takes wanted[i]; -1 wants nothing.</param>
    public KeyDecoder(ReadOnlySpan<KeyColumn> columns, ReadOnlySpan<int> wanted)
    {
        _columns = columns.ToArray();
        _targetOf = new int[columns.Length];
        Array.Fill(_targetOf, -1);
        _last = -1;
        for (var i = 0; i < wanted.Length; i++)
        {
            if (wanted[i] < 0)
                continue;
            _targetOf[wanted[i]] = i;
            _last = Math.Max(_last, wanted[i]);
        }
    }

    /// <summary>
    /// Decodes keys to the places from <paramref name="at"/> on. Null bits of the targets must be clear. Text is copied
    /// into the target's arena, because its bytes in a key carry escapes.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Decode(
        byte* bytes, ReadOnlySpan<int> offsets, ReadOnlySpan<int> lengths, int count, ReadOnlySpan<ColumnVector> targets, int at = 0)
    {
        if (_last < 0)
            return;
        var fixedWidth = DecodeLeading(bytes, offsets, lengths, count, targets, at, out var first);
        if (first > _last)
            return;
        if (_positions.Length < count)
            _positions = new int[Math.Max(count, Batch.DefaultCapacity)];
        Array.Fill(_positions, fixedWidth, 0, count);
        for (var c = first; c <= _last; c++)
        {
            var target = _targetOf[c] < 0 ? null : targets[_targetOf[c]];
            for (var i = 0; i < count; i++)
            {
                var key = new ReadOnlySpan<byte>(bytes + offsets[i], lengths[i])[_positions[i]..];
                _positions[i] += DecodeColumn(key, _columns[c], target, at + i);
            }
        }
    }

    /// <summary>Decodes one key.</summary>
    public void DecodeOne(ReadOnlySpan<byte> key, ReadOnlySpan<ColumnVector> targets, int at)
    {
        for (var c = 0; c <= _last; c++)
        {
            var target = _targetOf[c] < 0 ? null : targets[_targetOf[c]];
            key = key[DecodeColumn(key, _columns[c], target, at)..];
        }
    }

    /// <summary>
    /// Decodes the leading integer columns that are never NULL, which lie at the same place in every key, in tight loops.
    /// Returns their width.
    /// </summary>
    /// <param name="bytes">The memory that holds the keys.</param>
    /// <param name="offsets">Where each key begins.</param>
    /// <param name="lengths">Bytes of each key.</param>
    /// <param name="count">How many keys.</param>
    /// <param name="targets">The vectors.</param>
    /// <param name="at">The first row of the targets.</param>
    /// <param name="column">The first column that is left.</param>
    private int DecodeLeading(
        byte* bytes, ReadOnlySpan<int> offsets, ReadOnlySpan<int> lengths, int count, ReadOnlySpan<ColumnVector> targets,
        int at, out int column)
    {
        var position = 0;
        for (column = 0; column <= _last; column++)
        {
            var type = _columns[column].Type.Physical;
            if (_columns[column].IsNullable || type is not (PhysicalType.Int32 or PhysicalType.Int64))
                break;
            var width = KeyEncoding.WidthOf(type);
            CheckLengths(lengths, count, position + width);
            if (_targetOf[column] >= 0)
                DecodeFixed(bytes + position, offsets[..count], targets[_targetOf[column]], at, _columns[column].Descending);
            position += width;
        }

        return position;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CheckLengths(ReadOnlySpan<int> lengths, int count, int minimum)
    {
        foreach (var length in lengths[..count])
        {
            if (length < minimum)
                TypeErrors.ThrowCorruptKey("a value is cut off");
        }
    }

    /// <summary>In bounds: every key is at least as long as its leading columns, which was checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DecodeFixed(byte* bytes, ReadOnlySpan<int> offsets, ColumnVector target, int at, bool descending)
    {
        if (target is ColumnVector<int> narrow)
        {
            var values = narrow.Values.AsSpan(at, offsets.Length);
            var flip = descending ? int.MaxValue : int.MinValue;
            for (var i = 0; i < values.Length; i++)
                values[i] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<int>(bytes + offsets[i])) ^ flip;
        }
        else
        {
            var values = ((ColumnVector<long>)target).Values.AsSpan(at, offsets.Length);
            var flip = descending ? long.MaxValue : long.MinValue;
            for (var i = 0; i < values.Length; i++)
                values[i] = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<long>(bytes + offsets[i])) ^ flip;
        }
    }

    /// <summary>Decodes the first column of a key and returns its length.</summary>
    private static int DecodeColumn(ReadOnlySpan<byte> key, in KeyColumn column, ColumnVector? target, int row)
    {
        var length = KeyEncoding.Skip(key, column);
        if (target is null)
            return length;
        if (KeyEncoding.TryReadNull(key, column, out var marker))
            target.SetDatum(row, Datum.Null);
        else
            Store(key[marker..length], column.Descending, target, row);
        return length;
    }

    private static void Store(ReadOnlySpan<byte> value, bool descending, ColumnVector target, int row)
    {
        switch (target)
        {
            case ColumnVector<int> v:
                v.Values[row] = KeyEncoding.ReadInt32(value, descending);
                break;
            case ColumnVector<long> v:
                v.Values[row] = KeyEncoding.ReadInt64(value, descending);
                break;
            case ColumnVector<TextView> v:
                v.Values[row] = ReadText(value, descending, v.Arena);
                break;
            case ColumnVector<byte> v:
                v.Values[row] = (byte)(KeyEncoding.ReadBoolean(value, descending) ? 1 : 0);
                break;
            case ColumnVector<short> v:
                v.Values[row] = KeyEncoding.ReadInt16(value, descending);
                break;
            case ColumnVector<float> v:
                v.Values[row] = KeyEncoding.ReadSingle(value, descending);
                break;
            case ColumnVector<double> v:
                v.Values[row] = KeyEncoding.ReadDouble(value, descending);
                break;
            case ColumnVector<Numeric> v:
                v.Values[row] = NumericKey.Read(value, descending);
                break;
            case ColumnVector<UInt128> v:
                v.Values[row] = KeyEncoding.ReadUuid(value, descending);
                break;
            default:
                ((ColumnVector<Interval>)target).Values[row] = KeyEncoding.ReadInterval(value, descending);
                break;
        }
    }

    private static TextView ReadText(ReadOnlySpan<byte> value, bool descending, TextArena arena)
    {
        var length = KeyEncoding.DecodedLength(value, descending);
        Invariant.Holds(length >= 0, "T3");
        if (length <= TextView.InlineCapacity)
        {
            Span<byte> inline = stackalloc byte[TextView.InlineCapacity];
            KeyEncoding.ReadBytes(value, descending, inline[..length]);
            return TextView.FromShort(inline[..length]);
        }

        var target = arena.Allocate(length);
        KeyEncoding.ReadBytes(value, descending, target);
        return TextView.FromPinned(target);
    }
}
