using BTreeDb.Binding;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;
using BTreeDb.Types.Arrays;

namespace BTreeDb.Execution.Expressions;

/// <summary>
/// <c>left op ANY | ALL (array)</c>. The elements of a row's array are a batch over which the comparison is evaluated with
/// the left value as a constant. NULL when nothing decides and a comparison was NULL.
/// </summary>
internal sealed class QuantifiedExpression : VectorExpression
{
    private const int ChunkSize = 64;

    private readonly VectorExpression _left;
    private readonly VectorExpression _array;
    private readonly byte _deciding;
    private readonly ColumnVector<byte> _result;
    private readonly ColumnVector _value;
    private readonly Batch _elements;
    private readonly VectorExpression _comparison;

    public QuantifiedExpression(
        VectorExpression left, VectorExpression array, FunctionId comparison, VectorExpression? collation, bool isAny, int capacity)
        : base(SqlType.Boolean)
    {
        _left = left;
        _array = array;
        _deciding = (byte)(isAny ? 1 : 0);
        _result = new ColumnVector<byte>(SqlType.Boolean, capacity);
        _value = ColumnVector.Create(left.Type, 1);
        var element = array.Type.ElementType;
        _elements = new Batch([_value, ColumnVector.Create(element, ChunkSize)]);
        VectorExpression[] sides = [new ColumnExpression(0, left.Type), new ColumnExpression(1, element)];
        if (collation is not null)
            sides = Collate(sides, comparison, (ConstantExpression)collation);
        _comparison = FunctionCompiler.Compile(comparison, sides, SqlType.Boolean, ChunkSize);
    }

    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        var left = _left.Evaluate(batch, context);
        var arrays = (ColumnVector<TextView>)_array.Evaluate(batch, context);
        _result.Clear();
        _result.IsConstant = left.IsConstant && arrays.IsConstant;
        if (_result.IsConstant)
        {
            Test(left, arrays, 0, context);
            return _result;
        }

        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
            Test(left, arrays, selection is null ? i : selection[i], context);
        return _result;
    }

    /// <summary>What is compared under a collation: the keys of both sides; matches take the collation themselves.</summary>
    private static VectorExpression[] Collate(VectorExpression[] sides, FunctionId comparison, ConstantExpression collation)
    {
        if (comparison is < FunctionId.Equal or > FunctionId.GreaterOrEqual)
            return [.. sides, collation];
        var isDeterministic = Collation.TryFind(collation.Value.AsText(), out var known) && known.IsDeterministic;
        for (var i = 0; i < sides.Length; i++)
        {
            sides[i] = FunctionCompiler.Compile(
                FunctionId.CollationKey, [sides[i], collation], isDeterministic ? SqlType.Bytea : SqlType.KeyedText, ChunkSize);
        }

        return sides;
    }

    private void Test(ColumnVector left, ColumnVector<TextView> arrays, int row, EvaluationContext context)
    {
        var index = arrays.IndexOf(row);
        if (arrays.Nulls[index])
        {
            _result.Nulls.SetNull(row);
            return;
        }

        var array = new ArrayView(arrays.Values[index].Span);
        _value.Clear();
        _value.CopyRow(left, row, 0);
        _value.IsConstant = true;
        _result.Values[row] = (byte)(1 - _deciding);
        var anyNull = false;
        for (var at = 0; at < array.Count; at += ChunkSize)
        {
            if (Decides(array, at, context, ref anyNull))
            {
                _result.Values[row] = _deciding;
                return;
            }
        }

        if (anyNull)
            _result.Nulls.SetNull(row);
    }

    private bool Decides(in ArrayView array, int at, EvaluationContext context, ref bool anyNull)
    {
        var count = Math.Min(ChunkSize, array.Count - at);
        var elements = _elements.Columns[1];
        elements.Clear();
        for (var i = 0; i < count; i++)
            ElementVector.Store(array, at + i, elements, i);
        _elements.RowCount = count;
        var answers = (ColumnVector<byte>)_comparison.Evaluate(_elements, context);
        for (var i = 0; i < count; i++)
        {
            var answer = answers.IndexOf(i);
            if (answers.Nulls[answer])
                anyNull = true;
            else if (answers.Values[answer] == _deciding)
                return true;
        }

        return false;
    }
}
