using BTreeDb.Binding;
using BTreeDb.Execution.Vectors;
using BTreeDb.Planning.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>A function about the catalog or the session, for each row in turn.</summary>
internal sealed class SystemFunctionExpression(
    FunctionId function, VectorExpression[] arguments, SqlType type, int capacity) : VectorExpression(type)
{
    private readonly ColumnVector _result = ColumnVector.Create(type, capacity);
    private readonly ColumnVector[] _values = new ColumnVector[arguments.Length];
    private readonly Datum[] _row = new Datum[arguments.Length];
    private readonly bool _isStrict = Strictness.IsStrict(function);

    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        var functions = context.SystemFunctions ?? throw ExpressionErrors.NoSession(function);
        for (var i = 0; i < arguments.Length; i++)
            _values[i] = arguments[i].Evaluate(batch, context);
        _result.Clear();
        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
        {
            var row = selection is null ? i : selection[i];
            if (ReadRow(row) && _isStrict)
                _result.Nulls.SetNull(row);
            else
                _result.SetDatum(row, functions.Call(function, _row));
        }

        return _result;
    }

    /// <returns>Whether any argument is NULL.</returns>
    private bool ReadRow(int row)
    {
        var isAnyNull = false;
        for (var i = 0; i < _row.Length; i++)
        {
            _row[i] = _values[i].IsNull(row) ? Datum.Null : _values[i].GetDatum(row);
            isAnyNull |= _row[i].IsNull;
        }

        return isAnyNull;
    }
}
