using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>IS [NOT] TRUE, FALSE or UNKNOWN: never NULL itself.</summary>
internal sealed class IsBooleanExpression(VectorExpression operand, bool? truth, bool isNegated, int capacity)
    : VectorExpression(SqlType.Boolean)
{
    private readonly ColumnVector<byte> _result = new(SqlType.Boolean, capacity);

    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        var source = (ColumnVector<byte>)operand.Evaluate(batch, context);
        _result.Clear();
        _result.IsConstant = source.IsConstant;
        if (source.IsConstant)
        {
            _result.Values[0] = Test(source, 0);
            return _result;
        }

        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
        {
            var row = selection is null ? i : selection[i];
            _result.Values[row] = Test(source, row);
        }

        return _result;
    }

    private byte Test(ColumnVector<byte> source, int row)
    {
        var matches = source.Nulls[row] ? truth is null : truth == (source.Values[row] != 0);
        return (byte)(matches != isNegated ? 1 : 0);
    }
}
