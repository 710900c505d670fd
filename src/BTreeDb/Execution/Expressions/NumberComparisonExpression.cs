using System.Numerics;
using BTreeDb.Execution.Kernels;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>A comparison of numbers, dates or times: as any other, but against a constant it selects by SIMD.</summary>
internal sealed class NumberComparisonExpression<T, TKernel>(
    VectorExpression left, VectorExpression right, ComparisonOperator op, int capacity)
    : VectorExpression(SqlType.Boolean)
    where T : struct, INumberBase<T>
    where TKernel : struct, IComparisonKernel<T>
{
    private readonly ColumnVector<byte> _result = new(SqlType.Boolean, capacity);

    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        var l = (ColumnVector<T>)left.Evaluate(batch, context);
        var r = (ColumnVector<T>)right.Evaluate(batch, context);
        ComparisonLoop.Run<T, TKernel>(l, r, _result, batch);
        return _result;
    }

    public override void Select(Batch batch, EvaluationContext context)
    {
        if (batch.Count == 0)
            return;
        var l = (ColumnVector<T>)left.Evaluate(batch, context);
        var r = (ColumnVector<T>)right.Evaluate(batch, context);
        if (!VectorCompare.TrySelect(l, r, op, batch))
            ComparisonLoop.Select<T, TKernel>(l, r, batch);
    }
}
