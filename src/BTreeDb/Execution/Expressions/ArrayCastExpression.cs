using BTreeDb.Execution.Vectors;
using BTreeDb.Types;
using BTreeDb.Types.Arrays;

namespace BTreeDb.Execution.Expressions;

/// <summary>Converts the elements of arrays, each chunk of an array as a batch of its own.</summary>
internal sealed class ArrayCastExpression : VectorExpression
{
    private const int ChunkSize = 64;

    private readonly VectorExpression _operand;
    private readonly ColumnVector<TextView> _result;
    private readonly Batch _elements;
    private readonly VectorExpression _conversion;
    private readonly ArrayBuilder _builder = new();
    private readonly ArrayShape _shape = new();
    private readonly ByteWriter _writer = new();

    public ArrayCastExpression(VectorExpression operand, SqlType type, bool isExplicit, int capacity)
        : base(type)
    {
        _operand = operand;
        _result = new ColumnVector<TextView>(type, capacity);
        var from = operand.Type.ElementType;
        _elements = new Batch([ColumnVector.Create(from, ChunkSize)]);
        _conversion = new CastCompiler(new ColumnExpression(0, from), type.ElementType, isExplicit, ChunkSize).Compile();
    }

    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        var source = (ColumnVector<TextView>)_operand.Evaluate(batch, context);
        _result.Clear();
        _result.IsConstant = source.IsConstant;
        if (source.IsConstant)
        {
            Convert(source, 0, context);
            return _result;
        }

        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
            Convert(source, selection is null ? i : selection[i], context);
        return _result;
    }

    private void Convert(ColumnVector<TextView> source, int row, EvaluationContext context)
    {
        if (source.Nulls[row])
        {
            _result.Nulls.SetNull(row);
            return;
        }

        var array = new ArrayView(source.Values[row].Span);
        _builder.Begin(Type.Element);
        for (var at = 0; at < array.Count; at += ChunkSize)
        {
            var count = Math.Min(ChunkSize, array.Count - at);
            var elements = _elements.Columns[0];
            elements.Clear();
            for (var i = 0; i < count; i++)
                ElementVector.Store(array, at + i, elements, i);
            _elements.RowCount = count;
            var converted = _conversion.Evaluate(_elements, context);
            for (var i = 0; i < count; i++)
                ElementVector.Add(_builder, converted, i);
        }

        _shape.Take(array);
        _writer.Reset();
        _builder.Finish(_writer, _shape);
        _result.Values[row] = _result.Arena.Add(_writer.Written);
    }
}
