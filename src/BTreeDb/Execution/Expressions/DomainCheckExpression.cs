using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>
/// Checks values that become those of a domain. The first row that breaks a constraint is reported with the first
/// constraint that it breaks: each one is evaluated only over the rows before the one at fault so far.
/// </summary>
internal sealed class DomainCheckExpression(
    VectorExpression operand, DomainType domain, bool isNotNull, string[] names, VectorExpression[] conditions, SqlType type,
    int capacity) : VectorExpression(type)
{
    private readonly SelectionBuffer _rows = new(capacity);
    private readonly ColumnVector[] _columns = new ColumnVector[1];
    private Batch? _values;

    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        var values = operand.Evaluate(batch, context);
        if (batch.Count > 0)
            Check(values, batch, context);
        return values;
    }

    private void Check(ColumnVector values, Batch batch, EvaluationContext context)
    {
        _values ??= new Batch(_columns);
        _columns[0] = values;
        _values.RowCount = batch.RowCount;
        if (values.IsConstant)
            (_rows.Rows[0], _rows.Count) = (0, 1);
        else
            _rows.TakeFrom(batch);
        var holdsNotNull = !isNotNull || !values.Nulls.Any || KeepBeforeNull(values);
        string? broken = null;
        for (var i = 0; i < conditions.Length && _rows.Count > 0; i++)
        {
            _rows.ApplyTo(_values);
            if (!KeepBeforeFalse((ColumnVector<byte>)conditions[i].Evaluate(_values, context)))
                broken = names[i];
        }

        if (broken is not null)
            throw ExpressionErrors.DomainCheckViolated(domain, broken);
        if (!holdsNotNull)
            throw ExpressionErrors.DomainNotNullViolated(domain);
    }

    private bool KeepBeforeNull(ColumnVector values)
    {
        for (var i = 0; i < _rows.Count; i++)
        {
            if (!values.IsNull(_rows.Rows[i]))
                continue;
            _rows.Count = i;
            return false;
        }

        return true;
    }

    private bool KeepBeforeFalse(ColumnVector<byte> result)
    {
        for (var i = 0; i < _rows.Count; i++)
        {
            var row = result.IndexOf(_rows.Rows[i]);
            if (result.Nulls[row] || result.Values[row] != 0)
                continue;
            _rows.Count = i;
            return false;
        }

        return true;
    }
}
