using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>Skips the offset's rows and stops asking its input once the limit is reached.</summary>
internal sealed class LimitOperator(Operator input, ConstantValue? limit, ConstantValue? offset) : UnaryOperator(input)
{
    private long _toSkip;
    private long _toYield;

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        var limits = RowLimits.Evaluate(limit, offset, context);
        _toSkip = limits.Offset;
        _toYield = limits.Limit;
        base.Open(context);
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (_toYield > 0 && Input.Next() is { } batch)
        {
            var count = batch.Count;
            if (count <= _toSkip)
            {
                _toSkip -= count;
                continue;
            }
            Cut(batch, (int)_toSkip, (int)Math.Min(count - _toSkip, _toYield));
            _toSkip = 0;
            _toYield -= batch.Count;
            return batch;
        }
        return null;
    }

    /// <summary>Lets only some of the counted rows count.</summary>
    private static void Cut(Batch batch, int first, int count)
    {
        if (first == 0 && count == batch.Count)
            return;
        var rows = batch.OwnSelection();
        for (var i = 0; i < count; i++)
            rows[i] = batch.Selection is null ? first + i : batch.Selection[first + i];
        batch.Select(rows, count);
    }
}
