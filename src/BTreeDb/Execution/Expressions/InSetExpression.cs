using System.Runtime.CompilerServices;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>[NOT] IN over constants: one look-up in a hash set a row, whatever the length of the list.</summary>
internal sealed class InSetExpression<T, TOrder> : VectorExpression
    where T : struct
    where TOrder : struct, IValueOrder<T>
{
    private readonly VectorExpression _operand;
    private readonly ColumnVector<byte> _result;
    private readonly ColumnVector<T> _constants;
    private readonly ValueSet<T, TOrder> _set;
    private readonly bool _hasNull;
    private readonly bool _isNegated;

    public InSetExpression(VectorExpression operand, Datum[] constants, bool isNegated, int capacity)
        : base(SqlType.Boolean)
    {
        _operand = operand;
        _isNegated = isNegated;
        _result = new ColumnVector<byte>(SqlType.Boolean, capacity);
        _constants = new ColumnVector<T>(operand.Type, Math.Max(constants.Length, 1));
        _set = new ValueSet<T, TOrder>(constants.Length);
        for (var i = 0; i < constants.Length; i++)
        {
            _constants.SetDatum(i, constants[i]);
            if (constants[i].IsNull)
                _hasNull = true;
            else
                _set.Add(_constants.Values[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        var source = (ColumnVector<T>)_operand.Evaluate(batch, context);
        _result.Clear();
        _result.IsConstant = source.IsConstant;
        if (source.IsConstant)
        {
            Test(source, 0);
            return _result;
        }

        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
            Test(source, selection is null ? i : selection[i]);
        return _result;
    }

    private void Test(ColumnVector<T> source, int row)
    {
        if (source.Nulls[row])
        {
            _result.Nulls.SetNull(row);
            return;
        }

        var found = _set.Contains(source.Values[row]);
        if (!found && _hasNull)
            _result.Nulls.SetNull(row);
        _result.Values[row] = (byte)(found != _isNegated ? 1 : 0);
    }
}
