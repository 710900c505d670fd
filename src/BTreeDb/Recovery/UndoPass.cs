using BTreeDb.Primitives;
using BTreeDb.Wal;

namespace BTreeDb.Recovery;

/// <summary>
/// The second part of restart: rolls back the transactions that the crash has interrupted, the one that logged last
/// first. Every step is logged, so a crash in the middle goes on where it stood: a compensation record says what is
/// left to undo, and is never undone itself.
/// </summary>
internal sealed class UndoPass
{
    private readonly WriteAheadLog _log;
    private readonly ILogicalUndo _undo;

    /// <summary>Prepares the pass.</summary>
    public UndoPass(WriteAheadLog log, ILogicalUndo undo)
    {
        _log = log;
        _undo = undo;
    }

    /// <summary>Rolls back all of the transactions.</summary>
    public void Run(List<ActiveTransaction> losers)
    {
        losers.Sort(static (left, right) => right.Last.CompareTo(left.Last));
        foreach (var loser in losers)
            RollBack(loser);
    }

    /// <summary>Frees what committed transactions have left to be freed.</summary>
    public void Reclaim(List<PendingReclaim> reclaims)
    {
        foreach (var reclaim in reclaims)
            _undo.Reclaim(reclaim.Transaction, reclaim.Garbage);
    }

    private void RollBack(ActiveTransaction loser)
    {
        var last = loser.Last;
        var next = loser.Last;
        var reader = _log.OpenReader(next);
        while (!next.IsNone)
        {
            if (!reader.TryReadAt(next, out var record) || record.Transaction != loser.Transaction)
                throw WalErrors.RecordMissing(_log.Path, next);
            switch (record.Kind)
            {
                case LogRecordKind.Change:
                    next = record.Previous;
                    last = _undo.Undo(loser.Transaction, last, next, record.Undo);
                    break;
                case LogRecordKind.Compensation:
                    next = record.UndoNext;
                    break;
                default:
                    next = record.Previous;
                    break;
            }
        }

        LogEnd(loser.Transaction, last);
    }

    private void LogEnd(TransactionId transaction, Lsn last)
    {
        var record = new LogRecordBuilder(LogRecordKind.End, transaction, last);
        try
        {
            _log.Append(ref record);
        }
        finally
        {
            record.Dispose();
        }
    }
}
