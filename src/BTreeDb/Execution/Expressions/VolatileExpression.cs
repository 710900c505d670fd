using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>A function without arguments that differs from row to row: <c>random()</c>, <c>gen_random_uuid()</c>.</summary>
internal sealed class VolatileExpression<T>(SqlType type, Func<EvaluationContext, T> next, int capacity)
    : VectorExpression(type)
    where T : struct
{
    private readonly ColumnVector<T> _result = new(type, capacity);

    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
            _result.Values[selection is null ? i : selection[i]] = next(context);
        return _result;
    }
}
