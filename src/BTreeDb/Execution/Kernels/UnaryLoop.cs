using System.Runtime.CompilerServices;
using BTreeDb.Execution.Vectors;
using BTreeDb.Primitives;

namespace BTreeDb.Execution.Kernels;

/// <summary>The loops that apply a unary kernel to the counted rows of a batch.</summary>
internal static class UnaryLoop
{
    /// <summary>Fills the result, NULL where the operand is.</summary>
    public static void Run<T, TResult, TKernel>(ColumnVector<T> operand, ColumnVector<TResult> result, Batch batch)
        where T : struct
        where TResult : struct
        where TKernel : struct, IUnaryKernel<T, TResult>
    {
        result.Clear();
        if (operand.IsConstant)
        {
            result.IsConstant = true;
            if (operand.Nulls[0])
                result.Nulls.SetNull(0);
            else
                result.Values[0] = TKernel.Invoke(operand.Values[0]);
            return;
        }

        Invariant.Holds(batch.RowCount <= result.Capacity, "X1");
        result.Nulls.CopyFrom(operand.Nulls);
        if (result.Nulls.Any && TKernel.CanFail)
            RunSparing<T, TResult, TKernel>(operand, result, batch);
        else if (batch.Selection is null)
            RunDense<T, TResult, TKernel>(operand.Values, result.Values, batch.RowCount);
        else
            RunSelected<T, TResult, TKernel>(operand.Values, result.Values, batch.Selection.AsSpan(0, batch.SelectionCount));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunDense<T, TResult, TKernel>(T[] values, TResult[] results, int count)
        where TKernel : struct, IUnaryKernel<T, TResult>
    {
        var from = values.AsSpan(0, count);
        var to = results.AsSpan(0, count);
        for (var i = 0; i < to.Length; i++)
            to[i] = TKernel.Invoke(from[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunSelected<T, TResult, TKernel>(T[] values, TResult[] results, ReadOnlySpan<int> rows)
        where TKernel : struct, IUnaryKernel<T, TResult>
    {
        foreach (var row in rows)
            results[row] = TKernel.Invoke(values[row]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunSparing<T, TResult, TKernel>(ColumnVector<T> operand, ColumnVector<TResult> result, Batch batch)
        where T : struct
        where TResult : struct
        where TKernel : struct, IUnaryKernel<T, TResult>
    {
        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
        {
            var row = selection is null ? i : selection[i];
            if (!result.Nulls[row])
                result.Values[row] = TKernel.Invoke(operand.Values[row]);
        }
    }
}
