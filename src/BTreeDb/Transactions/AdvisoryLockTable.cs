namespace BTreeDb.Transactions;

/// <summary>
/// Locks on numbers that mean something to the application only. Held by sessions, so a waiter waits for what the
/// holder's transaction waits for, if it runs one: deadlocks with rows and tables are found. One gate for all: they are
/// few, and held for long.
/// </summary>
internal sealed class AdvisoryLockTable(TransactionSystem system)
{
    /// <summary>How long a waiter sleeps when the holder is between transactions.</summary>
    private const int PauseMs = 20;

    private readonly object _gate = new();
    private readonly Dictionary<AdvisoryKey, List<AdvisoryLock>> _locks = [];

    /// <summary>Takes a lock, once more if the session has it already.</summary>
    /// <param name="owner">The session; its transaction is active.</param>
    /// <param name="key">What to lock.</param>
    /// <param name="isShared">Together with others who share it.</param>
    /// <param name="ofTransaction">Until the transaction ends or rolls back behind this.</param>
    /// <param name="waits">Whether to wait for whoever is in the way.</param>
    /// <returns>Whether the session has the lock.</returns>
    public bool Acquire(AdvisoryLockOwner owner, AdvisoryKey key, bool isShared, bool ofTransaction, bool waits)
    {
        for (var wait = new LockWait(LockTarget.Advisory(key, isShared)); !TryAcquire(owner, key, isShared, ofTransaction, out var inTheWay);)
        {
            if (!waits)
                return false;
            WaitFor(owner.Current!, inTheWay!, ref wait);
        }

        return true;
    }

    /// <summary>Gives back what the session has taken for itself; false if it has not.</summary>
    public bool Release(AdvisoryLockOwner owner, AdvisoryKey key, bool isShared)
    {
        lock (_gate)
        {
            var held = new AdvisoryLock(owner, key, isShared);
            var place = owner.OfSession.LastIndexOf(held);
            if (place < 0)
                return false;
            owner.OfSession.RemoveAt(place);
            Remove(held);
            Monitor.PulseAll(_gate);
        }

        owner.Current?.SignalChange();
        return true;
    }

    /// <summary>Gives back everything that the session has taken for itself.</summary>
    public void ReleaseSession(AdvisoryLockOwner owner) => Release(owner, owner.OfSession, 0);

    /// <summary>Gives back what went with the transaction, the newest first, down to a number of locks.</summary>
    public void ReleaseTransaction(AdvisoryLockOwner owner, int kept) => Release(owner, owner.OfTransaction, kept);

    /// <summary>The locks that are held; for the view of locks.</summary>
    public List<AdvisoryLock> List()
    {
        var locks = new List<AdvisoryLock>();
        lock (_gate)
        {
            foreach (var holders in _locks.Values)
                locks.AddRange(holders);
        }

        return locks;
    }

    private bool TryAcquire(
        AdvisoryLockOwner owner, AdvisoryKey key, bool isShared, bool ofTransaction, out AdvisoryLockOwner? inTheWay)
    {
        lock (_gate)
        {
            inTheWay = null;
            if (!_locks.TryGetValue(key, out var holders))
                _locks.Add(key, holders = []);
            foreach (var holder in holders)
            {
                if (holder.Owner == owner || (holder.IsShared && isShared))
                    continue;
                inTheWay = holder.Owner;
                return false;
            }

            var held = new AdvisoryLock(owner, key, isShared);
            holders.Add(held);
            (ofTransaction ? owner.OfTransaction : owner.OfSession).Add(held);
            return true;
        }
    }

    private void Release(AdvisoryLockOwner owner, List<AdvisoryLock> locks, int kept)
    {
        // Only the session itself changes its lists, so it may look without the gate.
        if (locks.Count <= kept)
            return;
        lock (_gate)
        {
            for (var i = locks.Count - 1; i >= kept; i--)
            {
                Remove(locks[i]);
                locks.RemoveAt(i);
            }

            Monitor.PulseAll(_gate);
        }

        owner.Current?.SignalChange();
    }

    private void Remove(AdvisoryLock held)
    {
        var holders = _locks[held.Key];
        holders.Remove(held);
        if (holders.Count == 0)
            _locks.Remove(held.Key);
    }

    private void WaitFor(Transaction waiter, AdvisoryLockOwner holder, ref LockWait wait)
    {
        waiter.PrepareWait();
        var other = holder.Current;
        var id = other?.Id ?? default;
        if (!id.IsNone && !other!.HasEnded(id))
        {
            system.Waits.Wait(waiter, other, id, ref wait);
            return;
        }

        system.Waits.ThrowIfOver(waiter, ref wait);
        waiter.CountWait();
        var edge = system.Waits.EnterIdle(waiter, holder.Session, wait);
        lock (_gate)
            Monitor.Wait(_gate, PauseMs);
        system.Waits.Leave(edge);
    }
}
