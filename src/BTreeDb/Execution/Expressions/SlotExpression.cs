using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>A statement parameter or a column of an enclosing query: one value for all rows, taken from the context.</summary>
internal sealed class SlotExpression(int slot, bool isOuter, SqlType type) : VectorExpression(type)
{
    private readonly ColumnVector _vector = ColumnVector.Create(type, 1);

    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        if (isOuter && (uint)slot < (uint)context.PendingValues.Length)
            Volatile.Read(ref context.PendingValues[slot])?.Resolve();
        var values = isOuter ? context.OuterValues : context.Parameters;
        if ((uint)slot >= (uint)values.Length)
            throw ExpressionErrors.MissingParameter(slot);
        _vector.SetConstant(values[slot]);
        return _vector;
    }
}
