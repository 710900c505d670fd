using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>IS [NOT] DISTINCT FROM: a comparison to which NULL is a value like others.</summary>
internal sealed class IsDistinctExpression(VectorExpression left, VectorExpression right, bool isNegated, int capacity)
    : VectorExpression(SqlType.Boolean)
{
    private readonly ColumnVector<byte> _result = new(SqlType.Boolean, capacity);
    private readonly ValueComparer _comparer = ValueComparer.Create(left.Type);

    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        var l = left.Evaluate(batch, context);
        var r = right.Evaluate(batch, context);
        _result.Clear();
        _result.IsConstant = l.IsConstant && r.IsConstant;
        if (_result.IsConstant)
        {
            _result.Values[0] = Test(l, r, 0);
            return _result;
        }

        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
        {
            var row = selection is null ? i : selection[i];
            _result.Values[row] = Test(l, r, row);
        }

        return _result;
    }

    private byte Test(ColumnVector l, ColumnVector r, int row) =>
        (byte)(_comparer.AreEqual(l, row, r, row) == isNegated ? 1 : 0);
}
