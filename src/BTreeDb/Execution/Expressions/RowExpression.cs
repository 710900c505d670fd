using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>Makes records of fields.</summary>
internal sealed class RowExpression : VectorExpression
{
    private readonly VectorExpression[] _fields;
    private readonly KeyColumn[] _keys;
    private readonly bool _isNullWhenEmpty;
    private readonly ColumnVector[] _values;
    private readonly ColumnVector<TextView> _result;
    private readonly ByteWriter _writer = new();
    private readonly ByteWriter _text = new();

    /// <summary>A row of fields; a relation's row is NULL when all its fields are.</summary>
    public RowExpression(VectorExpression[] fields, bool isNullWhenEmpty, SqlType type, int capacity)
        : base(type)
    {
        (_fields, _isNullWhenEmpty) = (fields, isNullWhenEmpty);
        _keys = Array.ConvertAll(fields, static field => new KeyColumn(field.Type));
        _values = new ColumnVector[fields.Length];
        _result = new ColumnVector<TextView>(type, capacity);
    }

    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        for (var i = 0; i < _fields.Length; i++)
            _values[i] = _fields[i].Evaluate(batch, context);
        _result.Clear();
        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
            Make(selection is null ? i : selection[i], context.TimeZone);
        return _result;
    }

    private void Make(int row, SessionTimeZone zone)
    {
        if (_isNullWhenEmpty && IsEmpty(row))
        {
            _result.Nulls.SetNull(row);
            return;
        }

        _writer.Reset();
        VectorEncoder.AppendKey(_writer, _keys, _values, row);
        var start = _writer.Length;
        _writer.Append((byte)'(');
        for (var i = 0; i < _values.Length; i++)
        {
            if (i > 0)
                _writer.Append((byte)',');
            if (_values[i].IsNull(row))
                continue;
            _text.Reset();
            VectorEncoder.WriteText(_text, _values[i], row, zone);
            RecordValue.AppendField(_writer, _text.Written);
        }

        _writer.Append((byte)')');
        RecordValue.End(_writer, start);
        _result.Values[row] = _result.Arena.Add(_writer.Written);
    }

    private bool IsEmpty(int row)
    {
        foreach (var value in _values)
        {
            if (!value.IsNull(row))
                return false;
        }

        return true;
    }
}
