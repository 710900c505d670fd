using BTreeDb.Primitives;

namespace BTreeDb.Transactions.Serializability;

/// <summary>
/// Serializable snapshot isolation (Cahill, Röhm, Fekete, SIGMOD 2008; Ports and Grittner, VLDB 2012): snapshots, and aborts
/// of transactions that could be part of a cycle. Knows the serializable transactions that run and those that have committed
/// while a concurrent one runs. Its gate is held when one begins or ends, and when an edge is found; reads only write into
/// notes of their own, and writers look through the notes of the others without the gate.
/// </summary>
internal sealed class SerializationGraph
{
    /// <summary>So many committed transactions are remembered on their own.</summary>
    internal const int FinishedMax = 128;

    private const int SpareMax = 64;

    private readonly Lock _gate = new();
    private readonly List<SerializableTransaction> _active = [];
    private readonly Queue<SerializableTransaction> _finished = new();
    private readonly Stack<SerializableTransaction> _spare = new();
    private readonly ForgottenTransactions _forgotten = new();
    private SerializableTransaction?[] _slots = new SerializableTransaction?[64];
    private int _slotsUsed;
    private ulong _lastOrder;
    private long _failures;

    /// <summary>Off in tests that show what happens then: serializable is snapshot isolation.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>How many transactions had to give way, or were told to.</summary>
    public long Failures => Volatile.Read(ref _failures);

    /// <summary>Serializable transactions that run.</summary>
    public int ActiveCount
    {
        get
        {
            lock (_gate)
                return _active.Count;
        }
    }

    /// <summary>Serializable transactions that are remembered on their own: those that run, and ended ones beside them.</summary>
    public int TrackedCount
    {
        get
        {
            lock (_gate)
            {
                var count = 0;
                foreach (var node in _slots)
                    count += node is null ? 0 : 1;
                return count;
            }
        }
    }

    /// <summary>Takes a transaction's snapshot and tracks it, unless nothing can happen to it.</summary>
    public void Begin(Transaction transaction)
    {
        if (!IsOn)
        {
            transaction.TakeSnapshot();
            return;
        }

        lock (_gate)
        {
            // Under the gate, so that nobody commits between the snapshot and its place in the order of commits.
            transaction.TakeSnapshot();
            if (transaction.IsReadOnly && !HasWriters())
                return;
            var node = _spare.TryPop(out var spare) ? spare : new SerializableTransaction();
            node.Begin(_lastOrder, transaction.IsReadOnly, transaction.PredicateLocksMax, transaction.Session);
            node.Id = transaction.Id;
            if (node.IsReadOnly)
                SafeSnapshots.Await(node, _active);
            _active.Add(node);
            Enter(node);
            transaction.Node = node;
        }
    }

    /// <summary>A transaction that is found to be safe is tracked no longer.</summary>
    public void LeaveIfSafe(Transaction transaction)
    {
        if (transaction.Node is { Safety: SnapshotSafety.Safe })
            End(transaction, isCommitted: false);
    }

    /// <summary>
    /// Waits until a read-only transaction has a snapshot with which it can run as if alone (READ ONLY DEFERRABLE).
    /// </summary>
    public void AwaitSafeSnapshot(Transaction transaction)
    {
        var wait = new LockWait(default);
        while (transaction.Node is { } node)
        {
            if (node.Safety == SnapshotSafety.Unknown)
            {
                transaction.System.Waits.ThrowIfOver(transaction, ref wait);
                transaction.CountWait();
                SafeSnapshots.Wait(node);
                continue;
            }

            var isSafe = node.Safety == SnapshotSafety.Safe;
            End(transaction, isCommitted: false);
            if (!isSafe)
                transaction.RefreshSnapshot();
        }
    }

    /// <summary>A transaction has changed a record: whoever has read it, or its absence, came before.</summary>
    public void OnWritten(SerializableTransaction writer, TreeId tree, ReadOnlySpan<byte> key)
    {
        if (writer.IsDoomed)
            throw Count(SerializationErrors.Pivot("conflict in checking"));
        writer.HasWritten = true;
        Interlocked.MemoryBarrier();
        var hash = VersionStore.Hash(tree, key);
        var slots = Volatile.Read(ref _slots);
        var used = Math.Min(Volatile.Read(ref _slotsUsed), slots.Length);
        for (var i = 0; i < used; i++)
        {
            if (Volatile.Read(ref slots[i]) is { } reader && reader != writer && IsConcurrent(reader, writer)
                && reader.Reads.Covers(tree, hash, key))
                AddEdge(reader, writer, writer);
        }

        // After the others, for that is where they go to.
        if (_forgotten.LastCommit > writer.SnapshotOrder && _forgotten.Reads.Covers(tree, hash, key))
            AddEdgeFromForgotten(writer);
    }

    /// <summary>A transaction has come across a version that it does not see, or one that replaced what it sees.</summary>
    public void OnUnseen(SerializableTransaction reader, ulong stamp)
    {
        if (reader.IsDoomed)
            throw Count(SerializationErrors.Pivot("conflict out checking"));
        if (reader.LastStamp == stamp)
            return;
        lock (_gate)
        {
            if (FindWriter(stamp) is { } writer)
                AddEdgeTo(writer, reader);
            else if (_forgotten.TryFindWriter(stamp, out var firstOut))
                AddEdgeToForgotten(reader, stamp, firstOut);
        }

        reader.LastStamp = stamp;
    }

    /// <summary>
    /// An insert has met a record that its transaction does not see. If the transaction has read what was before that
    /// writer wrote, it comes before him, and must not hear of him.
    /// </summary>
    public void OnDuplicate(SerializableTransaction reader, ulong stamp)
    {
        lock (_gate)
        {
            if (FindWriter(stamp) is { } writer && reader.Out.Contains(writer))
                throw Count(SerializationErrors.Pivot("conflict out checking"));
        }
    }

    /// <summary>The contents of a tree, or what it said about them, will be found in another one from now on.</summary>
    public void MoveReads(TreeId from, TreeId to)
    {
        lock (_gate)
        {
            foreach (var node in _slots)
            {
                // Who runs may read the old tree later on.
                if (node is not null && (!node.IsCommitted || node.Reads.Touches(from)))
                    node.Reads.AddTree(to);
            }

            if (_forgotten.LastCommit != 0 && _forgotten.Reads.Touches(from))
                _forgotten.Reads.AddTree(to);
        }
    }

    /// <summary>The test before a commit; what it lets through commits. A second call does nothing.</summary>
    /// <exception cref="Diagnostics.EngineException">40001.</exception>
    public void Prepare(SerializableTransaction node)
    {
        if (node.IsPrepared)
            return;
        lock (_gate)
        {
            if (node.IsDoomed)
                throw Count(SerializationErrors.Pivot("commit attempt"));
            foreach (var pivot in node.In)
            {
                if (!DangerousStructure.HasUncommittedPivot(node, pivot))
                    continue;
                // The pivot rather than this one: repeated after this one's commit, it gets through.
                if (pivot.IsPrepared)
                    throw Count(SerializationErrors.PreparedPivot());
                Doom(pivot);
            }

            node.PrepareOrder = ++_lastOrder;
        }
    }

    /// <summary>A transaction has become visible, or is rolled back.</summary>
    public void End(Transaction transaction, bool isCommitted)
    {
        var node = transaction.Node!;
        transaction.Node = null;
        lock (_gate)
        {
            SafeSnapshots.Leave(node);
            if (isCommitted)
                Commit(node);
            SafeSnapshots.Decide(node);
            _active.Remove(node);
            if (isCommitted)
                _finished.Enqueue(node);
            else
                Release(node);
            ReleaseFinished();
        }
    }

    /// <summary>Lists what transactions have read that run, or have run beside one that does.</summary>
    public List<PredicateLock> ListLocks()
    {
        var locks = new List<PredicateLock>();
        lock (_gate)
        {
            foreach (var node in _slots)
                node?.Reads.List(node.Session, node.Id, locks);
            if (_forgotten.LastCommit != 0)
                _forgotten.Reads.List(0, default, locks);
        }

        return locks;
    }

    /// <summary>Whether a reader runs still, or did when the writer began.</summary>
    private static bool IsConcurrent(SerializableTransaction reader, SerializableTransaction writer) =>
        reader.CommitOrder > writer.SnapshotOrder;

    /// <summary>Marks the commit, and keeps of the edges what may matter to those who still run.</summary>
    private void Commit(SerializableTransaction node)
    {
        node.CommitOrder = ++_lastOrder;
        node.IsReadOnly |= !node.HasWritten;
        // The first of the forgotten committed after the snapshot, and when is not known.
        if (node.HasForgottenOut)
            node.FirstOutOrder = node.SnapshotOrder;
        for (var i = node.Out.Count - 1; i >= 0; i--)
        {
            var writer = node.Out[i];
            if (!writer.IsCommitted)
                continue;
            if (!node.IsReadOnly)
                node.FirstOutOrder = Math.Min(node.FirstOutOrder, writer.PrepareOrder);
            writer.In.Remove(node);
            node.Out.RemoveAt(i);
        }

        for (var i = node.In.Count - 1; i >= 0; i--)
        {
            var reader = node.In[i];
            if (!reader.IsCommitted && !reader.IsReadOnly)
                continue;
            reader.Out.Remove(node);
            node.In.RemoveAt(i);
        }
    }

    private bool HasWriters()
    {
        foreach (var node in _active)
        {
            if (!node.IsReadOnly && !node.IsDoomed)
                return true;
        }

        return false;
    }

    private SerializableTransaction? FindWriter(ulong stamp)
    {
        for (var i = 0; i < _slotsUsed; i++)
        {
            if (_slots[i] is { } node && node.Id.Value == stamp)
                return node;
        }

        return null;
    }

    /// <summary>An edge that the reader has found, by meeting what the writer wrote.</summary>
    private void AddEdgeTo(SerializableTransaction writer, SerializableTransaction reader)
    {
        if (writer == reader || writer.IsDoomed)
            return;
        if (writer.HasForgottenOut)
        {
            // The forgotten one committed first; whether before the reader's snapshot, nobody knows.
            if (writer.IsPrepared)
                throw Count(SerializationErrors.ConflictOutToOldPivot(writer.Id.Value));
            Doom(writer);
            return;
        }

        if (reader.IsReadOnly && writer.IsCommitted && writer.FirstOutOrder > reader.SnapshotOrder)
            return;
        AddEdge(reader, writer, reader);
    }

    private void AddEdge(SerializableTransaction reader, SerializableTransaction writer, SerializableTransaction self)
    {
        lock (_gate)
        {
            // Who has left the graph meanwhile is of no interest, or forgotten, where the writer looks last.
            if (_slots[reader.Slot] != reader || reader.IsDoomed || !IsConcurrent(reader, writer) || reader.Out.Contains(writer))
                return;
            if (DangerousStructure.IsCompletedBy(reader, writer))
            {
                if (self == writer)
                    throw Count(SerializationErrors.Pivot("write"));
                if (writer.IsPrepared)
                    throw Count(SerializationErrors.ConflictOutToPivot(writer.Id.Value));
                Doom(writer);
            }

            reader.Out.Add(writer);
            writer.In.Add(reader);
        }
    }

    private void AddEdgeFromForgotten(SerializableTransaction writer)
    {
        lock (_gate)
        {
            if (writer.HasForgottenOut)
                throw Count(SerializationErrors.Pivot("write"));
            writer.HasForgottenIn = true;
        }
    }

    private void AddEdgeToForgotten(SerializableTransaction reader, ulong stamp, ulong firstOut)
    {
        if (firstOut != SerializableTransaction.Never && (!reader.IsReadOnly || firstOut <= reader.SnapshotOrder))
            throw Count(SerializationErrors.ConflictOutToOldPivot(stamp));
        if (reader.HasForgottenIn || reader.In.Count > 0)
            throw Count(SerializationErrors.PivotToOld(stamp));
        reader.HasForgottenOut = true;
    }

    private void Doom(SerializableTransaction node)
    {
        node.IsDoomed = true;
        Interlocked.Increment(ref _failures);
    }

    private Diagnostics.EngineException Count(Diagnostics.EngineException failure)
    {
        Interlocked.Increment(ref _failures);
        return failure;
    }

    private void Enter(SerializableTransaction node)
    {
        var place = 0;
        while (place < _slotsUsed && _slots[place] is not null)
            place++;
        if (place == _slots.Length)
        {
            var slots = new SerializableTransaction?[_slots.Length * 2];
            _slots.CopyTo(slots, 0);
            Volatile.Write(ref _slots, slots);
        }

        node.Slot = place;
        Volatile.Write(ref _slots[place], node);
        if (place == _slotsUsed)
            Volatile.Write(ref _slotsUsed, place + 1);
    }

    /// <summary>Lets go of the committed transactions that no running one is concurrent to, and of what is too much.</summary>
    private void ReleaseFinished()
    {
        var oldest = SerializableTransaction.Never;
        foreach (var node in _active)
            oldest = Math.Min(oldest, node.SnapshotOrder);
        if (_forgotten.LastCommit != 0 && _forgotten.LastCommit <= oldest)
            _forgotten.Clear();
        while (_finished.TryPeek(out var node) && (node.CommitOrder <= oldest || _finished.Count > FinishedMax))
        {
            _finished.Dequeue();
            if (node.CommitOrder > oldest)
                Forget(node);
            Release(node);
        }
    }

    private void Forget(SerializableTransaction node)
    {
        _forgotten.Add(node);
        foreach (var writer in node.Out)
            writer.HasForgottenIn = true;
        foreach (var reader in node.In)
            reader.HasForgottenOut = true;
    }

    private void Release(SerializableTransaction node)
    {
        foreach (var writer in node.Out)
            writer.In.Remove(node);
        foreach (var reader in node.In)
            reader.Out.Remove(node);
        node.Out.Clear();
        node.In.Clear();
        Volatile.Write(ref _slots[node.Slot], null);
        while (_slotsUsed > 0 && _slots[_slotsUsed - 1] is null)
            Volatile.Write(ref _slotsUsed, _slotsUsed - 1);
        node.Reads.Clear();
        if (_spare.Count < SpareMax)
            _spare.Push(node);
    }
}
