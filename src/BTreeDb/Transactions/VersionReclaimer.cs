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

    /// <summary>As many committed transactions waiting for old snapshots to end are worth a thread that looks for it.</summary>
    private const int RetiredBeforeThread = 256;

    private readonly TransactionSystem _system;
    private readonly Lock _gate = new();
    private readonly Lock _deferredGate = new();
    private readonly Queue<RetiredTransaction> _retired = new();
    private readonly Queue<RetiredTransaction> _deferred = new();
    private readonly Queue<(TreeId Tree, byte[] Key)> _suggested = new();
    private readonly Stack<VersionArena> _spare = new();
    private readonly AutoResetEvent _wake = new(false);
    private Thread? _thread;
    private volatile bool _stopping;

    /// <summary>Reclaims for a system.</summary>
    public VersionReclaimer(TransactionSystem system) => _system = system;

    /// <summary>Whether ghosts and dead chains are left to <see cref="ReclaimNow"/>; for tests that look at them.</summary>
    public bool IsPaused { get; set; }

    /// <summary>The first thing that went wrong in the background, if any.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Committed transactions that something is still kept of.</summary>
    public int PendingCount
    {
        get
        {
            lock (_gate)
                return _retired.Count + _deferred.Count;
        }
    }

    /// <summary>
    /// Takes over what a transaction leaves behind. Called in the order of commits, under the commit gate: a tree must
    /// not be freed before the ghosts in it are purged.
    /// </summary>
    public void Retire(Transaction transaction, ulong sequence)
    {
        var arena = transaction.Arena;
        if (!arena.HasLinkedEntries && !arena.HasDeferredWork)
        {
            arena.Clear();
            return;
        }

        lock (_gate)
        {
            var replacement = _spare.TryPop(out var spare) ? spare : new VersionArena(_system.ChunkPool);
            var retired = new RetiredTransaction(transaction.Id, sequence, transaction.DetachArena(replacement));
            (arena.HasDeferredWork ? _deferred : _retired).Enqueue(retired);
            if ((arena.HasDeferredWork || _retired.Count > RetiredBeforeThread) && !IsPaused)
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
        ReclaimDeferred();
        PurgeSuggested();
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
        if (_retired.Count == 0 || !_gate.TryEnter())
            return;
        try
        {
            var oldest = _system.OldestSnapshot();
            for (var i = 0; i < limit && _retired.TryPeek(out var retired) && retired.Sequence <= oldest; i++)
            {
                _retired.Dequeue();
                for (var entry = retired.Arena.Last; entry != null; entry = entry->Earlier)
                    _system.Versions.Unlink(entry);
                Recycle(retired.Arena);
            }
        }
        finally
        {
            _gate.Exit();
        }
    }

    private void ReclaimDeferred()
    {
        lock (_deferredGate)
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
                    for (var entry = retired.Arena.Last; entry != null; entry = entry->Earlier)
                        _system.Versions.Unlink(entry);
                    lock (_gate)
                        Recycle(retired.Arena);
                }
            }
        }
    }

    private void PurgeSuggested()
    {
        lock (_deferredGate)
        {
            while (TryDequeueSuggestion(out var tree, out var key))
                PurgeGhosts(new BTree(_system.Store, tree), key, default);
        }
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
        lock (_gate)
        {
            if (!_deferred.TryPeek(out retired) || retired.Sequence > oldest)
                return false;
            _deferred.Dequeue();
            return true;
        }
    }

    private void Recycle(VersionArena arena)
    {
        arena.Clear();
        if (_spare.Count < SpareArenas)
            _spare.Push(arena);
    }

    private void PurgeGhosts(in RetiredTransaction retired)
    {
        for (var entry = retired.Arena.Last; entry != null; entry = entry->Earlier)
        {
            if (entry->Kind == VersionKind.Deleted)
                PurgeGhosts(new BTree(_system.Store, new TreeId(entry->Tree)), VersionEntry.Key(entry), retired.Id);
        }
    }

    /// <summary>In one log record, so that after a crash either all is freed or the commit record tells what to free.</summary>
    private void FreeGarbage(in RetiredTransaction retired)
    {
        var length = Garbage.Length(retired.Arena);
        if (length == 0)
            return;
        // A dropped tree may be among it, and nobody who knows the tree is left to suggest anything anew.
        lock (_gate)
            _suggested.Clear();
        var garbage = new byte[length];
        Garbage.Write(retired.Arena, garbage);
        _system.ChangeUndo.Reclaim(retired.Id, garbage);
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
