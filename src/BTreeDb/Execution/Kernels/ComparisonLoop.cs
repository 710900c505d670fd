using System.Runtime.CompilerServices;
using BTreeDb.Execution.Vectors;
using BTreeDb.Primitives;

namespace BTreeDb.Execution.Kernels;

/// <summary>The loops that compare two operands, to booleans or straight to a selection.</summary>
internal static class ComparisonLoop
{
    /// <summary>Fills a vector of booleans, NULL where either operand is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TKernel>(ColumnVector<T> left, ColumnVector<T> right, ColumnVector<byte> result, Batch batch)
        where T : struct
        where TKernel : struct, IComparisonKernel<T>
    {
        result.Clear();
        if (BinaryLoop.MakeConstantNull(left, right, result))
            return;
        if (left.IsConstant && right.IsConstant)
        {
            result.IsConstant = true;
            result.Values[0] = (byte)(TKernel.Invoke(left.Values[0], right.Values[0]) ? 1 : 0);
            return;
        }

        Invariant.Holds(batch.RowCount <= result.Capacity, "X1");
        result.Nulls.Or(left);
        result.Nulls.Or(right);
        // The unspecified bytes of a NULL row may lie in memory that is gone, so text is compared only where it is there.
        var spare = typeof(T) == typeof(TextView) && result.Nulls.Any;
        var (l, r, to) = (left.Values, right.Values, result.Values);
        var leftMask = left.IsConstant ? 0 : -1;
        var rightMask = right.IsConstant ? 0 : -1;
        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
        {
            var row = selection is null ? i : selection[i];
            if (!spare || !result.Nulls[row])
                to[row] = (byte)(TKernel.Invoke(l[row & leftMask], r[row & rightMask]) ? 1 : 0);
        }
    }

    /// <summary>Narrows the selection to the rows where the comparison is true.</summary>
    public static void Select<T, TKernel>(ColumnVector<T> left, ColumnVector<T> right, Batch batch)
        where T : struct
        where TKernel : struct, IComparisonKernel<T>
    {
        var target = batch.OwnSelection();
        if ((left.IsConstant && left.Nulls[0]) || (right.IsConstant && right.Nulls[0]))
        {
            batch.Select(target, 0);
            return;
        }

        if (left.IsConstant && right.IsConstant)
        {
            if (!TKernel.Invoke(left.Values[0], right.Values[0]))
                batch.Select(target, 0);
            return;
        }

        var kept = left.Nulls.Any || right.Nulls.Any
            ? SelectNullable<T, TKernel>(left, right, batch, target)
            : SelectPresent<T, TKernel>(left, right, batch, target);
        batch.Select(target, kept);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int SelectPresent<T, TKernel>(ColumnVector<T> left, ColumnVector<T> right, Batch batch, int[] target)
        where T : struct
        where TKernel : struct, IComparisonKernel<T>
    {
        var (l, r) = (left.Values, right.Values);
        var leftMask = left.IsConstant ? 0 : -1;
        var rightMask = right.IsConstant ? 0 : -1;
        var kept = 0;
        if (batch.Selection is null)
        {
            var count = batch.RowCount;
            for (var row = 0; row < count; row++)
            {
                target[kept] = row;
                kept += AsNumber(TKernel.Invoke(l[row & leftMask], r[row & rightMask]));
            }

            return kept;
        }

        foreach (var row in batch.Selection.AsSpan(0, batch.SelectionCount))
        {
            target[kept] = row;
            kept += AsNumber(TKernel.Invoke(l[row & leftMask], r[row & rightMask]));
        }

        return kept;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int SelectNullable<T, TKernel>(ColumnVector<T> left, ColumnVector<T> right, Batch batch, int[] target)
        where T : struct
        where TKernel : struct, IComparisonKernel<T>
    {
        var leftMask = left.IsConstant ? 0 : -1;
        var rightMask = right.IsConstant ? 0 : -1;
        var selection = batch.Selection;
        var count = batch.Count;
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            var row = selection is null ? i : selection[i];
            if (left.Nulls[row & leftMask] || right.Nulls[row & rightMask])
                continue;
            if (TKernel.Invoke(left.Values[row & leftMask], right.Values[row & rightMask]))
                target[kept++] = row;
        }

        return kept;
    }

    /// <summary>1 or 0 without a branch: which rows a filter keeps is what a processor cannot predict.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int AsNumber(bool value) => Unsafe.BitCast<bool, byte>(value);
}
