using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>A conversion that changes only the type's name: the operand's vector is the result.</summary>
internal sealed class RetypedExpression(VectorExpression operand, SqlType type) : VectorExpression(type)
{
    public override ColumnVector Evaluate(Batch batch, EvaluationContext context) => operand.Evaluate(batch, context);
}
