using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>CASE: each condition sees only the rows that no earlier one took, each result only the rows it is for.</summary>
internal sealed class CaseExpression(
    VectorExpression[] conditions, VectorExpression[] results, VectorExpression? otherwise, SqlType type, int capacity)
    : VectorExpression(type)
{
    private readonly ColumnVector _result = ColumnVector.Create(type, capacity);
    private readonly ConditionalRows _rows = new(capacity);

    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        _result.Clear();
        _rows.Begin(batch);
        for (var i = 0; i < conditions.Length && !_rows.IsEmpty; i++)
        {
            _rows.SelectRemaining(batch);
            _rows.TakeTrue((ColumnVector<byte>)conditions[i].Evaluate(batch, context));
            if (_rows.SelectMatched(batch))
                _result.CopySelected(results[i].Evaluate(batch, context), batch);
        }

        if (otherwise is null)
        {
            _rows.SetRemainingNull(_result);
        }
        else if (!_rows.IsEmpty)
        {
            _rows.SelectRemaining(batch);
            _result.CopySelected(otherwise.Evaluate(batch, context), batch);
        }

        _rows.End(batch);
        return _result;
    }
}
