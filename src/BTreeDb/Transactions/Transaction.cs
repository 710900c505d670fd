using BTreeDb.Primitives;
using BTreeDb.Transactions.Serializability;

namespace BTreeDb.Transactions;

/// <summary>
/// A unit of work: a snapshot to read by, and from its first write on an id, undo information and a place in the log.
/// Used by one thread at a time. Every transaction ends in <see cref="Commit"/>, <see cref="CommitAsync"/>,
/// <see cref="Rollback"/> or <see cref="Dispose"/>, which rolls back what is still active.
/// </summary>
internal sealed unsafe class Transaction : IDisposable
{
    /// <summary>So many locks of reads for each tree unless somebody says otherwise.</summary>
    public const int DefaultPredicateLocksMax = 1024;

    private readonly object _endGate = new();
    private int _slot = -1;
    private int _newestSlot = -1;
    private long _waitCount;

    /// <summary>Made by <see cref="TransactionSystem.Begin"/>.</summary>
    internal Transaction(TransactionSystem system)
    {
        System = system;
        Arena = new VersionArena(system.ChunkPool);
        State = TransactionState.RolledBack;
    }

    /// <summary>What the transaction is part of.</summary>
    public TransactionSystem System { get; }

    /// <summary>What it sees of others.</summary>
    public IsolationLevel Isolation { get; private set; }

    /// <summary>Whether writes are refused.</summary>
    public bool IsReadOnly { get; private set; }

    /// <summary>Where it stands.</summary>
    public TransactionState State { get; internal set; }

    /// <summary>What it reads by.</summary>
    public Snapshot Snapshot { get; private set; }

    /// <summary>The session that runs it, as messages and views call it; 0 for none.</summary>
    public int Session { get; private set; }

    /// <summary>Its id; none before its first write.</summary>
    public TransactionId Id { get; internal set; }

    /// <summary>Cancels waits for other transactions.</summary>
    public CancellationToken Cancellation { get; set; }

    /// <summary>
    /// When waits end because the statement's time is up, on the clock of <see cref="Environment.TickCount64"/>.
    /// </summary>
    public long StatementDeadline { get; set; } = long.MaxValue;

    /// <summary>How long one wait for another transaction may take, in milliseconds.</summary>
    public long LockTimeoutMs { get; set; } = long.MaxValue;

    /// <summary>How many keys and ranges of one tree a serializable transaction notes as read before they merge.</summary>
    public int PredicateLocksMax { get; private set; } = DefaultPredicateLocksMax;

    /// <summary>What a serializable transaction reads is noted here; null for all others, and where nothing can happen.</summary>
    internal SerializableTransaction? Node { get; set; }

    /// <summary>Whether what it reads is noted, so that it can be aborted for that.</summary>
    public bool IsTracked => Node is not null;

    /// <summary>Its last log record.</summary>
    internal Lsn LastLsn { get; set; }

    /// <summary>The row locks that it holds, in the order in which it took them.</summary>
    internal List<HeldRowLock> RowLocks { get; } = [];

    /// <summary>How often it has begun to wait for a moment; tells a waiter from one who works.</summary>
    internal long WaitCount => Volatile.Read(ref _waitCount);

    /// <summary>What it can take back, and the older versions that others may see.</summary>
    internal VersionArena Arena { get; private set; }

    /// <summary>Where its last accesses ended; kept from one life to the next.</summary>
    internal LeafHints Leaves { get; } = new();

    /// <summary>Whom it waits for; deadlock detection follows it, under the gate of the graph.</summary>
    internal WaitEdge? Waiting { get; set; }

    /// <summary>What it sees, by what everybody sees now. Take it anew before reading a page.</summary>
    public Visibility Visibility =>
        new(System.Table, System.AllVisibleBelow, Id, Snapshot);

    /// <summary>
    /// Moves the snapshot to what is committed now: read committed does so before every statement. No cursor of an
    /// earlier statement may be read afterwards, and what a serializable transaction has read until now is forgotten.
    /// </summary>
    public void RefreshSnapshot()
    {
        CheckActive();
        if (Isolation != IsolationLevel.Serializable)
        {
            TakeSnapshot();
            return;
        }

        if (Node is not null)
            System.Serialization.End(this, isCommitted: false);
        System.Serialization.Begin(this);
    }

    /// <summary>Changes what the transaction is like, before anything was read.</summary>
    public void Configure(IsolationLevel isolation, bool readOnly)
    {
        CheckActive();
        if (Node is not null)
            System.Serialization.End(this, isCommitted: false);
        Isolation = isolation;
        IsReadOnly = readOnly;
        RefreshSnapshot();
    }

    /// <summary>Lets a read-only transaction wait for a snapshot with which no conflict can touch it.</summary>
    public void AwaitSafeSnapshot() => System.Serialization.AwaitSafeSnapshot(this);

    /// <summary>A new statement: a read-only transaction found to be safe notes its reads no longer.</summary>
    public void LeaveIfSafe() => System.Serialization.LeaveIfSafe(this);

    /// <summary>
    /// Makes sure that no conflict of serializable transactions stands against the commit, which is to follow. Commits do so
    /// by themselves; for who can still begin anew.
    /// </summary>
    public void PrepareCommit()
    {
        CheckActive();
        if (Node is { } node)
            System.Serialization.Prepare(node);
    }

    /// <summary>
    /// Reads by what is committed now, until <see cref="UseSnapshot"/> goes back: what checks a constraint must not miss
    /// what others have committed. Both snapshots are registered meanwhile. Not to be nested.
    /// </summary>
    /// <returns>The transaction's own snapshot.</returns>
    public Snapshot UseNewestSnapshot()
    {
        CheckActive();
        var own = Snapshot;
        Invariant.Holds(_newestSlot < 0, "X1");
        Snapshot = new Snapshot(System.Snapshots.Acquire(ref System.LastCommitted, out _newestSlot));
        return own;
    }

    /// <summary>Reads by the transaction's own snapshot again.</summary>
    public void UseSnapshot(Snapshot own)
    {
        System.Snapshots.Release(_newestSlot);
        _newestSlot = -1;
        Snapshot = own;
    }

    /// <summary>Makes all changes visible to later snapshots, when they are as durable as the setting says.</summary>
    /// <exception cref="Diagnostics.EngineException">58030: the log has failed; the outcome shows after reopening.</exception>
    public void Commit() => System.Commit(this);

    /// <summary>
    /// Commits without waiting for the log, for what may be lost in a crash together with everything that depends on it.
    /// </summary>
    public void CommitUnflushed() => System.CommitUnflushed(this);

    /// <summary>As <see cref="Commit"/>, without holding a thread while the log is being written.</summary>
    public ValueTask CommitAsync(CancellationToken cancellation = default) => System.CommitAsync(this, cancellation);

    /// <summary>Takes all changes back.</summary>
    public void Rollback() => System.Rollback(this);

    /// <summary>A place to which <see cref="RollbackTo"/> can return.</summary>
    public SavepointMark Mark() => new(Arena.Count, RowLocks.Count);

    /// <summary>Takes back the changes after a mark.</summary>
    /// <param name="mark">The mark.</param>
    /// <param name="keepsLocks">Whether row locks taken after the mark are kept.</param>
    public void RollbackTo(SavepointMark mark, bool keepsLocks = false)
    {
        CheckActive();
        System.Undo(this, mark.Changes);
        if (!keepsLocks)
            ReleaseRowLocks(mark.RowLocks);
        SignalChange();
    }

    /// <summary>Rolls back what is still active. A second call does nothing.</summary>
    public void Dispose()
    {
        if (State == TransactionState.Active)
            Rollback();
    }

    /// <summary>Begins the life, or the next life, of the object.</summary>
    internal void Begin(IsolationLevel isolation, bool readOnly, int predicateLocksMax, int session)
    {
        Invariant.Holds(State is TransactionState.Committed or TransactionState.RolledBack, "X1");
        Isolation = isolation;
        IsReadOnly = readOnly;
        Id = default;
        LastLsn = default;
        Cancellation = default;
        StatementDeadline = long.MaxValue;
        LockTimeoutMs = long.MaxValue;
        PredicateLocksMax = predicateLocksMax;
        Session = session;
        if (isolation == IsolationLevel.Serializable)
            System.Serialization.Begin(this);
        else
            TakeSnapshot();
        State = TransactionState.Active;
    }

    /// <summary>Makes sure that the transaction may write and has an id.</summary>
    internal void PrepareWrite()
    {
        CheckActive();
        if (IsReadOnly)
            TransactionErrors.ThrowReadOnly();
        if (Id.IsNone)
            System.AssignId(this);
    }

    /// <summary>Makes sure that the transaction has an id, by which others can tell that it waits.</summary>
    internal void PrepareWait()
    {
        CheckActive();
        if (Id.IsNone)
            System.AssignId(this);
    }

    /// <summary>Remembers a change that is about to be made.</summary>
    /// <param name="change">What will take it back.</param>
    /// <param name="isLinked">Whether others may need the version that is replaced.</param>
    /// <param name="hash">The key's hash in the version store, if it is linked.</param>
    internal void AddVersion(in UndoPayload change, bool isLinked, uint hash = 0)
    {
        var entry = Arena.Add(change.Key.Length, change.Value.Length);
        entry->NewerStamp = Id.Value;
        entry->OlderStamp = change.Older.Stamp.Value;
        entry->OlderFlags = change.Older.Flags;
        entry->PreviousLsn = LastLsn.Value;
        entry->Tree = change.Tree.Value;
        entry->Kind = change.Kind;
        change.Key.CopyTo(new Span<byte>(entry + 1, change.Key.Length));
        change.Value.CopyTo(new Span<byte>((byte*)(entry + 1) + change.Key.Length, change.Value.Length));
        var hasGarbage = change.Kind == VersionKind.DroppedTree || (change.Older.IsOverflow && !change.Older.IsGhost);
        Arena.HasGarbage |= hasGarbage;
        Arena.HasDeferredWork |= hasGarbage || change.Kind == VersionKind.Deleted;
        if (!isLinked)
            return;
        entry->Hash = hash;
        Arena.HasLinkedEntries = true;
        System.Versions.Link(entry);
    }

    /// <summary>Gives back row locks, the newest first, down to a number of them.</summary>
    internal void ReleaseRowLocks(int kept)
    {
        for (var i = RowLocks.Count - 1; i >= kept; i--)
        {
            System.RowLocks.Release(this, RowLocks[i]);
            RowLocks.RemoveAt(i);
        }
    }

    /// <summary>Takes the snapshot of what is committed now, instead of an older one if there is one.</summary>
    internal void TakeSnapshot()
    {
        // Before the sequence, which must not be older.
        var seenBelow = System.EndedBelow;
        var sequence = _slot < 0
            ? System.Snapshots.Acquire(ref System.LastCommitted, out _slot)
            : System.Snapshots.Refresh(_slot, ref System.LastCommitted);
        Snapshot = new Snapshot(sequence, seenBelow);
    }

    /// <summary>Gives up the snapshot.</summary>
    internal void ReleaseSnapshot()
    {
        if (_slot < 0)
            return;
        System.Snapshots.Release(_slot);
        _slot = -1;
    }

    /// <summary>Hands the arena over and gets an empty one; the other may outlive the transaction.</summary>
    internal VersionArena DetachArena(VersionArena replacement)
    {
        var detached = Arena;
        Arena = replacement;
        return detached;
    }

    /// <summary>Wakes whoever waits for the end, or for something that was taken back.</summary>
    internal void SignalChange()
    {
        lock (_endGate)
            Monitor.PulseAll(_endGate);
    }

    /// <summary>Whether the transaction with an id, which was or is this one, has ended.</summary>
    internal bool HasEnded(TransactionId id) => Id != id || System.Table.Read(id.Value) != TransactionTable.Running;

    /// <summary>
    /// Waits until the transaction with an id, which was or is this one, ends or takes something back, at most a given
    /// time.
    /// </summary>
    /// <returns>Whether it has.</returns>
    internal bool AwaitChange(TransactionId id, int timeoutMs)
    {
        lock (_endGate)
            return HasEnded(id) || Monitor.Wait(_endGate, timeoutMs);
    }

    /// <summary>The transaction waits for a moment.</summary>
    internal void CountWait() => Interlocked.Increment(ref _waitCount);

    /// <summary>Throws unless the transaction is active.</summary>
    internal void CheckActive()
    {
        if (State != TransactionState.Active)
            throw new InvalidOperationException("The transaction has ended.");
    }
}
