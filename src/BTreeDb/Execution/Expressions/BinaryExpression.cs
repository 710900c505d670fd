using BTreeDb.Execution.Kernels;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>A binary kernel over its operands.</summary>
internal sealed class BinaryExpression<TLeft, TRight, TResult, TKernel>(
    VectorExpression left, VectorExpression right, SqlType type, int capacity) : VectorExpression(type)
    where TLeft : struct
    where TRight : struct
    where TResult : struct
    where TKernel : struct, IBinaryKernel<TLeft, TRight, TResult>
{
    private readonly ColumnVector<TResult> _result = new(type, capacity);

    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        var l = (ColumnVector<TLeft>)left.Evaluate(batch, context);
        var r = (ColumnVector<TRight>)right.Evaluate(batch, context);
        BinaryLoop.Run<TLeft, TRight, TResult, TKernel>(l, r, _result, batch);
        return _result;
    }
}
