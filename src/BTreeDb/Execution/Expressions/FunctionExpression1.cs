using System.Runtime.CompilerServices;
using BTreeDb.Execution.Kernels;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>A strict function of one argument.</summary>
internal sealed class FunctionExpression<TA, TResult, TFunction>(
    VectorExpression a, FunctionScope scope, SqlType type, int capacity) : VectorExpression(type)
    where TA : struct
    where TResult : struct
    where TFunction : struct, IFunction<TA, TResult>
{
    private readonly ColumnVector<TResult> _result = new(type, capacity);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        var va = (ColumnVector<TA>)a.Evaluate(batch, context);
        _result.Clear();
        scope.Begin(_result, context);
        if (va.IsConstant)
        {
            _result.IsConstant = true;
            Invoke(va, 0);
            return _result;
        }

        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
            Invoke(va, selection is null ? i : selection[i]);
        return _result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Invoke(ColumnVector<TA> va, int row)
    {
        if (va.Nulls[row])
            _result.Nulls.SetNull(row);
        else
            _result.Values[row] = TFunction.Invoke(va.Values[row], scope);
    }
}
