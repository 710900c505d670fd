using System.Runtime.CompilerServices;
using BTreeDb.Buffers;
using BTreeDb.Primitives;
using BTreeDb.Transactions.Serializability;
using BTreeDb.Trees;
using BTreeDb.Wal;

namespace BTreeDb.Transactions;

/// <summary>
/// A tree as transactions see it: each reads what its snapshot sees, and of two that write one key the first wins. An
/// instance holds no state of the tree and may be shared by threads and transactions.
/// </summary>
internal sealed class VersionedTree
{
    private readonly BTree _tree;
    private readonly OverflowChain _chains;
    private readonly TransactionSystem _system;
    private readonly TreeStore _store;
    private readonly bool _isTracked;

    /// <summary>Names an existing tree.</summary>
    /// <param name="system">The transactions.</param>
    /// <param name="id">The tree.</param>
    /// <param name="isTracked">False for the catalog, whose readers do not serialize.</param>
    public VersionedTree(TransactionSystem system, TreeId id, bool isTracked = true)
    {
        _isTracked = isTracked;
        _system = system;
        _store = system.Store;
        _tree = new BTree(_store, id);
        _chains = new OverflowChain(_store, id);
    }

    /// <summary>What a writer may do with the record that it found.</summary>
    private enum Finding
    {
        Absent,
        Present,
        Blocked,
    }

    /// <summary>The tree's id.</summary>
    public TreeId Id => _tree.Id;

    /// <summary>Bytes of a page.</summary>
    public int PageSize => _store.PageSize;

    /// <summary>The tree below.</summary>
    internal BTree Tree => _tree;

    /// <summary>The tree's overflow chains.</summary>
    internal OverflowChain Chains => _chains;

    /// <summary>
    /// Inserts a record. Waits for a running transaction that has written the key. A record that is committed but not
    /// seen by the snapshot counts as a duplicate, too.
    /// </summary>
    /// <exception cref="Diagnostics.EngineException">40P01, 55P03, 57014, 54000, 53100, 58030, 25006.</exception>
    public InsertOutcome Insert(
        Transaction transaction, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, in LeafPlace near = default) =>
        Write(transaction, key, value, VersionKind.Inserted, near) ? InsertOutcome.Inserted : InsertOutcome.DuplicateKey;

    /// <summary>
    /// Replaces a record's value. Waits for a running transaction that has written the key.
    /// </summary>
    /// <returns>False if there is no record.</returns>
    /// <exception cref="Diagnostics.EngineException">As <see cref="Insert"/>, and 40001: a transaction that the snapshot
    /// does not see has written the key. The caller may roll back and try again; read committed may go back to a mark,
    /// refresh the snapshot and repeat the statement.</exception>
    public bool Update(Transaction transaction, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) =>
        Write(transaction, key, value, VersionKind.Updated, default);

    /// <summary>Deletes a record, as <see cref="Update"/> replaces one.</summary>
    /// <returns>False if there is no record.</returns>
    public bool Delete(Transaction transaction, ReadOnlySpan<byte> key, in LeafPlace near = default) =>
        Write(transaction, key, default, VersionKind.Deleted, near);

    /// <summary>
    /// Finds the leaf of a key and has the processor fetch it, while the caller does something else before it inserts or
    /// deletes the key <c>near</c> there, in the same statement.
    /// </summary>
    public LeafPlace ApproachLeaf(ReadOnlySpan<byte> key) => _tree.ApproachLeaf(key);

    /// <summary>
    /// Locks a record that the transaction sees, until the transaction ends or rolls back behind this. Waits for a
    /// transaction that has changed the record or holds a lock that does not go together with this one, if asked to.
    /// </summary>
    /// <exception cref="Diagnostics.EngineException">40001: the record was changed by a transaction that this one does
    /// not see. 40P01, 55P03, 57014: the wait ended.</exception>
    public RowLockOutcome LockRow(Transaction transaction, ReadOnlySpan<byte> key, RowLockMode mode, bool waits)
    {
        transaction.PrepareWrite();
        for (var wait = new LockWait(LockTarget.Row(Id, "locking"), key); ;)
        {
            if (TryLock(transaction, key, mode, out var isGone, out var owner, out var ownerId))
                return isGone ? RowLockOutcome.Gone : RowLockOutcome.Locked;
            if (owner is not null && !waits)
                return RowLockOutcome.Unavailable;
            WaitFor(transaction, owner, ownerId, ref wait);
        }
    }

    /// <summary>
    /// Locks the record of a key against deletion, as a foreign key that refers to it needs: whatever is committed, seen or
    /// not, or the transaction's own. Waits for a transaction that has deleted it, or locked it for that.
    /// </summary>
    /// <returns>False if there is no record.</returns>
    /// <exception cref="Diagnostics.EngineException">40001: the snapshot has a record that is deleted since. 40P01, 55P03,
    /// 57014: the wait ended.</exception>
    public bool TryLockKey(Transaction transaction, ReadOnlySpan<byte> key, ref RecordBuffer scratch)
    {
        transaction.PrepareWrite();
        for (var wait = new LockWait(LockTarget.Row(Id, "locking"), key); ;)
        {
            var finding = TryLockKey(transaction, key, out var isUncommitted, out var owner, out var ownerId);
            if (finding == Finding.Absent)
            {
                // Gone since the snapshot was taken: who keeps his snapshot cannot tell that from a key that never was.
                if (transaction.Isolation != IsolationLevel.ReadCommitted && TryGet(transaction, key, ref scratch))
                    TransactionErrors.ThrowConcurrentUpdate();
                return false;
            }

            if (finding == Finding.Present)
                return !isUncommitted || IsCommitted(transaction, key, ref scratch);
            WaitFor(transaction, owner, ownerId, ref wait);
        }
    }

    /// <summary>
    /// Locks a key, whether or not there is a record of it: who reserves the same key waits until this transaction ends.
    /// </summary>
    /// <exception cref="Diagnostics.EngineException">40P01, 55P03, 57014: the wait ended.</exception>
    public void ReserveKey(Transaction transaction, ReadOnlySpan<byte> key)
    {
        transaction.PrepareWrite();
        var wait = new LockWait(LockTarget.Row(Id, "inserting"), key);
        while (!_system.RowLocks.TryAcquire(transaction, Id, key, RowLockMode.Update, out var holder))
            WaitFor(transaction, holder.Transaction, holder.Id, ref wait);
    }

    /// <summary>
    /// Makes the records that fill a leaf the tree's last but one, if its last is empty and begins where the run expects it.
    /// </summary>
    internal bool TryAppendLeaf(Transaction transaction, LeafRun run)
    {
        transaction.PrepareWrite();
        _system.SpillIfOverBudget(transaction);
        if (!_tree.Append.TryLatch(run.LowerFence, run.Separator.Length, out var edge))
            return false;
        var record = new LogRecordBuilder(LogRecordKind.Change, transaction.Id, transaction.LastLsn);
        try
        {
            AddRange(transaction, ref record, run, run.Fitting);
            edge.Fill(ref record, run, transaction.Id);
            var lsn = _store.Log.Append(ref record);
            edge.Seal(lsn);
            transaction.LastLsn = lsn;
        }
        finally
        {
            record.Dispose();
            edge.Dispose();
        }

        NoteWrites(transaction, run, run.Fitting);
        return true;
    }

    /// <summary>Puts all records of a run, which fit, into the tree's last leaf, if that is empty and begins there.</summary>
    internal bool TryFillLastLeaf(Transaction transaction, LeafRun run)
    {
        transaction.PrepareWrite();
        _system.SpillIfOverBudget(transaction);
        _store.Log.EnsureSpace(_store.StructureLogBytes);
        var leaf = _tree.LatchLeaf(run.Key(0));
        var record = new LogRecordBuilder(LogRecordKind.Change, transaction.Id, transaction.LastLsn);
        try
        {
            if (!leaf.IsEmptyEnd(run.LowerFence))
                return false;
            AddRange(transaction, ref record, run, run.Count);
            leaf.Fill(ref record, run, transaction.Id);
            var lsn = _store.Log.Append(ref record);
            leaf.Seal(lsn);
            transaction.LastLsn = lsn;
        }
        finally
        {
            record.Dispose();
            leaf.Dispose();
        }

        NoteWrites(transaction, run, run.Count);
        return true;
    }

    /// <summary>
    /// Makes the last leaf of the tree an empty one for a key, and begins a run there.
    /// </summary>
    /// <param name="key">A key.</param>
    /// <param name="valueLength">The length of its value, which shall stay in the leaf.</param>
    /// <param name="run">The run.</param>
    /// <param name="freeBytes">What the key's leaf still takes; first it is to be filled.</param>
    /// <returns>Whether all keys of the leaf are below this one; then the run has begun unless there are free bytes.</returns>
    internal bool TryBeginRun(ReadOnlySpan<byte> key, int valueLength, LeafRun run, out int freeBytes)
    {
        _store.CheckKey(key);
        while (true)
        {
            freeBytes = 0;
            var leaf = _tree.LatchLeaf(key);
            try
            {
                var node = leaf.Leaf.Node;
                if (leaf.Found || leaf.Slot < node.Count)
                    return false;
                if (node.Count == 0 && node.UpperIsInfinite)
                {
                    run.Begin(node.LowerFence);
                    return true;
                }

                if (leaf.HasRoomFor(valueLength))
                {
                    freeBytes = node.FreeBytes;
                    return true;
                }

                if (!node.UpperIsInfinite)
                    return false;
            }
            finally
            {
                leaf.Dispose();
            }

            _tree.Structure.MakeRoom(key, valueLength);
        }
    }

    /// <summary>Whether a value stays in the leaf beside its key.</summary>
    internal bool FitsInline(int keyLength, int valueLength) => _store.FitsInline(keyLength, valueLength);

    /// <summary>Reads the value that a transaction sees.</summary>
    /// <returns>False if it sees no record.</returns>
    public bool TryGet(Transaction transaction, ReadOnlySpan<byte> key, ref RecordBuffer value)
    {
        if (transaction.Node is not null && FindNode(transaction) is { } node)
            node.Reads.AddPoint(Id, key);
        ref var hint = ref transaction.Leaves.Of(_tree);
        return TryGet(transaction, key, hint.ForRead(key), ref hint, ref value);
    }

    /// <summary>As above, of a key that the transaction has just read: most likely its leaf is the last one.</summary>
    public bool TryGetAgain(Transaction transaction, ReadOnlySpan<byte> key, ref RecordBuffer value)
    {
        if (transaction.Node is not null && FindNode(transaction) is { } node)
            node.Reads.AddPoint(Id, key);
        ref var hint = ref transaction.Leaves.Of(_tree);
        return TryGet(transaction, key, hint.Last(key), ref hint, ref value);
    }

    /// <summary>As above, of a record at a place that <see cref="BTree.Approach"/> has found.</summary>
    public bool TryGet(Transaction transaction, ReadOnlySpan<byte> key, RecordPlace place, ref RecordBuffer value)
    {
        if (transaction.Node is not null && FindNode(transaction) is { } node)
            node.Reads.AddPoint(Id, key);
        var visibility = transaction.Visibility;
        return _tree.TryRead(key, place, ref value, out var version) && Sees(transaction, visibility, key, version, ref value);
    }

    /// <summary>Whether a transaction sees a record of a key.</summary>
    public bool Contains(Transaction transaction, ReadOnlySpan<byte> key, ref RecordBuffer scratch) =>
        TryGet(transaction, key, ref scratch);

    /// <summary>
    /// Finds what an insert of a key would meet: a record that is committed, seen or not, or the transaction's own.
    /// Waits for a running transaction that has written the key.
    /// </summary>
    /// <returns>False if there is no record.</returns>
    /// <exception cref="Diagnostics.EngineException">40P01, 55P03, 57014: the wait ended.</exception>
    public bool TryGetNewest(Transaction transaction, ReadOnlySpan<byte> key, ref RecordBuffer value)
    {
        transaction.PrepareWrite();
        for (var wait = new LockWait(LockTarget.Row(Id, "inserting"), key); ;)
        {
            // Before the page (X4).
            var allVisibleBelow = _system.AllVisibleBelow.Value;
            if (!_tree.TryRead(key, ref value, out var version))
                return false;
            var stamp = version.Stamp.Value;
            var state = stamp < allVisibleBelow || stamp == transaction.Id.Value
                ? TransactionTable.Forgotten
                : _system.Table.Read(stamp);
            if (state is not (TransactionTable.Running or TransactionTable.RolledBack))
                return !version.IsGhost && (!version.IsOverflow || ReadChain(ref value));
            WaitFor(transaction, _system.Table.Owner(stamp), version.Stamp, ref wait);
        }
    }

    /// <summary>Makes a cursor. Dispose nothing; use it again with <see cref="VersionedCursor.Reset"/>.</summary>
    public VersionedCursor OpenCursor(Transaction transaction, AccessHint hint = AccessHint.Normal)
    {
        var cursor = new VersionedCursor(_store.PageSize);
        cursor.Reset(this, transaction, hint);
        return cursor;
    }

    /// <summary>
    /// Finds what a transaction sees of a key whose newest version it may not see. Reads the page again until page and
    /// version store agree; each time round another transaction has ended.
    /// </summary>
    internal bool TryGetRecent(Transaction transaction, ReadOnlySpan<byte> key, ref RecordBuffer value)
    {
        for (var spinner = default(SpinWait); ; spinner.SpinOnce(sleep1Threshold: -1))
        {
            // Before the page (X4).
            var visibility = transaction.Visibility;
            if (!_tree.TryRead(key, ref value, out var version))
                return false;
            switch (visibility.Judge(version.Stamp.Value))
            {
                case Judgement.Seen:
                    return !version.IsGhost && (!version.IsOverflow || ReadChain(ref value));
                case Judgement.Stale:
                    continue;
                default:
                    break;
            }

            if (transaction.Node is not null)
                NoteUnseen(transaction, version, key);
            if (version.IsFresh)
                return false;
            switch (_system.Versions.Find(Id, key, visibility, ref value, ref version))
            {
                case VersionLookup.Found:
                    return !version.IsOverflow || ReadChain(ref value);
                case VersionLookup.Absent:
                    return false;
                default:
                    // Rolled back between the two looks: the page has the older version now.
                    continue;
            }
        }
    }

    /// <summary>The node of a transaction whose accesses to this tree are tracked.</summary>
    internal SerializableTransaction? FindNode(Transaction transaction) => _isTracked ? transaction.Node : null;

    /// <summary>A reader has met a version that it does not see: there is a conflict with everybody who wrote since.</summary>
    internal void NoteUnseen(Transaction transaction, RecordVersion version, ReadOnlySpan<byte> key)
    {
        if (FindNode(transaction) is not { } node)
            return;
        if (version.IsFresh)
        {
            _system.Serialization.OnUnseen(node, version.Stamp.Value);
            return;
        }

        foreach (var stamp in _system.Versions.FindUnseen(Id, key, version.Stamp.Value, transaction.Visibility))
            _system.Serialization.OnUnseen(node, stamp);
    }

    private bool TryGet(
        Transaction transaction, ReadOnlySpan<byte> key, in LeafPlace near, ref LeafHint hint, ref RecordBuffer value)
    {
        var visibility = transaction.Visibility;
        var found = _tree.TryRead(key, near, ref value, out var version, out var leaf);
        hint.NoteRead(key, leaf);
        return found && Sees(transaction, visibility, key, version, ref value);
    }

    /// <summary>Whether a transaction sees the record that was read; if it sees an older version, that takes its place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Sees(
        Transaction transaction, Visibility visibility, ReadOnlySpan<byte> key, RecordVersion version, ref RecordBuffer value)
    {
        if (version.Stamp.Value >= visibility.SeenBelow.Value && version.Stamp != transaction.Id)
            return TryGetRecent(transaction, key, ref value);
        return !version.IsGhost && (!version.IsOverflow || ReadChain(ref value));
    }

    private bool ReadChain(ref RecordBuffer value)
    {
        if (!OverflowReference.TryRead(value.Span, out var reference))
            TreeErrors.ThrowCorruptPage(Id.Root, "a reference to an overflow chain is malformed");
        _chains.Read(reference, ref value);
        return true;
    }

    private bool Write(
        Transaction transaction, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, VersionKind kind, in LeafPlace near)
    {
        transaction.PrepareWrite();
        _store.CheckKey(key);
        var written = _store.FitsInline(key.Length, value.Length)
            ? TryWrite(transaction, key, value, RecordFlags.None, kind, near)
            : WriteBig(transaction, key, value, kind);
        if (transaction.Node is not null)
            NoteWrite(transaction, key, written, kind);
        return written;
    }

    /// <summary>A duplicate counts as written, too: so that a conflict shows as such, and not as the duplicate it led to.</summary>
    private void NoteWrite(Transaction transaction, ReadOnlySpan<byte> key, bool written, VersionKind kind)
    {
        if (FindNode(transaction) is not { } node || !(written || kind == VersionKind.Inserted))
            return;
        _system.Serialization.OnWritten(node, Id, key);
        RecordBuffer scratch = default;
        if (!written && _tree.TryRead(key, ref scratch, out var version)
            && transaction.Visibility.Judge(version.Stamp.Value) == Judgement.NotSeen)
            _system.Serialization.OnDuplicate(node, version.Stamp.Value);
    }

    /// <summary>Writes a value that goes to an overflow chain, which is taken back should the record not be written.</summary>
    private bool WriteBig(Transaction transaction, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, VersionKind kind)
    {
        if (value.Length > OverflowReference.MaxLength)
            throw TreeErrors.ValueTooLong(value.Length);
        var mark = transaction.Mark();
        var log = new ChainLog(transaction);
        var written = false;
        try
        {
            Span<byte> reference = stackalloc byte[OverflowReference.Size];
            _chains.Write(value, ref log).Write(reference);
            written = TryWrite(transaction, key, reference, RecordFlags.Overflow, kind, default);
            return written;
        }
        finally
        {
            if (!written)
                transaction.RollbackTo(mark);
        }
    }

    private bool TryWrite(
        Transaction transaction, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, RecordFlags flags, VersionKind kind, in LeafPlace near)
    {
        _store.Log.EnsureSpace(_store.StructureLogBytes);
        _system.SpillIfOverBudget(transaction);
        var hash = 0u;
        if (kind != VersionKind.Inserted)
            _system.Versions.Approach(hash = VersionStore.Hash(Id, key));
        ref var hint = ref transaction.Leaves.Of(_tree);
        var place = near.Page.Id.IsNone ? hint.ForWrite(key) : near;
        var wait = new LockWait(LockTarget.Row(Id, kind), key);
        while (true)
        {
            Transaction? owner;
            TransactionId ownerId;
            var leaf = _tree.LatchLeaf(key, place);
            hint.NoteWrite(key, leaf.Place);
            try
            {
                var finding = Examine(transaction, leaf, kind, out owner, out ownerId);
                if (finding != Finding.Blocked)
                {
                    if ((finding == Finding.Present) != (kind != VersionKind.Inserted))
                        return false;
                    if (kind != VersionKind.Inserted && !IsUnlocked(transaction, key, kind, ref owner, ref ownerId))
                        finding = Finding.Blocked;
                    else if (leaf.HasRoomFor(value.Length))
                    {
                        Apply(transaction, ref leaf, value, flags, kind, hash);
                        return true;
                    }

                    if (finding != Finding.Blocked && TryPurge(ref leaf))
                        continue;
                }
            }
            finally
            {
                leaf.Dispose();
            }

            if (!ownerId.IsNone)
                WaitFor(transaction, owner, ownerId, ref wait);
            else
                _tree.Structure.MakeRoom(key, value.Length);
        }
    }

    /// <summary>Whether no other transaction's lock forbids a change; under the leaf's latch.</summary>
    private bool IsUnlocked(
        Transaction transaction, ReadOnlySpan<byte> key, VersionKind kind, ref Transaction? owner, ref TransactionId ownerId)
    {
        var mode = kind == VersionKind.Deleted ? RowLockMode.Update : RowLockMode.NoKeyUpdate;
        if (_system.RowLocks.IsFree(transaction, Id, key, mode, out var holder))
            return true;
        (owner, ownerId) = (holder.Transaction, holder.Id);
        return false;
    }

    private bool TryLock(
        Transaction transaction, ReadOnlySpan<byte> key, RowLockMode mode, out bool isGone, out Transaction? owner,
        out TransactionId ownerId)
    {
        var leaf = _tree.LatchLeaf(key);
        try
        {
            // A foreign key's lock and an update that leaves the key alone do not mind each other.
            var finding = mode == RowLockMode.KeyShare && leaf is { Found: true, Version.IsGhost: false }
                ? ExamineForKeyShare(leaf, out owner, out ownerId)
                : Examine(transaction, leaf, VersionKind.Updated, out owner, out ownerId);
            isGone = finding == Finding.Absent;
            if (finding != Finding.Present)
                return isGone;
            if (_system.RowLocks.TryAcquire(transaction, Id, key, mode, out var holder))
                return true;
            (owner, ownerId) = (holder.Transaction, holder.Id);
            return false;
        }
        finally
        {
            leaf.Dispose();
        }
    }

    private Finding TryLockKey(
        Transaction transaction, ReadOnlySpan<byte> key, out bool isUncommitted, out Transaction? owner,
        out TransactionId ownerId)
    {
        isUncommitted = false;
        var leaf = _tree.LatchLeaf(key);
        try
        {
            var isThere = leaf is { Found: true, Version.IsGhost: false };
            var finding = isThere
                ? ExamineForKeyShare(leaf, out owner, out ownerId)
                : Examine(transaction, leaf, VersionKind.Inserted, out owner, out ownerId);
            if (finding != Finding.Present)
                return finding;
            if (!_system.RowLocks.TryAcquire(transaction, Id, key, RowLockMode.KeyShare, out var holder))
            {
                (owner, ownerId) = (holder.Transaction, holder.Id);
                return Finding.Blocked;
            }

            isUncommitted = leaf.Version.Stamp.Value >= _system.AllVisibleBelow.Value
                && leaf.Version.Stamp != transaction.Id
                && _system.Table.Read(leaf.Version.Stamp.Value) == TransactionTable.Running;
            return Finding.Present;
        }
        finally
        {
            leaf.Dispose();
        }
    }

    /// <summary>
    /// Whether a record that a running transaction has written was there before, as it is when that one has changed its
    /// value, and not when it has inserted it.
    /// </summary>
    private bool IsCommitted(Transaction transaction, ReadOnlySpan<byte> key, ref RecordBuffer scratch)
    {
        var own = transaction.UseNewestSnapshot();
        try
        {
            return TryGet(transaction, key, ref scratch);
        }
        finally
        {
            transaction.UseSnapshot(own);
        }
    }

    private Finding ExamineForKeyShare(in LeafWriteGuard leaf, out Transaction? owner, out TransactionId ownerId)
    {
        owner = null;
        ownerId = leaf.Version.Stamp;
        // A version that is being rolled back says nothing about the row.
        return leaf.Version.Stamp.Value >= _system.AllVisibleBelow.Value
            && _system.Table.Read(leaf.Version.Stamp.Value) == TransactionTable.RolledBack
            ? Finding.Blocked
            : Finding.Present;
    }

    private void WaitFor(Transaction transaction, Transaction? owner, TransactionId ownerId, ref LockWait wait)
    {
        // No owner: it has ended since its stamp was read, and the page shows the outcome.
        if (owner is not null)
            _system.Waits.Wait(transaction, owner, ownerId, ref wait);
    }

    private Finding Examine(
        Transaction transaction, in LeafWriteGuard leaf, VersionKind kind, out Transaction? owner, out TransactionId ownerId)
    {
        owner = null;
        ownerId = default;
        if (!leaf.Found)
            return Finding.Absent;
        var version = leaf.Version;
        var stamp = version.Stamp.Value;
        if (stamp >= _system.AllVisibleBelow.Value && stamp != transaction.Id.Value)
        {
            var state = _system.Table.Read(stamp);
            if (state is TransactionTable.Running or TransactionTable.RolledBack)
            {
                owner = _system.Table.Owner(stamp);
                ownerId = version.Stamp;
                return Finding.Blocked;
            }

            // An insert looks at what is there, seen or not; who changes a record must have seen it.
            if (state != TransactionTable.Forgotten && !transaction.Snapshot.Sees(state) && kind != VersionKind.Inserted)
                ThrowConflict(version);
        }

        return version.IsGhost ? Finding.Absent : Finding.Present;
    }

    private static void ThrowConflict(RecordVersion version)
    {
        if (version.IsGhost)
            TransactionErrors.ThrowConcurrentDelete();
        TransactionErrors.ThrowConcurrentUpdate();
    }

    /// <summary>The change itself: version store first, then the page, then the log (X3).</summary>
    private void Apply(
        Transaction transaction, ref LeafWriteGuard leaf, ReadOnlySpan<byte> value, RecordFlags flags, VersionKind kind, uint hash)
    {
        var older = leaf.Found ? leaf.Version : default;
        var nothingOlder = !leaf.Found || (older.IsGhost && older.Stamp.Value < _system.AllVisibleBelow.Value);
        var isOwn = older.Stamp == transaction.Id;
        // Over its own record a transaction leaves what was before it as it was.
        if (nothingOlder || (isOwn && older.IsFresh))
            flags |= RecordFlags.Fresh;
        if (kind == VersionKind.Deleted)
            flags |= RecordFlags.Ghost;
        var undoKind = nothingOlder ? VersionKind.Inserted : kind == VersionKind.Deleted ? kind : VersionKind.Updated;
        var undo = new UndoPayload
        {
            Kind = undoKind,
            Tree = Id,
            Older = older,
            Key = leaf.Key,
            Value = nothingOlder || older.IsGhost ? default : leaf.Value,
        };
        var record = new LogRecordBuilder(LogRecordKind.Change, transaction.Id, transaction.LastLsn);
        try
        {
            // Before the page changes, for the old value lies there.
            undo.Write(record.SetUndo(undo.Length));
            var isLinked = !nothingOlder && !isOwn;
            if (isLinked && kind == VersionKind.Inserted)
                hash = VersionStore.Hash(Id, leaf.Key);
            transaction.AddVersion(undo, isLinked, hash);
            leaf.Put(ref record, new RecordVersion(transaction.Id, flags), value);
            var lsn = _store.Log.Append(ref record);
            leaf.Seal(lsn);
            transaction.LastLsn = lsn;
        }
        finally
        {
            record.Dispose();
        }
    }

    /// <summary>Remembers that the first records of a run are inserted, in memory and in a log record.</summary>
    private void AddRange(Transaction transaction, ref LogRecordBuilder record, LeafRun run, int count)
    {
        var undo = new UndoPayload
        {
            Kind = VersionKind.InsertedRange,
            Tree = Id,
            Key = run.Key(0),
            Value = run.Key(count - 1),
        };
        undo.Write(record.SetUndo(undo.Length));
        // An emptied leaf merges with its neighbour, whose image is logged then.
        record.RollbackOverhead = _store.PageSize;
        transaction.AddVersion(undo, isLinked: false);
    }

    private void NoteWrites(Transaction transaction, LeafRun run, int count)
    {
        if (FindNode(transaction) is not { } node)
            return;
        for (var i = 0; i < count; i++)
            _system.Serialization.OnWritten(node, Id, run.Key(i));
    }

    /// <summary>Makes room by taking away ghosts that nobody needs, or else what ghosts have kept of their values.</summary>
    private bool TryPurge(ref LeafWriteGuard leaf)
    {
        var record = new LogRecordBuilder(LogRecordKind.Structure);
        try
        {
            if (!leaf.PurgeGhosts(ref record, _system.AllVisibleBelow) && !leaf.StripGhosts(ref record))
                return false;
            leaf.Seal(_store.Log.Append(ref record));
            return true;
        }
        finally
        {
            record.Dispose();
        }
    }
}
