using BTreeDb.Primitives;
using BTreeDb.Transactions.Serializability;
using BTreeDb.Trees;
using BTreeDb.Wal;

namespace BTreeDb.Transactions;

/// <summary>
/// Begins and ends transactions, gives out ids and commit sequences, and knows what everybody sees. One per database.
/// </summary>
internal sealed class TransactionSystem : IDisposable
{
    /// <summary>Where the newest commit sequence is published; snapshots read it. Written under the commit gate.</summary>
    internal ulong LastCommitted = TransactionTable.FirstCommit;

    private readonly Lock _commitGate = new();
    private readonly Lock _horizonGate = new();
    private ulong _nextId;
    private ulong _allVisibleBelow;
    private ulong _endedBelow;

    /// <summary>Puts transactions over trees.</summary>
    /// <param name="store">The trees.</param>
    /// <param name="nextId">Above every id used before; what carries a lower stamp is committed.</param>
    /// <param name="budget">How much memory versions may take, and where they go then; null if they stay in memory.</param>
    public TransactionSystem(TreeStore store, TransactionId nextId, VersionBudget? budget = null)
    {
        Store = store;
        Versions = new VersionStore(budget, store.PageSize);
        _nextId = nextId.Value;
        _allVisibleBelow = nextId.Value;
        _endedBelow = nextId.Value;
        Table = new TransactionTable(nextId);
        ChangeUndo = new ChangeUndo(store);
        Reclaimer = new VersionReclaimer(this);
        AdvisoryLocks = new AdvisoryLockTable(this);
    }

    /// <summary>The trees.</summary>
    public TreeStore Store { get; }

    /// <summary>Every stamp below is of a transaction that has committed and is seen by every snapshot.</summary>
    public TransactionId AllVisibleBelow => new(Volatile.Read(ref _allVisibleBelow));

    /// <summary>Every transaction with an id below has ended, and if it committed, every snapshot to come sees it.</summary>
    public TransactionId EndedBelow => new(Volatile.Read(ref _endedBelow));

    /// <summary>The id that the next transaction that writes will get.</summary>
    public TransactionId NextId => new(Volatile.Read(ref _nextId));

    /// <summary>The old versions that readers may need.</summary>
    public VersionStore Versions { get; }

    /// <summary>Takes old versions and ghosts away when nobody needs them.</summary>
    public VersionReclaimer Reclaimer { get; }

    /// <summary>Bytes that running and recent transactions keep in version arenas.</summary>
    public long VersionBytes => ChunkPool.RentedBytes;

    /// <summary>Whether they keep more than the budget allows.</summary>
    public bool IsOverVersionBudget => ChunkPool.RentedBytes > Versions.BudgetBytes;

    /// <summary>Rows that are locked without having been changed.</summary>
    public RowLockTable RowLocks { get; } = new();

    /// <summary>Locks on numbers of the application's choice.</summary>
    public AdvisoryLockTable AdvisoryLocks { get; }

    /// <summary>Serializable transactions and their conflicts.</summary>
    public SerializationGraph Serialization { get; } = new();

    /// <summary>Snapshots in use.</summary>
    public SnapshotRegistry Snapshots { get; } = new();

    /// <summary>Takes changes back.</summary>
    internal ChangeUndo ChangeUndo { get; }

    /// <summary>What became of recent transactions.</summary>
    internal TransactionTable Table { get; }

    /// <summary>Memory of version arenas.</summary>
    internal VersionChunkPool ChunkPool { get; } = new();

    /// <summary>Waiting for each other.</summary>
    internal TransactionWaits Waits { get; } = new();

    /// <summary>Begins a transaction.</summary>
    /// <param name="isolation">What it sees of others.</param>
    /// <param name="readOnly">Whether writes are refused.</param>
    /// <param name="reuse">A transaction that has ended and that nobody else refers to, to be begun again.</param>
    /// <param name="predicateLocksMax">How many keys and ranges of one tree a serializable one notes before they merge.</param>
    /// <param name="session">The session that runs it, for messages and views.</param>
    public Transaction Begin(
        IsolationLevel isolation = IsolationLevel.Snapshot, bool readOnly = false, Transaction? reuse = null,
        int predicateLocksMax = Transaction.DefaultPredicateLocksMax, int session = 0)
    {
        var transaction = reuse ?? new Transaction(this);
        transaction.Begin(isolation, readOnly, predicateLocksMax, session);
        return transaction;
    }

    /// <summary>Calls back for each transaction that runs and has an id; for the view of locks. Not one moment's state.</summary>
    public void VisitRunning(Action<Transaction, TransactionId> visit)
    {
        for (var id = EndedBelow.Value; id < NextId.Value; id++)
        {
            if (Table.Owner(id) is { } owner)
                visit(owner, new TransactionId(id));
        }
    }

    /// <summary>Stops the background work and frees all memory. No transaction may be in use.</summary>
    public void Dispose()
    {
        Reclaimer.Dispose();
        Versions.Dispose();
        ChunkPool.Dispose();
    }

    /// <summary>Gives a transaction its id.</summary>
    internal void AssignId(Transaction transaction)
    {
        Store.Log.ThrowIfPoisoned();
        lock (_commitGate)
        {
            if (_nextId > TransactionId.MaxValue)
                throw TransactionErrors.OutOfTransactionIds();
            var id = _nextId;
            Table.Enter(id, transaction);
            transaction.Id = new TransactionId(id);
            if (transaction.Node is { } node)
                node.Id = transaction.Id;
            // After the table: whoever sees the id as given out finds its owner.
            Volatile.Write(ref _nextId, id + 1);
        }
    }

    /// <summary>Commits and waits until the commit is durable.</summary>
    internal void Commit(Transaction transaction)
    {
        if (!BeginCommit(transaction, out var lsn))
            return;
        try
        {
            Store.Log.Flush(lsn);
        }
        catch
        {
            // Whether it committed shows after reopening; until then nobody sees it, and nobody can write.
            transaction.ReleaseSnapshot();
            throw;
        }

        Publish(transaction);
    }

    /// <summary>
    /// Commits without waiting until the commit is durable (the exception to X2): a crash may take it back, but only with
    /// all that was logged later.
    /// </summary>
    internal void CommitUnflushed(Transaction transaction)
    {
        if (BeginCommit(transaction, out _))
            Publish(transaction);
    }

    /// <summary>Commits; the task completes when the commit is durable.</summary>
    internal async ValueTask CommitAsync(Transaction transaction, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!BeginCommit(transaction, out var lsn))
            return;
        // Not cancelled from here on: the commit is in the log.
        try
        {
            await Store.Log.FlushAsync(lsn, CancellationToken.None).ConfigureAwait(false);
        }
        catch
        {
            transaction.ReleaseSnapshot();
            throw;
        }

        Publish(transaction);
    }

    /// <summary>Takes all changes back and ends the transaction.</summary>
    internal unsafe void Rollback(Transaction transaction)
    {
        transaction.CheckActive();
        try
        {
            Undo(transaction, 0, isEnd: true);
            if (!transaction.Id.IsNone)
                LogEnd(transaction);
        }
        finally
        {
            transaction.State = TransactionState.RolledBack;
            transaction.ReleaseSnapshot();
            LeaveGraph(transaction, isCommitted: false);
        }

        transaction.Arena.Clear();
        if (transaction.Id.IsNone)
            return;
        Table.Finish(transaction.Id.Value, TransactionTable.RolledBack);
        transaction.ReleaseRowLocks(0);
        transaction.SignalChange();
        AdvanceHorizon();
    }

    /// <summary>Moves a transaction's older changes to a file if memory runs short. The caller holds no latch.</summary>
    /// <exception cref="Diagnostics.EngineException">53100 or 58030: the file cannot be written; nothing has changed.</exception>
    internal void SpillIfOverBudget(Transaction transaction)
    {
        if (IsOverVersionBudget && (transaction.Arena.IsWorthSpilling || Versions.BudgetBytes == 0))
            transaction.Arena.Spill(Versions, null, all: Versions.BudgetBytes == 0);
    }

    /// <summary>Takes changes back, newest first, down to a number of them.</summary>
    internal unsafe void Undo(Transaction transaction, long until, bool isEnd = false)
    {
        var arena = transaction.Arena;
        try
        {
            while (arena.Count > until)
            {
                var entry = arena.Last;
                if (entry->Kind != VersionKind.DroppedTree)
                {
                    transaction.LastLsn = ChangeUndo.Undo(
                        transaction.Id, transaction.LastLsn, new Lsn(entry->PreviousLsn), UndoPayload.Of(entry));
                }

                // The page first, then the store (X3): a reader that finds neither version reads the page again.
                Versions.Unlink(entry);
                // Of a transaction that is rolled back whole nobody meets the stamp again.
                if (entry->IsSpilled && !isEnd)
                    arena.Spilled!.Remove(entry);
                arena.RemoveLast();
            }
        }
        catch (Exception failure)
        {
            // Half a rollback is no state to go on with; restart will finish it.
            Store.Log.Poison(failure);
            throw;
        }
    }

    /// <summary>How many commits the oldest snapshot does not see.</summary>
    public ulong SnapshotLag => Volatile.Read(ref LastCommitted) is var last && OldestSnapshot() is var oldest && last > oldest
        ? last - oldest
        : 0;

    /// <summary>No snapshot in use, now or later, is older than the result.</summary>
    internal ulong OldestSnapshot() => Snapshots.Oldest(ref LastCommitted);

    /// <summary>
    /// Moves <see cref="AllVisibleBelow"/> past the transactions that have ended and are seen by all, and
    /// <see cref="EndedBelow"/> past those that have ended. If another thread is at it, leaves it to him.
    /// </summary>
    internal void AdvanceHorizon()
    {
        if (!_horizonGate.TryEnter())
            return;
        try
        {
            var latest = Volatile.Read(ref LastCommitted);
            var oldest = OldestSnapshot();
            var next = Volatile.Read(ref _nextId);
            var below = _allVisibleBelow;
            while (below < next && IsSeenByAll(Table.Read(below), oldest))
                below++;
            var ended = Math.Max(_endedBelow, below);
            while (ended < next && IsSeenByAll(Table.Read(ended), latest))
                ended++;
            Volatile.Write(ref _endedBelow, ended);
            if (below == _allVisibleBelow)
                return;
            Volatile.Write(ref _allVisibleBelow, below);
            Table.ForgetBelow(below);
        }
        finally
        {
            _horizonGate.Exit();
        }
    }

    private static bool IsSeenByAll(ulong state, ulong oldest) =>
        state == TransactionTable.RolledBack || (state >= TransactionTable.FirstCommit && state <= oldest);

    /// <summary>False if there was nothing to commit, and then the transaction has ended.</summary>
    private unsafe bool BeginCommit(Transaction transaction, out Lsn lsn)
    {
        transaction.PrepareCommit();
        lsn = Lsn.None;
        if (transaction.Arena.Count == 0)
        {
            EndWithoutChanges(transaction);
            return false;
        }

        // A restore to a point in time goes by it.
        var time = new Lsn((ulong)TimeProvider.System.GetUtcNow().Ticks);
        var record = new LogRecordBuilder(LogRecordKind.Commit, transaction.Id, transaction.LastLsn, time);
        try
        {
            var garbage = Garbage.Length(transaction.Arena);
            if (garbage > 0)
                Garbage.Write(transaction.Arena, record.SetUndo(garbage));
            lsn = Store.Log.Append(ref record);
            transaction.State = TransactionState.Committing;
            return true;
        }
        finally
        {
            record.Dispose();
        }
    }

    /// <summary>
    /// Makes a durable commit visible. Until here others wait for the transaction or see what was before it, so nobody
    /// has seen anything that a crash could take back.
    /// </summary>
    private void Publish(Transaction transaction)
    {
        transaction.ReleaseSnapshot();
        ulong sequence;
        lock (_commitGate)
        {
            sequence = LastCommitted + 1;
            Table.Finish(transaction.Id.Value, sequence);
            Volatile.Write(ref LastCommitted, sequence);
            Reclaimer.Retire(transaction, sequence);
        }

        LeaveGraph(transaction, isCommitted: true);
        transaction.ReleaseRowLocks(0);
        transaction.State = TransactionState.Committed;
        transaction.SignalChange();
        Reclaimer.ReclaimAfterCommit();
        AdvanceHorizon();
    }

    private void EndWithoutChanges(Transaction transaction)
    {
        transaction.ReleaseSnapshot();
        if (!transaction.Id.IsNone)
        {
            if (!transaction.LastLsn.IsNone)
                LogEnd(transaction);
            Table.Finish(transaction.Id.Value, TransactionTable.RolledBack);
        }

        transaction.Arena.Clear();
        LeaveGraph(transaction, isCommitted: true);
        transaction.ReleaseRowLocks(0);
        transaction.State = TransactionState.Committed;
        if (transaction.Id.IsNone)
            return;
        transaction.SignalChange();
        AdvanceHorizon();
    }

    private void LeaveGraph(Transaction transaction, bool isCommitted)
    {
        if (transaction.Node is not null)
            Serialization.End(transaction, isCommitted);
    }

    private void LogEnd(Transaction transaction)
    {
        if (transaction.LastLsn.IsNone)
            return;
        var record = new LogRecordBuilder(LogRecordKind.End, transaction.Id, transaction.LastLsn);
        try
        {
            Store.Log.Append(ref record);
        }
        finally
        {
            record.Dispose();
        }
    }
}
