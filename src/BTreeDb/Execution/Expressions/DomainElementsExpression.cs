using BTreeDb.Execution.Vectors;
using BTreeDb.Types;
using BTreeDb.Types.Arrays;

namespace BTreeDb.Execution.Expressions;

/// <summary>Checks the elements of arrays that become arrays of a domain, each chunk of an array as a batch of its own.</summary>
/// <param name="operand">The arrays.</param>
/// <param name="check">The check over column 0 of a batch of <see cref="ChunkSize"/> elements.</param>
/// <param name="type">The type of arrays of the domain.</param>
internal sealed class DomainElementsExpression(VectorExpression operand, VectorExpression check, SqlType type)
    : VectorExpression(type)
{
    /// <summary>How many elements are checked at a time.</summary>
    public const int ChunkSize = 64;

    private readonly Batch _elements = new([ColumnVector.Create(type.Base.ElementType, ChunkSize)]);

    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        var source = (ColumnVector<TextView>)operand.Evaluate(batch, context);
        var count = source.IsConstant ? Math.Min(batch.Count, 1) : batch.Count;
        for (var i = 0; i < count; i++)
        {
            var row = source.IsConstant ? 0 : batch.Selection is { } selection ? selection[i] : i;
            if (!source.Nulls[row])
                Check(new ArrayView(source.Values[row].Span), context);
        }

        return source;
    }

    private void Check(ArrayView array, EvaluationContext context)
    {
        for (var at = 0; at < array.Count; at += ChunkSize)
        {
            var count = Math.Min(ChunkSize, array.Count - at);
            var elements = _elements.Columns[0];
            elements.Clear();
            for (var i = 0; i < count; i++)
                ElementVector.Store(array, at + i, elements, i);
            _elements.RowCount = count;
            check.Evaluate(_elements, context);
        }
    }
}
