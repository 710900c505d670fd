using BTreeDb.Execution.Vectors;
using BTreeDb.Parsing.Syntax.Queries;
using BTreeDb.Tables;
using BTreeDb.Transactions;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// FOR UPDATE and its kin. A row that changed after the snapshot ends the statement with 40001, which the engine repeats
/// where the user has seen nothing of the old snapshot.
/// </summary>
internal sealed class LockRowsOperator : UnaryOperator
{
    private readonly RowLocking[] _lockings;
    private readonly Table[] _tables;
    private readonly bool _isLimited;
    private readonly Batch _output;
    private Batch? _batch;
    private int _next;

    /// <summary>Locks the rows of an input.</summary>
    /// <param name="input">The rows.</param>
    /// <param name="columns">The number of the input's columns.</param>
    /// <param name="lockings">What to lock.</param>
    /// <param name="isLimited">Lock and yield one row at a time.</param>
    public LockRowsOperator(Operator input, int columns, RowLocking[] lockings, bool isLimited)
        : base(input)
    {
        (_lockings, _isLimited) = (lockings, isLimited);
        _tables = new Table[lockings.Length];
        _output = new Batch(new ColumnVector[columns]);
    }

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        base.Open(context);
        _batch = null;
        for (var i = 0; i < _tables.Length; i++)
        {
            _tables[i] = context.Tables!.GetTable(_lockings[i].Table);
            context.Tables.LockTable(_tables[i], TableLockStrength.RowShare, waits: true);
        }
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (true)
        {
            if (_batch is null)
            {
                _batch = Input.Next();
                _next = 0;
                if (_batch is null)
                    return null;
            }

            Context.CheckCancellation();
            var count = LockBatch(_batch);
            if (_next >= _batch.Count)
                _batch = null;
            if (count > 0)
                return _output;
        }
    }

    /// <summary>Locks rows of a batch from <see cref="_next"/> on: the first that can be had, or all.</summary>
    private int LockBatch(Batch batch)
    {
        Array.Copy(batch.Columns, _output.Columns, batch.Columns.Length);
        _output.RowCount = batch.RowCount;
        var locked = _output.OwnSelection();
        var count = 0;
        while (_next < batch.Count && (count == 0 || !_isLimited))
        {
            var row = batch.Selection is null ? _next : batch.Selection[_next];
            _next++;
            if (TryLock(batch, row))
                locked[count++] = row;
        }

        _output.Select(locked, count);
        return count;
    }

    private bool TryLock(Batch batch, int row)
    {
        for (var i = 0; i < _lockings.Length; i++)
        {
            var locking = _lockings[i];
            var keys = (ColumnVector<TextView>)batch.Columns[locking.KeyPlace];
            var key = keys.Values[keys.IndexOf(row)].Span;
            var outcome = Context.Tables!.LockRow(_tables[i], key, locking.Mode, locking.Wait == RowLockWait.Wait);
            if (outcome == RowLockOutcome.Unavailable && locking.Wait == RowLockWait.NoWait)
                throw TableErrors.RowLockUnavailable(_tables[i].Schema.Name);
            if (outcome != RowLockOutcome.Locked)
                return false;
        }

        return true;
    }
}
