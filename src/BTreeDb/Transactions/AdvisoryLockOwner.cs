namespace BTreeDb.Transactions;

/// <summary>A session as the holder of advisory locks, which outlive its transactions.</summary>
internal sealed class AdvisoryLockOwner(int session)
{
    private Transaction? _current;

    /// <summary>The session's number.</summary>
    public int Session { get; } = session;

    /// <summary>The transaction that it runs, or ran last; others wait for that while they wait for the lock.</summary>
    public Transaction? Current
    {
        get => Volatile.Read(ref _current);
        set => Volatile.Write(ref _current, value);
    }

    /// <summary>The locks that go with the transaction, in the order in which they were taken. Guarded by the table.</summary>
    internal List<AdvisoryLock> OfTransaction { get; } = [];

    /// <summary>The locks that stay until they are given back. Guarded by the table.</summary>
    internal List<AdvisoryLock> OfSession { get; } = [];
}
