using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>The text that shows a record.</summary>
internal sealed class RecordTextExpression(VectorExpression operand, int capacity) : VectorExpression(SqlType.Text)
{
    private readonly ColumnVector<TextView> _result = new(SqlType.Text, capacity);

    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        var records = (ColumnVector<TextView>)operand.Evaluate(batch, context);
        _result.Clear();
        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
        {
            var row = selection is null ? i : selection[i];
            if (records.IsNull(row))
                _result.Nulls.SetNull(row);
            else
                _result.Values[row] = _result.Arena.Add(RecordValue.TextOf(records.Values[records.IndexOf(row)].Span));
        }

        return _result;
    }
}
