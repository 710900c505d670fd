using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BTreeDb.Types;

namespace BTreeDb.Execution.Vectors;

/// <summary>
/// Hashes of values, equal for values that SQL calls equal (-0.0 and 0.0, all NaNs, numerics of different scales, NULL and
/// NULL). Not stable between versions: never stored.
/// </summary>
internal static class VectorHash
{
    private const ulong Seed = 0x9E3779B97F4A7C15;
    private const ulong Secret = 0xD6E8FEB86659FD93;
    private const ulong NullHash = 0xA0761D6478BD642F;

    /// <summary>Writes the hashes of a column to the counted rows' own places.</summary>
    /// <param name="column">The column.</param>
    /// <param name="batch">Says which rows count.</param>
    /// <param name="hashes">At least as long as the batch.</param>
    /// <param name="combine">Mixes with the hash that is there (of the columns before) instead of replacing it.</param>
    public static void Column(ColumnVector column, Batch batch, ulong[] hashes, bool combine)
    {
        switch (column)
        {
            case ColumnVector<int> v:
                Fill<int, IntHash>(v, batch, hashes, combine);
                break;
            case ColumnVector<long> v:
                Fill<long, LongHash>(v, batch, hashes, combine);
                break;
            case ColumnVector<TextView> v when !VariableOrder.IsByBytes(v.Type):
                FillNormal(v, batch, hashes, combine);
                break;
            case ColumnVector<TextView> v:
                Fill<TextView, TextHash>(v, batch, hashes, combine);
                break;
            case ColumnVector<short> v:
                Fill<short, ShortHash>(v, batch, hashes, combine);
                break;
            case ColumnVector<byte> v:
                Fill<byte, ByteHash>(v, batch, hashes, combine);
                break;
            case ColumnVector<double> v:
                Fill<double, DoubleHash>(v, batch, hashes, combine);
                break;
            case ColumnVector<float> v:
                Fill<float, FloatHash>(v, batch, hashes, combine);
                break;
            case ColumnVector<Numeric> v:
                Fill<Numeric, NumericHash>(v, batch, hashes, combine);
                break;
            case ColumnVector<UInt128> v:
                Fill<UInt128, WideHash>(v, batch, hashes, combine);
                break;
            default:
                Fill<Interval, IntervalHash>((ColumnVector<Interval>)column, batch, hashes, combine);
                break;
        }
    }

    /// <summary>The hash of one value that is not NULL.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of<T>(in T value)
        where T : struct
    {
        ref var v = ref Unsafe.AsRef(in value);
        if (typeof(T) == typeof(int))
            return IntHash.Hash(Unsafe.As<T, int>(ref v));
        if (typeof(T) == typeof(long))
            return LongHash.Hash(Unsafe.As<T, long>(ref v));
        if (typeof(T) == typeof(TextView))
            return TextHash.Hash(Unsafe.As<T, TextView>(ref v));
        if (typeof(T) == typeof(short))
            return ShortHash.Hash(Unsafe.As<T, short>(ref v));
        if (typeof(T) == typeof(byte))
            return ByteHash.Hash(Unsafe.As<T, byte>(ref v));
        if (typeof(T) == typeof(double))
            return DoubleHash.Hash(Unsafe.As<T, double>(ref v));
        if (typeof(T) == typeof(float))
            return FloatHash.Hash(Unsafe.As<T, float>(ref v));
        if (typeof(T) == typeof(Numeric))
            return NumericHash.Hash(Unsafe.As<T, Numeric>(ref v));
        if (typeof(T) == typeof(UInt128))
            return WideHash.Hash(Unsafe.As<T, UInt128>(ref v));
        return IntervalHash.Hash(Unsafe.As<T, Interval>(ref v));
    }

    /// <summary>Mixes 64 bits so that every bit of the result depends on all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong value)
    {
        var high = Math.BigMul(value ^ Seed, Secret, out ulong low);
        return high ^ low;
    }

    /// <summary>The hash of a column list so far and the next column's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Combine(ulong left, ulong right) => Mix(left + Seed) ^ right * Secret;

    /// <summary>The hash that a view on these bytes has.</summary>
    private static ulong Text(ReadOnlySpan<byte> bytes) =>
        bytes.Length <= TextView.InlineCapacity ? TextView.FromShort(bytes).InlineHash : Bytes(bytes);

    /// <summary>The hash of bytes, eight at a time.</summary>
    private static ulong Bytes(ReadOnlySpan<byte> bytes)
    {
        var hash = (ulong)bytes.Length * Secret;
        if (bytes.Length < 8)
            return Mix(hash ^ Short(bytes));
        // The last eight bytes may overlap with those before: that is cheaper than to put the rest together.
        var last = MemoryMarshal.Read<ulong>(bytes[^8..]);
        while (bytes.Length > 8)
        {
            hash = Mix(hash ^ MemoryMarshal.Read<ulong>(bytes));
            bytes = bytes[8..];
        }

        return Mix(hash ^ last);
    }

    private static ulong Short(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 4)
            return MemoryMarshal.Read<uint>(bytes) | (ulong)MemoryMarshal.Read<uint>(bytes[^4..]) << 32;
        ulong value = 0;
        for (var i = 0; i < bytes.Length; i++)
            value |= (ulong)bytes[i] << (8 * i);
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill<T, THash>(ColumnVector<T> column, Batch batch, ulong[] hashes, bool combine)
        where T : struct
        where THash : struct, IValueHash<T>
    {
        var values = column.Values;
        var selection = batch.Selection;
        var count = batch.Count;
        var mask = column.IsConstant ? 0 : -1;
        var anyNull = column.Nulls.Any;
        for (var i = 0; i < count; i++)
        {
            var row = selection is null ? i : selection[i];
            var hash = anyNull && column.Nulls[row & mask] ? NullHash : THash.Hash(values[row & mask]);
            hashes[row] = combine ? Combine(hashes[row], hash) : hash;
        }
    }

    /// <summary>Values that may be equal with different bytes are hashed in their normal form.</summary>
    private static void FillNormal(ColumnVector<TextView> column, Batch batch, ulong[] hashes, bool combine)
    {
        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
        {
            var row = selection is null ? i : selection[i];
            var index = column.IndexOf(row);
            var hash = column.Nulls[index]
                ? NullHash
                : Text(VariableOrder.Normalize(column.Values[index].Span, column.Type));
            hashes[row] = combine ? Combine(hashes[row], hash) : hash;
        }
    }

    private interface IValueHash<T>
    {
        static abstract ulong Hash(in T value);
    }

    private readonly struct IntHash : IValueHash<int>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ulong Hash(in int value) => Mix((ulong)(long)value);
    }

    private readonly struct LongHash : IValueHash<long>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ulong Hash(in long value) => Mix((ulong)value);
    }

    private readonly struct ShortHash : IValueHash<short>
    {
        public static ulong Hash(in short value) => Mix((ulong)(long)value);
    }

    private readonly struct ByteHash : IValueHash<byte>
    {
        public static ulong Hash(in byte value) => Mix(value);
    }

    private readonly struct DoubleHash : IValueHash<double>
    {
        public static ulong Hash(in double value) =>
            Mix(value == 0 ? 0 : double.IsNaN(value) ? 1 : (ulong)BitConverter.DoubleToInt64Bits(value));
    }

    private readonly struct FloatHash : IValueHash<float>
    {
        public static ulong Hash(in float value) => DoubleHash.Hash(value);
    }

    private readonly struct TextHash : IValueHash<TextView>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ulong Hash(in TextView value) => value.IsInline ? value.InlineHash : Bytes(value.Span);
    }

    private readonly struct NumericHash : IValueHash<Numeric>
    {
        public static ulong Hash(in Numeric value)
        {
            var trimmed = value.TrimScale();
            if (!trimmed.IsSmall)
                return Mix((ulong)value.GetHashCode());
            return Mix((ulong)trimmed.Small + (ulong)trimmed.Scale * Seed);
        }
    }

    private readonly struct WideHash : IValueHash<UInt128>
    {
        public static ulong Hash(in UInt128 value) => Mix((ulong)value ^ Mix((ulong)(value >> 64)));
    }

    private readonly struct IntervalHash : IValueHash<Interval>
    {
        public static ulong Hash(in Interval value)
        {
            var span = (UInt128)value.Span;
            return Mix((ulong)span ^ Mix((ulong)(span >> 64)));
        }
    }
}
