using BTreeDb.Catalog;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>A call of a function whose body runs for each row, or once where nothing differs between the rows.</summary>
internal sealed class RoutineExpression : VectorExpression
{
    private readonly RoutineSchema _routine;
    private readonly VectorExpression[] _arguments;
    private readonly SqlType[] _types;
    private readonly ColumnVector[] _vectors;
    private readonly Datum[] _values;
    private readonly ColumnVector _result;

    /// <summary>Makes a call.</summary>
    public RoutineExpression(RoutineSchema routine, VectorExpression[] arguments, SqlType type, int capacity)
        : base(type)
    {
        (_routine, _arguments) = (routine, arguments);
        _types = Array.ConvertAll(arguments, static argument => argument.Type);
        _vectors = new ColumnVector[arguments.Length];
        _values = new Datum[arguments.Length];
        _result = ColumnVector.Create(type, capacity);
    }

    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        var isConstant = _routine.Volatility != RoutineVolatility.Volatile;
        for (var i = 0; i < _arguments.Length; i++)
        {
            _vectors[i] = _arguments[i].Evaluate(batch, context);
            isConstant &= _vectors[i].IsConstant;
        }

        _result.Clear();
        _result.IsConstant = isConstant;
        if (isConstant)
        {
            Call(0, context);
            return _result;
        }

        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
            Call(selection is null ? i : selection[i], context);
        return _result;
    }

    private void Call(int row, EvaluationContext context)
    {
        var isNull = false;
        for (var i = 0; i < _values.Length; i++)
        {
            _values[i] = _vectors[i].GetDatum(row);
            isNull |= _values[i].IsNull;
        }

        var value = isNull && _routine.IsStrict
            ? Datum.Null
            : (context.Routines ?? throw ExpressionErrors.NoRoutines(_routine.Name)).Call(_routine, _types, _values, Type);
        _result.SetDatum(row, value);
    }
}
