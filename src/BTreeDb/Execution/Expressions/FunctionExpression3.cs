using System.Runtime.CompilerServices;
using BTreeDb.Execution.Kernels;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>A strict function of three arguments.</summary>
internal sealed class FunctionExpression<TA, TB, TC, TResult, TFunction>(
    VectorExpression a, VectorExpression b, VectorExpression c, FunctionScope scope, SqlType type, int capacity)
    : VectorExpression(type)
    where TA : struct
    where TB : struct
    where TC : struct
    where TResult : struct
    where TFunction : struct, IFunction<TA, TB, TC, TResult>
{
    private readonly ColumnVector<TResult> _result = new(type, capacity);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        var va = (ColumnVector<TA>)a.Evaluate(batch, context);
        var vb = (ColumnVector<TB>)b.Evaluate(batch, context);
        var vc = (ColumnVector<TC>)c.Evaluate(batch, context);
        _result.Clear();
        scope.Begin(_result, context);
        if (va.IsConstant && vb.IsConstant && vc.IsConstant)
        {
            _result.IsConstant = true;
            Invoke(va, vb, vc, 0);
            return _result;
        }

        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
            Invoke(va, vb, vc, selection is null ? i : selection[i]);
        return _result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Invoke(ColumnVector<TA> va, ColumnVector<TB> vb, ColumnVector<TC> vc, int row)
    {
        var (ia, ib, ic) = (va.IndexOf(row), vb.IndexOf(row), vc.IndexOf(row));
        if (va.Nulls[ia] || vb.Nulls[ib] || vc.Nulls[ic])
            _result.Nulls.SetNull(row);
        else
            _result.Values[row] = TFunction.Invoke(va.Values[ia], vb.Values[ib], vc.Values[ic], scope);
    }
}
