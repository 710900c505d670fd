using BTreeDb.Execution.Kernels.Rows;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>A call of a <see cref="RowFunction"/>.</summary>
internal sealed class RowFunctionExpression : VectorExpression
{
    private readonly VectorExpression[] _arguments;
    private readonly RowFunction _function;
    private readonly bool _isStrict;
    private readonly ColumnVector _result;
    private readonly CallFrame _frame;

    /// <summary>Makes a call.</summary>
    /// <param name="function">What is called.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="isStrict">Whether a NULL argument answers NULL without a call.</param>
    /// <param name="type">The type of the result.</param>
    /// <param name="capacity">The most rows of a batch.</param>
    public RowFunctionExpression(
        RowFunction function, VectorExpression[] arguments, bool isStrict, SqlType type, int capacity)
        : base(type)
    {
        _function = function;
        _arguments = arguments;
        _isStrict = isStrict;
        _result = ColumnVector.Create(type, capacity);
        var types = new SqlType[arguments.Length];
        for (var i = 0; i < types.Length; i++)
            types[i] = arguments[i].Type;
        _frame = new CallFrame(types, _result);
    }

    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        var isConstant = _arguments.Length > 0;
        for (var i = 0; i < _arguments.Length; i++)
        {
            var vector = _arguments[i].Evaluate(batch, context);
            isConstant &= vector.IsConstant;
            _frame.SetArgument(i, vector);
        }

        _result.Clear();
        _result.IsConstant = isConstant;
        _frame.Begin(context);
        if (isConstant)
        {
            Call(0);
            return _result;
        }

        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
            Call(selection is null ? i : selection[i]);
        return _result;
    }

    private void Call(int row)
    {
        _frame.MoveTo(row);
        if (_isStrict && HasNull())
            _frame.ReturnNull();
        else
            _function(_frame);
    }

    private bool HasNull()
    {
        for (var i = 0; i < _frame.Count; i++)
        {
            if (_frame.IsNull(i))
                return true;
        }

        return false;
    }
}
