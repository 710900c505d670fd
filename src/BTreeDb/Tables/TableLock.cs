using BTreeDb.Primitives;
using BTreeDb.Transactions;

namespace BTreeDb.Tables;

/// <summary>
/// The lock of a table: keeps writers, changes of its definition and LOCK TABLE apart, each until its transaction ends.
/// Plain readers take none: they use the definition of their snapshot. Who cannot have the lock waits for the end of the
/// transaction that is in the way, as for a row, so that deadlocks with row locks are found as well.
/// </summary>
internal sealed class TableLock(long relation)
{
    private readonly Lock _gate = new();
    private readonly List<(LockHolder Holder, TableLockStrength Mode)> _holders = [];
    private LockHolder _waiting;
    private TableLockStrength _waitingMode;

    /// <summary>The number of the table; 0 for the catalog.</summary>
    public long Relation { get; } = relation;

    /// <summary>
    /// No writer has committed after this place in the order of commits: a definer with an older snapshot may not see all
    /// rows.
    /// </summary>
    public ulong LastWrite { get; private set; }

    /// <summary>Takes the lock in one more mode.</summary>
    /// <param name="holder">The transaction.</param>
    /// <param name="mode">The mode, which it does not hold.</param>
    /// <param name="inTheWay">Whom to wait for when the result is false.</param>
    public bool TryAcquire(LockHolder holder, TableLockStrength mode, out LockHolder inTheWay)
    {
        lock (_gate)
        {
            var isKnown = false;
            foreach (var (other, otherMode) in _holders)
            {
                if (other == holder)
                {
                    isKnown = true;
                }
                else if (TableLockConflicts.Between(otherMode, mode))
                {
                    QueueUp(holder, mode);
                    inTheWay = other;
                    return false;
                }
            }

            if (!isKnown && !_waiting.IsNone && _waiting != holder && TableLockConflicts.Between(_waitingMode, mode))
            {
                inTheWay = _waiting;
                return false;
            }

            if (_waiting == holder)
                _waiting = default;
            _holders.Add((holder, mode));
            inTheWay = default;
            return true;
        }
    }

    /// <summary>Lets go of one mode that a transaction holds or waits for.</summary>
    /// <param name="holder">The transaction.</param>
    /// <param name="mode">The mode.</param>
    /// <param name="lastCommitted">The newest commit sequence, if it committed; else 0.</param>
    public void Release(TransactionId holder, TableLockStrength mode, ulong lastCommitted)
    {
        lock (_gate)
        {
            if (_waiting.Id == holder)
                _waiting = default;
            var place = _holders.FindIndex(held => held.Holder.Id == holder && held.Mode == mode);
            if (place < 0)
                return;
            _holders.RemoveAt(place);
            if (mode >= TableLockStrength.RowExclusive)
                LastWrite = Math.Max(LastWrite, lastCommitted);
        }
    }

    /// <summary>Who holds it; for the view of locks.</summary>
    public (LockHolder Holder, TableLockStrength Mode)[] Snapshot()
    {
        lock (_gate)
            return [.. _holders];
    }

    /// <summary>Writers who come later queue up behind somebody who wants the table for himself, or he might wait for ever.</summary>
    private void QueueUp(LockHolder holder, TableLockStrength mode)
    {
        if (_waiting.IsNone && mode >= TableLockStrength.Share)
            (_waiting, _waitingMode) = (holder, mode);
    }
}
