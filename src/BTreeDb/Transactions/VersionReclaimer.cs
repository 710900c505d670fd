using BTreeDb.Primitives;
using BTreeDb.Trees;
using BTreeDb.Wal;

namespace BTreeDb.Transactions;

/// <summary>
/// Takes away what committed transactions leave behind, once every snapshot sees them: old versions in the store, and
/// on pages their ghosts, the chains of replaced values and the pages of dropped trees. The former costs little and is
/// done by whoever commits; the latter is the work of a background thread.
/// </summary>
internal sealed unsafe class VersionReclaimer : IDisposable
{
    private const int PollMs = 50;
    private const int SpareArenas = 64;
    private const int BatchOfCommit = 16;
    private const int SuggestionsMax = 1024;

    /// <summary>After so many committed transactions more that wait for old snapshots to end the thread looks for it.</summary>
    private const int RetiredBeforeThread = 256;

    /// <summary>A file of spilled batches takes so much before the next is begun, and more when there is more already.</summary>
    private const long SpilledBytesMin = 256 << 20;
    private const int SpilledShare = 4;

    private readonly TransactionSystem _system;
    private readonly Lock _gate = new();

    /// <summary>Held for all of the background's work.</summary>
    private readonly Lock _workGate = new();
    private readonly RetiredQueue _retired;
    private readonly RetiredQueue _deferred;
    private readonly Queue<(TreeId Tree, byte[] Key)> _suggested = new();
    private readonly Stack<VersionArena> _spare = new();
    private readonly AutoResetEvent _wake = new(false);
    private SpilledVersions? _spilled;
    private Thread? _thread;
    private volatile bool _stopping;

    /// <summary>Reclaims for a system.</summary>
    public VersionReclaimer(TransactionSystem system)
    {
        _system = system;
        _retired = new RetiredQueue(system.ChunkPool);
        _deferred = new RetiredQueue(system.ChunkPool);
    }

    /// <summary>Whether ghosts and dead chains are left to <see cref="ReclaimNow"/>; for tests that look at them.</summary>
    public bool IsPaused { get; set; }

    /// <summary>How many committed transactions wait one by one before they are put together; low in tests.</summary>
    public int RecentMax
    {
        get => _retired.RecentMax;
        set => _retired.RecentMax = _deferred.RecentMax = value;
    }

    /// <summary>The first thing that went wrong in the background, if any.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Committed transactions, or batches of them, that something is still kept of.</summary>
    public int PendingCount
    {
        get
        {
            lock (_gate)
                return _retired.RecentCount + _deferred.RecentCount + _retired.BatchCount + _deferred.BatchCount;
        }
    }

    /// <summary>
    /// Takes over what a transaction leaves behind. Called in the order of commits, under the commit gate: a tree must
    /// not be freed before the ghosts in it are purged.
    /// </summary>
    public void Retire(Transaction transaction, ulong sequence)
    {
        var arena = transaction.Arena;
        if (!arena.HasLinkedEntries && !arena.HasDeferredWork && arena.Spilled is null)
        {
            arena.Clear();
            return;
        }

        lock (_gate)
        {
            var replacement = _spare.TryPop(out var spare) ? spare : new VersionArena(_system.ChunkPool);
            var retired = new RetiredTransaction(transaction.Id, sequence, transaction.DetachArena(replacement));
            var queue = arena.HasDeferredWork ? _deferred : _retired;
            queue.Enqueue(retired);
            if (IsPaused)
                return;
            if (queue.RecentCount % RetiredBeforeThread == 0 || (arena.HasDeferredWork && queue.RecentCount == 1))
                EnsureThread();
        }
    }

    /// <summary>
    /// Says that the leaf of a key has ghosts that everybody sees as deleted: those of a transaction before a crash, or
    /// that came back by a rollback, nobody else remembers.
    /// </summary>
    public void Suggest(TreeId tree, ReadOnlySpan<byte> key)
    {
        lock (_gate)
        {
            if (_suggested.Count >= SuggestionsMax)
                return;
            _suggested.Enqueue((tree, key.ToArray()));
            if (!IsPaused)
                EnsureThread();
        }
    }

    /// <summary>Does a little of the cheap work; called after a commit, holding nothing.</summary>
    public void ReclaimAfterCommit() => ReclaimSome(BatchOfCommit);

    /// <summary>Does all work that can be done now, on the calling thread.</summary>
    public void ReclaimNow()
    {
        _system.AdvanceHorizon();
        ReclaimSome(int.MaxValue);
        lock (_workGate)
        {
            ReclaimBatches();
            ReclaimDeferred();
            PurgeSuggested();
            Compact(_retired);
            Compact(_deferred);
            SpillBatches();
        }

        _system.AdvanceHorizon();
    }

    /// <summary>Stops the background thread, and does what is left to do if the log still takes records.</summary>
    public void Dispose()
    {
        _stopping = true;
        _wake.Set();
        _thread?.Join();
        _wake.Dispose();
        if (!_system.Store.Log.IsPoisoned)
            TryReclaimNow();
    }

    private void EnsureThread()
    {
        if (_thread is null && !_stopping)
        {
            _thread = new Thread(Run) { IsBackground = true, Name = "BTreeDb purger" };
            _thread.Start();
        }

        _wake.Set();
    }

    private void Run()
    {
        while (!_stopping)
        {
            // While something waits for snapshots to end, nobody tells when they do.
            _wake.WaitOne(PendingCount > 0 ? PollMs : Timeout.Infinite);
            if (_stopping || IsPaused)
                continue;
            TryReclaimNow();
        }
    }

    private void TryReclaimNow()
    {
        try
        {
            ReclaimNow();
        }
        catch (Exception failure)
        {
            // What failed is left for the next opening; the log is poisoned if it was worse than that.
            Failure ??= failure;
        }
    }

    /// <summary>Takes out of the store what nobody needs. If another thread is at it, leaves it to him.</summary>
    private void ReclaimSome(int limit)
    {
        if (_retired.RecentCount == 0 || !_gate.TryEnter())
            return;
        List<VersionArena>? spilled = null;
        try
        {
            var oldest = _system.OldestSnapshot();
            for (var i = 0; i < limit && _retired.TryDequeueRecent(oldest, out var retired); i++)
            {
                retired.Arena.Unlink(_system.Versions);
                if (retired.Arena.Spilled is null)
                    Recycle(retired.Arena);
                else
                    (spilled ??= []).Add(retired.Arena);
            }
        }
        finally
        {
            _gate.Exit();
        }

        // Deleting big files takes its time, and others want the gate.
        foreach (var arena in spilled ?? [])
            arena.Clear();
    }

    private void ReclaimBatches()
    {
        while (_retired.TryDequeueBatch(_system.OldestSnapshot(), out var batch))
        {
            batch.Arena.Unlink(_system.Versions);
            batch.Arena.Clear();
        }
    }

    private void ReclaimDeferred()
    {
        while (TryDequeueDeferred(out var retired))
        {
            try
            {
                PurgeGhosts(retired);
                FreeGarbage(retired);
            }
            finally
            {
                retired.Arena.Unlink(_system.Versions);
                lock (_gate)
                    Recycle(retired.Arena);
            }
        }
    }

    private void PurgeSuggested()
    {
        while (TryDequeueSuggestion(out var tree, out var key))
            PurgeGhosts(new BTree(_system.Store, tree), key, default);
    }

    /// <summary>
    /// Puts together what old snapshots hold, without the versions that none of them sees. In small steps, for
    /// committers want the gate.
    /// </summary>
    private void Compact(RetiredQueue queue)
    {
        var live = _system.Snapshots.Live(ref _system.LastCommitted);
        while (queue.IsLong)
        {
            lock (_gate)
            {
                if (queue.IsLong && queue.Compact(_system, live) is { } emptied)
                    Recycle(emptied);
            }
        }

        queue.Prune(_system, live);
    }

    /// <summary>Moves batches to files, the oldest first, until the rest is within the budget.</summary>
    private void SpillBatches()
    {
        while (_system.IsOverVersionBudget && (_retired.FirstInMemory() ?? _deferred.FirstInMemory()) is { } batch)
        {
            if (_spilled is null || _spilled.Bytes > SpilledBytesMin + (_system.Versions.SpilledBytes / SpilledShare))
                OpenSpilled();
            batch.Arena.Spill(_system.Versions, _spilled, all: true);
        }

        if (_retired.BatchCount + _deferred.BatchCount == 0)
            CloseSpilled();
    }

    private void OpenSpilled()
    {
        CloseSpilled();
        _spilled = _system.Versions.OpenSpilled();
        _spilled.Acquire();
    }

    private void CloseSpilled()
    {
        _spilled?.Release();
        _spilled = null;
    }

    private bool TryDequeueSuggestion(out TreeId tree, out byte[] key)
    {
        lock (_gate)
        {
            var found = _suggested.TryDequeue(out var suggestion);
            (tree, key) = suggestion;
            return found;
        }
    }

    private bool TryDequeueDeferred(out RetiredTransaction retired)
    {
        var oldest = _system.OldestSnapshot();
        if (_deferred.TryDequeueBatch(oldest, out var batch))
        {
            retired = batch.AsRetired();
            return true;
        }

        retired = default;
        if (_deferred.BatchCount > 0)
            return false;
        lock (_gate)
            return _deferred.TryDequeueRecent(oldest, out retired);
    }

    private void Recycle(VersionArena arena)
    {
        arena.Clear();
        if (_spare.Count < SpareArenas)
            _spare.Push(arena);
    }

    private void PurgeGhosts(in RetiredTransaction retired)
    {
        using var walk = retired.Arena.Walk();
        // A transaction goes to and fro between few trees: the table's and its indexes'.
        var trees = new Dictionary<TreeId, BTree>();
        while (walk.MoveNext())
        {
            var entry = walk.Current;
            if (entry->Kind != VersionKind.Deleted)
                continue;
            var id = new TreeId(entry->Tree);
            if (!trees.TryGetValue(id, out var tree))
                trees.Add(id, tree = new BTree(_system.Store, id));
            var writer = retired.Id.IsNone ? new TransactionId(entry->PreviousLsn) : retired.Id;
            // The first ghost of a leaf has taken the others along: who looks needs no latch, and disturbs nobody.
            if (tree.MayHaveGhosts(VersionEntry.Key(entry)))
                PurgeGhosts(tree, VersionEntry.Key(entry), writer);
        }
    }

    /// <summary>In one log record each, so that after a crash either all is freed or the commit record tells what to free.</summary>
    private void FreeGarbage(in RetiredTransaction retired)
    {
        var length = Garbage.Length(retired.Arena);
        if (length > 0)
        {
            var garbage = new byte[length];
            Garbage.Write(retired.Arena, garbage);
            FreeGarbage(retired.Id, garbage);
        }

        foreach (var (transaction, garbage) in retired.Garbage ?? [])
            FreeGarbage(transaction, garbage);
    }

    private void FreeGarbage(TransactionId transaction, byte[] garbage)
    {
        // A dropped tree may be among it, and nobody who knows the tree is left to suggest anything anew.
        lock (_gate)
            _suggested.Clear();
        _system.ChangeUndo.Reclaim(transaction, garbage);
    }

    /// <summary>Purges the leaf of a key of all ghosts that nobody needs, those of one transaction among them.</summary>
    private void PurgeGhosts(BTree tree, ReadOnlySpan<byte> key, TransactionId writer)
    {
        var log = _system.Store.Log;
        log.EnsureSpace(_system.Store.StructureLogBytes);
        var underfull = false;
        var leaf = tree.LatchLeaf(key);
        var record = new LogRecordBuilder(LogRecordKind.Structure);
        try
        {
            // Others may have purged it already, put a record over a ghost, or taken a deletion back.
            if (leaf.PurgeGhosts(ref record, _system.AllVisibleBelow, writer))
            {
                leaf.Seal(log.Append(ref record));
                underfull = PageMerge.IsUnderfull(leaf.Leaf.Node);
            }
        }
        finally
        {
            record.Dispose();
            leaf.Dispose();
        }

        if (underfull)
            tree.Structure.MergeIfUnderfull(key);
    }
}
