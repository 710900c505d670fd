using BTreeDb.Execution.Kernels;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>A unary kernel over its operand.</summary>
internal sealed class UnaryExpression<T, TResult, TKernel>(VectorExpression operand, SqlType type, int capacity)
    : VectorExpression(type)
    where T : struct
    where TResult : struct
    where TKernel : struct, IUnaryKernel<T, TResult>
{
    private readonly ColumnVector<TResult> _result = new(type, capacity);

    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        UnaryLoop.Run<T, TResult, TKernel>((ColumnVector<T>)operand.Evaluate(batch, context), _result, batch);
        return _result;
    }
}
