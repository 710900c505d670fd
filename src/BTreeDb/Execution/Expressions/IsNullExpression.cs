using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>IS [NOT] NULL: never NULL itself.</summary>
internal sealed class IsNullExpression(VectorExpression operand, bool isNegated, int capacity)
    : VectorExpression(SqlType.Boolean)
{
    private readonly ColumnVector<byte> _result = new(SqlType.Boolean, capacity);

    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        var source = operand.Evaluate(batch, context);
        _result.Clear();
        if (source.IsConstant || !source.Nulls.Any)
        {
            _result.IsConstant = true;
            _result.Values[0] = (byte)(source.Nulls[0] != isNegated ? 1 : 0);
            return _result;
        }

        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
        {
            var row = selection is null ? i : selection[i];
            _result.Values[row] = (byte)(source.Nulls[row] != isNegated ? 1 : 0);
        }

        return _result;
    }
}
