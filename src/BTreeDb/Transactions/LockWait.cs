namespace BTreeDb.Transactions;

/// <summary>
/// One wait for a row or a lock, which may consist of several waits for transactions: it began once, and that is what
/// the lock timeout counts from. Costs nothing before the first of them.
/// </summary>
/// <param name="target">What is waited for.</param>
/// <param name="key">The row's key, in memory that outlives the wait.</param>
internal ref struct LockWait(LockTarget target, ReadOnlySpan<byte> key = default)
{
    private long _since;

    /// <summary>What is waited for.</summary>
    public readonly LockTarget Target { get; } = target;

    /// <summary>The row's key.</summary>
    public readonly ReadOnlySpan<byte> Key { get; } = key;

    /// <summary>When the wait began, in UTC ticks; zero before the first question for its length.</summary>
    public long BeganAt { get; private set; }

    /// <summary>For how long the wait lasts, in milliseconds; the first question begins it.</summary>
    public long ElapsedMs(long now)
    {
        if (BeganAt == 0)
            (_since, BeganAt) = (now, TimeProvider.System.GetUtcNow().Ticks);
        return now - _since;
    }
}
