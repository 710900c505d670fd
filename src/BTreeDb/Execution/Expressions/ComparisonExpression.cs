using BTreeDb.Execution.Kernels;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>A comparison of two operands of one type.</summary>
internal sealed class ComparisonExpression<T, TKernel>(VectorExpression left, VectorExpression right, int capacity)
    : VectorExpression(SqlType.Boolean)
    where T : struct
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
        ComparisonLoop.Select<T, TKernel>(l, r, batch);
    }
}
