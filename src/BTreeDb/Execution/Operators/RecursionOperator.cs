using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// A recursion. Rows are handed on as they come and kept for the next round, so that a reader who stops early stops an
/// endless one, too. Without ALL, rows that came before are dropped.
/// </summary>
internal sealed class RecursionOperator(Operator start, Operator step, WorkTable work, bool isAll) : Operator
{
    private readonly KeyTable? _seen = isAll ? null : KeyTable.Create(work.Types);
    private readonly NewKeys _new = new();
    private int[] _numberOf = new int[Batch.DefaultCapacity];
    private StatementContext _context = null!;
    private Operator? _current;

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        _context = context;
        Forget();
        _current = start;
        start.Open(context);
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (_current is not null)
        {
            _context.CheckCancellation();
            if (_current.Next() is not { } batch)
            {
                NextRound();
                continue;
            }

            if (batch.Count == 0 || _seen is not null && !KeepUnseen(batch))
                continue;
            work.Coming.Append(batch.Columns, RowList.Of(batch), _context);
            return batch;
        }

        return null;
    }

    /// <inheritdoc/>
    public override void Close()
    {
        start.Close();
        step.Close();
        _current = null;
        Forget();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        start.Dispose();
        step.Dispose();
    }

    private void NextRound()
    {
        _current!.Close();
        work.Advance();
        _current = work.Current.Count > 0 ? step : null;
        _current?.Open(_context);
    }

    private bool KeepUnseen(Batch batch)
    {
        if (_numberOf.Length < batch.RowCount)
            _numberOf = new int[batch.RowCount];
        var known = _seen!.Count;
        _seen.FindOrAdd(batch.Columns, batch, _numberOf);
        var rows = RowList.Of(batch);
        var target = batch.OwnSelection();
        var kept = _new.Select(rows, _numberOf, known, _seen.Count, target);
        batch.Select(target, kept);
        return kept > 0;
    }

    private void Forget()
    {
        _seen?.Clear();
        work.Clear();
    }
}
