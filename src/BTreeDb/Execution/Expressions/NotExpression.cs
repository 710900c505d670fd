using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>NOT: NULL stays NULL.</summary>
internal sealed class NotExpression(VectorExpression operand, int capacity) : VectorExpression(SqlType.Boolean)
{
    private readonly ColumnVector<byte> _result = new(SqlType.Boolean, capacity);

    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        var source = (ColumnVector<byte>)operand.Evaluate(batch, context);
        _result.Clear();
        _result.IsConstant = source.IsConstant;
        if (source.IsConstant)
        {
            if (source.Nulls[0])
                _result.Nulls.SetNull(0);
            _result.Values[0] = (byte)(source.Values[0] ^ 1);
            return _result;
        }

        _result.Nulls.CopyFrom(source.Nulls);
        var from = source.Values.AsSpan(0, batch.RowCount);
        var to = _result.Values.AsSpan(0, batch.RowCount);
        for (var i = 0; i < to.Length; i++)
            to[i] = (byte)(from[i] ^ 1);
        return _result;
    }
}
