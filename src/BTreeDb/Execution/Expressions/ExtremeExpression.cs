using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>GREATEST and LEAST: the extreme of the operands that are not NULL.</summary>
internal sealed class ExtremeExpression(VectorExpression[] operands, bool isGreatest, SqlType type, int capacity)
    : VectorExpression(type)
{
    private readonly ColumnVector _result = ColumnVector.Create(type, capacity);
    private readonly ColumnVector[] _values = new ColumnVector[operands.Length];
    private readonly ValueComparer _comparer = ValueComparer.Create(type);

    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        for (var i = 0; i < operands.Length; i++)
            _values[i] = operands[i].Evaluate(batch, context);
        _result.Clear();
        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
        {
            var row = selection is null ? i : selection[i];
            _result.CopyRow(Best(row), row, row);
        }

        return _result;
    }

    private ColumnVector Best(int row)
    {
        var best = _values[0];
        for (var i = 1; i < _values.Length; i++)
        {
            var value = _values[i];
            if (value.IsNull(row))
                continue;
            if (best.IsNull(row) || (isGreatest ? _comparer.Compare(value, row, best, row) : _comparer.Compare(best, row, value, row)) > 0)
                best = value;
        }

        return best;
    }
}
