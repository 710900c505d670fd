using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Kernels;

/// <summary>
/// Comparisons of a column of numbers with a constant by SIMD, 64 rows at a time into a word of bits, from which the
/// selected rows are read. A selective filter then costs little more than reading its column.
/// </summary>
internal static class VectorCompare
{
    // Below this share of selected rows, looking at all rows costs more than it saves.
    private const int SelectedShareMin = 8;

    // One word for each 64 rows of the usual batch.
    private const int WordsMax = Batch.DefaultCapacity / 64;

    /// <summary>
    /// Narrows the selection of a batch by <c>column op constant</c>. Rows that do not count are compared, too: that
    /// harms nothing, as comparisons cannot fail. False when the shapes do not fit (the constant is NULL or NaN, few rows
    /// count): the plain loops do it then.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TrySelect<T>(ColumnVector<T> column, ColumnVector<T> constant, ComparisonOperator op, Batch batch)
        where T : struct, INumberBase<T>
    {
        if (!Vector256.IsHardwareAccelerated || batch.RowCount is < 64 or > Batch.DefaultCapacity
            || batch.Count * SelectedShareMin < batch.RowCount
            || column.IsConstant || !constant.IsConstant || constant.Nulls[0] || T.IsNaN(constant.Values[0]))
            return false;
        Span<ulong> words = stackalloc ulong[WordsMax];
        words = words[..((batch.RowCount + 63) >> 6)];
        Fill(column, constant.Values[0], op, words, batch.RowCount);
        var target = batch.OwnSelection();
        var kept = batch.Selection is null
            ? EmitAll(words, target)
            : Keep(words, batch.Selection.AsSpan(0, batch.SelectionCount), target);
        batch.Select(target, kept);
        return true;
    }

    /// <summary>Sets the bit of each row for which the comparison is true.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill<T>(ColumnVector<T> column, T constant, ComparisonOperator op, Span<ulong> words, int count)
        where T : struct, INumberBase<T>
    {
        var wide = Vector256.Create(constant);
        var values = column.Values.AsSpan();
        var nulls = column.Nulls;
        for (var i = 0; i < words.Length; i++)
        {
            var start = i << 6;
            var rows = Math.Min(64, count - start);
            var bits = start + 64 <= values.Length
                ? Compare(MemoryMarshal.Cast<T, Vector256<T>>(values.Slice(start, 64)), wide, op)
                : CompareTail(values.Slice(start, rows), wide, op);
            if (rows < 64)
                bits &= (1UL << rows) - 1;
            if (nulls.Any)
                bits &= ~nulls.Words[i];
            words[i] = bits;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int EmitAll(ReadOnlySpan<ulong> words, int[] target)
    {
        var kept = 0;
        for (var i = 0; i < words.Length; i++)
            kept = Emit(words[i], i << 6, target, kept);
        return kept;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Keep(ReadOnlySpan<ulong> words, ReadOnlySpan<int> rows, int[] target)
    {
        var kept = 0;
        foreach (var row in rows)
        {
            target[kept] = row;
            kept += (int)(words[row >> 6] >> row & 1);
        }

        return kept;
    }

    private static ulong Compare<T>(ReadOnlySpan<Vector256<T>> values, Vector256<T> constant, ComparisonOperator op)
        where T : struct
    {
        ulong bits = 0;
        for (var i = 0; i < values.Length; i++)
            bits |= (ulong)Compare(values[i], constant, op).ExtractMostSignificantBits() << (i * Vector256<T>.Count);
        // "Not equal", "greater" and "greater or equal" are the complements: so NaN, above all numbers, comes out right.
        return op is ComparisonOperator.NotEqual or ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual
            ? ~bits
            : bits;
    }

    private static ulong CompareTail<T>(ReadOnlySpan<T> values, Vector256<T> constant, ComparisonOperator op)
        where T : struct
    {
        Span<T> padded = new T[64];
        padded.Clear();
        values.CopyTo(padded);
        return Compare(MemoryMarshal.Cast<T, Vector256<T>>(padded), constant, op);
    }

    private static Vector256<T> Compare<T>(Vector256<T> values, Vector256<T> constant, ComparisonOperator op)
        where T : struct => op switch
        {
            ComparisonOperator.Equal or ComparisonOperator.NotEqual => Vector256.Equals(values, constant),
            ComparisonOperator.Less or ComparisonOperator.GreaterOrEqual => Vector256.LessThan(values, constant),
            _ => Vector256.LessThanOrEqual(values, constant),
        };

    private static int Emit(ulong bits, int start, int[] target, int kept)
    {
        if (bits == ulong.MaxValue)
        {
            for (var i = 0; i < 64; i++)
                target[kept + i] = start + i;
            return kept + 64;
        }

        for (; bits != 0; bits &= bits - 1)
            target[kept++] = start + BitOperations.TrailingZeroCount(bits);
        return kept;
    }
}
