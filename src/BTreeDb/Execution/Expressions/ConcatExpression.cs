using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>
/// <c>concat</c> and <c>concat_ws</c>: NULL arguments are skipped; only a NULL separator makes the result NULL.
/// </summary>
internal sealed class ConcatExpression(VectorExpression? separator, VectorExpression[] operands, SqlType type, int capacity)
    : VectorExpression(type)
{
    private readonly ColumnVector<TextView> _result = new(type, capacity);
    private readonly ColumnVector<TextView>[] _values = new ColumnVector<TextView>[operands.Length];
    private readonly ByteWriter _writer = new();

    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        var between = (ColumnVector<TextView>?)separator?.Evaluate(batch, context);
        for (var i = 0; i < operands.Length; i++)
            _values[i] = (ColumnVector<TextView>)operands[i].Evaluate(batch, context);
        _result.Clear();
        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
            Join(between, selection is null ? i : selection[i]);
        return _result;
    }

    private void Join(ColumnVector<TextView>? between, int row)
    {
        if (between is not null && between.IsNull(row))
        {
            _result.Nulls.SetNull(row);
            return;
        }

        _writer.Reset();
        var any = false;
        foreach (var value in _values)
        {
            var index = value.IndexOf(row);
            if (value.Nulls[index])
                continue;
            if (any && between is not null)
                _writer.Append(between.Values[between.IndexOf(row)].Span);
            _writer.Append(value.Values[index].Span);
            any = true;
        }

        _result.Values[row] = _result.Arena.Add(_writer.Written);
    }
}
