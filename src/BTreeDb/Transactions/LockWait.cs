namespace BTreeDb.Transactions;

/// <summary>
/// One wait for a row or a lock, which may consist of several waits for transactions: it began once, and that is what
/// the lock timeout counts from.
/// </summary>
internal record struct LockWait
{
    private long _since;
    private bool _hasBegun;

    /// <summary>For how long the wait lasts, in milliseconds; the first question begins it.</summary>
    public long ElapsedMs(long now)
    {
        if (!_hasBegun)
            (_since, _hasBegun) = (now, true);
        return now - _since;
    }
}
