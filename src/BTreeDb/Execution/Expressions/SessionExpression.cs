using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>A function without arguments that is the same for all rows of a batch: <c>now()</c>, <c>version()</c>.</summary>
internal sealed class SessionExpression(SqlType type, Func<EvaluationContext, Datum> read) : VectorExpression(type)
{
    private readonly ColumnVector _vector = ColumnVector.Create(type, 1);

    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        _vector.SetConstant(read(context));
        return _vector;
    }
}
