using BTreeDb.Binding;
using BTreeDb.Catalog;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>The functions about sequences, for each row in turn.</summary>
internal sealed class SequenceExpression(FunctionId function, VectorExpression[] arguments, SqlType type, int capacity)
    : VectorExpression(type)
{
    private readonly ColumnVector _result = ColumnVector.Create(type, capacity);
    private readonly ColumnVector[] _values = new ColumnVector[arguments.Length];
    private readonly bool _isById = arguments.Length > 0 && arguments[0].Type.Id == TypeId.BigInt;

    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        var sequences = context.Sequences ?? throw ExpressionErrors.NoSession(function);
        for (var i = 0; i < arguments.Length; i++)
            _values[i] = arguments[i].Evaluate(batch, context);
        _result.Clear();
        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
        {
            var row = selection is null ? i : selection[i];
            if (IsAnyNull(row))
                _result.Nulls.SetNull(row);
            else if (function == FunctionId.NextVal)
                ((ColumnVector<long>)_result).Values[row] = sequences.Next(SequenceAt(row, sequences));
            else
                _result.SetDatum(row, Call(row, sequences));
        }

        return _result;
    }

    private bool IsAnyNull(int row)
    {
        foreach (var value in _values)
        {
            if (value.IsNull(row))
                return true;
        }

        return false;
    }

    private Datum Call(int row, ISequences sequences)
    {
        switch (function)
        {
            case FunctionId.LastVal:
                return Datum.FromInt64(sequences.Last());
            case FunctionId.CurrVal:
                return Datum.FromInt64(sequences.Current(SequenceAt(row, sequences)));
            case FunctionId.SetVal:
                var value = _values[1].GetDatum(row).AsInt64();
                var isCalled = _values.Length < 3 || _values[2].GetDatum(row).AsBoolean();
                sequences.Set(SequenceAt(row, sequences), value, isCalled);
                return Datum.FromInt64(value);
        }

        var (position, ahead) = sequences.Read(SequenceAt(row, sequences));
        return function switch
        {
            FunctionId.SequenceIsCalled => Datum.FromBoolean(position.IsCalled),
            FunctionId.SequenceLogCount => Datum.FromInt64(ahead),
            _ => Datum.FromInt64(position.Last),
        };
    }

    private ObjectId SequenceAt(int row, ISequences sequences)
    {
        var datum = _values[0].GetDatum(row);
        return _isById ? new ObjectId((uint)datum.AsInt64()) : sequences.Find(datum.AsText());
    }
}
