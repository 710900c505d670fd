using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>LIMIT WITH TIES: behind the last row of the limit come those that are equal to it in the sort keys.</summary>
internal sealed class TiesOperator(
    Operator input, ConstantValue limit, ConstantValue? offset, RowNeighbours neighbours) : UnaryOperator(input)
{
    private long _toSkip;
    private long _toYield;
    private bool _isDone;

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        if (limit.Evaluate(context).IsNull)
            throw OperatorErrors.NullLimitWithTies();
        var limits = RowLimits.Evaluate(limit, offset, context);
        (_toSkip, _toYield) = (limits.Offset, limits.Limit);
        _isDone = _toYield == 0;
        neighbours.Forget();
        base.Open(context);
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (!_isDone && Input.Next() is { } batch)
        {
            Context.CheckCancellation();
            if (batch.Count > 0 && Cut(batch))
                return batch;
        }

        return null;
    }

    /// <summary>Keeps what is within the limit and its ties; false when that is nothing.</summary>
    private bool Cut(Batch batch)
    {
        var rows = RowList.Of(batch);
        var target = batch.OwnSelection();
        var kept = 0;
        var before = -1;
        foreach (var row in rows)
        {
            if (_toSkip > 0)
            {
                _toSkip--;
                continue;
            }

            if (_toYield <= 0 && !neighbours.AreEqual(batch.Columns, row, before))
            {
                _isDone = true;
                break;
            }

            _toYield--;
            before = row;
            target[kept++] = row;
        }

        if (before >= 0)
            neighbours.Keep(batch.Columns, before);
        batch.Select(target, kept);
        return kept > 0;
    }
}
