using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>COALESCE: each operand sees only the rows where all before it are NULL.</summary>
internal sealed class CoalesceExpression(VectorExpression[] operands, SqlType type, int capacity) : VectorExpression(type)
{
    private readonly ColumnVector _result = ColumnVector.Create(type, capacity);
    private readonly ConditionalRows _rows = new(capacity);

    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        var first = operands[0].Evaluate(batch, context);
        if (!first.Nulls.Any)
            return first;
        _result.Clear();
        _rows.Begin(batch);
        Take(first, batch);
        for (var i = 1; i < operands.Length && !_rows.IsEmpty; i++)
        {
            _rows.SelectRemaining(batch);
            Take(operands[i].Evaluate(batch, context), batch);
        }

        _rows.SetRemainingNull(_result);
        _rows.End(batch);
        return _result;
    }

    private void Take(ColumnVector operand, Batch batch)
    {
        _rows.TakeNotNull(operand);
        if (_rows.SelectMatched(batch))
            _result.CopySelected(operand, batch);
    }
}
