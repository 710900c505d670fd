using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>
/// [NOT] IN over expressions that are not all constant: equalities joined by OR, the operand evaluated once, each value
/// only on the rows that none before it matched.
/// </summary>
internal sealed class InListExpression(
    VectorExpression operand, VectorExpression[] values, bool isNegated, int capacity) : VectorExpression(SqlType.Boolean)
{
    private readonly ColumnVector<byte> _result = new(SqlType.Boolean, capacity);
    private readonly ValueComparer _comparer = ValueComparer.Create(operand.Type);
    private readonly SelectionBuffer _open = new(capacity);

    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        var source = operand.Evaluate(batch, context);
        var (selection, count) = (batch.Selection, batch.SelectionCount);
        _result.Clear();
        _open.TakeFrom(batch);
        foreach (var row in _open.Rows.AsSpan(0, _open.Count))
            _result.Values[row] = (byte)(isNegated ? 1 : 0);
        foreach (var value in values)
        {
            if (_open.Count == 0)
                break;
            _open.ApplyTo(batch);
            Match(source, value.Evaluate(batch, context));
        }

        (batch.Selection, batch.SelectionCount) = (selection, count);
        return _result;
    }

    private void Match(ColumnVector source, ColumnVector value)
    {
        var left = 0;
        foreach (var row in _open.Rows.AsSpan(0, _open.Count))
        {
            if (source.IsNull(row) || value.IsNull(row))
            {
                _result.Nulls.SetNull(row);
            }
            else if (_comparer.AreEqual(source, row, value, row))
            {
                _result.Values[row] = (byte)(isNegated ? 0 : 1);
                _result.Nulls.Unset(row);
                continue;
            }

            _open.Rows[left++] = row;
        }

        _open.Count = left;
    }
}
