using System.Runtime.CompilerServices;
using BTreeDb.Execution.Vectors;
using BTreeDb.Primitives;

namespace BTreeDb.Execution.Kernels;

/// <summary>
/// The loops that apply a binary kernel to the counted rows of a batch. An operand that stands for one value in all rows
/// is read through an index mask of 0, so that one loop serves vectors and constants.
/// </summary>
internal static class BinaryLoop
{
    /// <summary>Fills the result, NULL where either operand is.</summary>
    public static void Run<TLeft, TRight, TResult, TKernel>(
        ColumnVector<TLeft> left, ColumnVector<TRight> right, ColumnVector<TResult> result, Batch batch)
        where TLeft : struct
        where TRight : struct
        where TResult : struct
        where TKernel : struct, IBinaryKernel<TLeft, TRight, TResult>
    {
        result.Clear();
        if (MakeConstantNull(left, right, result))
            return;
        if (left.IsConstant && right.IsConstant)
        {
            result.IsConstant = true;
            result.Values[0] = TKernel.Invoke(left.Values[0], right.Values[0]);
            return;
        }

        Invariant.Holds(batch.RowCount <= result.Capacity, "X1");
        result.Nulls.Or(left);
        result.Nulls.Or(right);
        if (result.Nulls.Any && TKernel.CanFail)
            RunSparing<TLeft, TRight, TResult, TKernel>(left, right, result, batch);
        else if (batch.Selection is not null)
            RunSelected<TLeft, TRight, TResult, TKernel>(left, right, result.Values, batch.Selection.AsSpan(0, batch.SelectionCount));
        else
            RunDense<TLeft, TRight, TResult, TKernel>(left, right, result.Values, batch.RowCount);
    }

    /// <summary>A constant NULL operand makes a constant NULL result.</summary>
    public static bool MakeConstantNull(ColumnVector left, ColumnVector right, ColumnVector result)
    {
        if (!(left.IsConstant && left.Nulls[0]) && !(right.IsConstant && right.Nulls[0]))
            return false;
        result.IsConstant = true;
        result.Nulls.SetNull(0);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunDense<TLeft, TRight, TResult, TKernel>(
        ColumnVector<TLeft> left, ColumnVector<TRight> right, TResult[] results, int count)
        where TLeft : struct
        where TRight : struct
        where TKernel : struct, IBinaryKernel<TLeft, TRight, TResult>
    {
        var to = results.AsSpan(0, count);
        if (right.IsConstant)
        {
            var from = left.Values.AsSpan(0, count);
            var constant = right.Values[0];
            for (var i = 0; i < to.Length; i++)
                to[i] = TKernel.Invoke(from[i], constant);
        }
        else if (left.IsConstant)
        {
            var from = right.Values.AsSpan(0, count);
            var constant = left.Values[0];
            for (var i = 0; i < to.Length; i++)
                to[i] = TKernel.Invoke(constant, from[i]);
        }
        else
        {
            var l = left.Values.AsSpan(0, count);
            var r = right.Values.AsSpan(0, count);
            for (var i = 0; i < to.Length; i++)
                to[i] = TKernel.Invoke(l[i], r[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunSelected<TLeft, TRight, TResult, TKernel>(
        ColumnVector<TLeft> left, ColumnVector<TRight> right, TResult[] results, ReadOnlySpan<int> rows)
        where TLeft : struct
        where TRight : struct
        where TKernel : struct, IBinaryKernel<TLeft, TRight, TResult>
    {
        var l = left.Values;
        var r = right.Values;
        var leftMask = left.IsConstant ? 0 : -1;
        var rightMask = right.IsConstant ? 0 : -1;
        foreach (var row in rows)
            results[row] = TKernel.Invoke(l[row & leftMask], r[row & rightMask]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunSparing<TLeft, TRight, TResult, TKernel>(
        ColumnVector<TLeft> left, ColumnVector<TRight> right, ColumnVector<TResult> result, Batch batch)
        where TLeft : struct
        where TRight : struct
        where TResult : struct
        where TKernel : struct, IBinaryKernel<TLeft, TRight, TResult>
    {
        var leftMask = left.IsConstant ? 0 : -1;
        var rightMask = right.IsConstant ? 0 : -1;
        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
        {
            var row = selection is null ? i : selection[i];
            if (!result.Nulls[row])
                result.Values[row] = TKernel.Invoke(left.Values[row & leftMask], right.Values[row & rightMask]);
        }
    }
}
