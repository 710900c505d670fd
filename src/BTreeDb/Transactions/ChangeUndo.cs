using BTreeDb.Primitives;
using BTreeDb.Trees;
using BTreeDb.Wal;

namespace BTreeDb.Transactions;

/// <summary>
/// Takes single changes back and logs each as one compensation: for rollbacks, and for restart after a crash. The page
/// is found by key, for others may have moved the record meanwhile.
/// </summary>
internal sealed class ChangeUndo : ILogicalUndo
{
    private readonly TreeStore _store;

    /// <summary>Undoes changes in the trees of a store.</summary>
    public ChangeUndo(TreeStore store) => _store = store;

    /// <inheritdoc/>
    public Lsn Undo(TransactionId transaction, Lsn previous, Lsn undoNext, ReadOnlySpan<byte> payload)
    {
        if (!UndoPayload.TryRead(payload, out var change))
            throw TransactionErrors.CorruptUndo();
        return Undo(transaction, previous, undoNext, change);
    }

    /// <summary>Takes one change back.</summary>
    /// <returns>The compensation's position.</returns>
    public Lsn Undo(TransactionId transaction, Lsn previous, Lsn undoNext, in UndoPayload change)
    {
        var record = new LogRecordBuilder(LogRecordKind.Compensation, transaction, previous, undoNext);
        try
        {
            return change.Kind switch
            {
                VersionKind.Inserted => RemoveRecord(ref record, change),
                VersionKind.InsertedRange => RemoveRange(ref record, transaction, change),
                VersionKind.Updated or VersionKind.Deleted => RestoreRecord(ref record, change),
                VersionKind.AllocatedPage => FreePages(ref record, [new PageId((uint)change.Older.Stamp.Value)]),
                VersionKind.CreatedTree => FreePages(ref record, TreePages.Collect(_store, change.Tree)),
                _ => previous,
            };
        }
        finally
        {
            record.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Reclaim(TransactionId transaction, ReadOnlySpan<byte> garbage)
    {
        var pages = Garbage.CollectPages(_store, garbage);
        _store.Log.EnsureSpace((8 * pages.Length) + (4 * _store.PageSize));
        var record = new LogRecordBuilder(LogRecordKind.Reclaim, transaction);
        try
        {
            FreePages(ref record, pages);
        }
        finally
        {
            record.Dispose();
        }
    }

    private Lsn RemoveRecord(ref LogRecordBuilder record, in UndoPayload change)
    {
        var tree = new BTree(_store, change.Tree);
        Lsn lsn;
        bool underfull;
        var leaf = tree.LatchLeaf(change.Key);
        try
        {
            if (!leaf.Found)
                TreeErrors.ThrowCorruptPage(leaf.PageId, "a record to be rolled back is missing");
            leaf.Remove(ref record);
            lsn = _store.Log.Append(ref record);
            leaf.Seal(lsn);
            underfull = PageMerge.IsUnderfull(leaf.Leaf.Node);
        }
        finally
        {
            leaf.Dispose();
        }

        if (underfull)
            tree.Structure.MergeIfUnderfull(change.Key);
        return lsn;
    }

    /// <summary>
    /// Others may have split the leaf that was inserted. Then only the last part is the compensation; the others are
    /// structure changes, which a restart repeats before it takes away what is left.
    /// </summary>
    private Lsn RemoveRange(ref LogRecordBuilder record, TransactionId transaction, in UndoPayload change)
    {
        var tree = new BTree(_store, change.Tree);
        var key = change.Key.ToArray();
        while (true)
        {
            var at = key;
            Lsn lsn;
            bool underfull;
            var isEnd = false;
            var leaf = tree.LatchLeaf(at);
            try
            {
                var node = leaf.Leaf.Node;
                isEnd = node.Covers(change.Value);
                if (!isEnd)
                    key = node.UpperFence.ToArray();
                lsn = isEnd
                    ? RemoveRange(ref record, leaf, change.Value, transaction)
                    : RemovePart(leaf, change.Value, transaction);
                underfull = PageMerge.IsUnderfull(node);
            }
            finally
            {
                leaf.Dispose();
            }

            if (underfull)
                tree.Structure.MergeIfUnderfull(at);
            if (isEnd)
                return lsn;
        }
    }

    private Lsn RemovePart(in LeafWriteGuard leaf, ReadOnlySpan<byte> last, TransactionId transaction)
    {
        var record = new LogRecordBuilder(LogRecordKind.Structure);
        try
        {
            return RemoveRange(ref record, leaf, last, transaction);
        }
        finally
        {
            record.Dispose();
        }
    }

    private Lsn RemoveRange(
        ref LogRecordBuilder record, in LeafWriteGuard leaf, ReadOnlySpan<byte> last, TransactionId transaction)
    {
        var isChanged = leaf.RemoveRange(ref record, last, transaction);
        if (!isChanged && record.Kind == LogRecordKind.Structure)
            return Lsn.None;
        var lsn = _store.Log.Append(ref record);
        if (isChanged)
            leaf.Seal(lsn);
        return lsn;
    }

    private Lsn RestoreRecord(ref LogRecordBuilder record, in UndoPayload change)
    {
        var tree = new BTree(_store, change.Tree);
        while (true)
        {
            var leaf = tree.LatchLeaf(change.Key);
            try
            {
                if (!leaf.Found)
                    TreeErrors.ThrowCorruptPage(leaf.PageId, "a record to be rolled back is missing");
                if (leaf.HasRoomFor(change.Value.Length))
                {
                    leaf.Put(ref record, change.Older, change.Value);
                    var lsn = _store.Log.Append(ref record);
                    leaf.Seal(lsn);
                    return lsn;
                }
            }
            finally
            {
                leaf.Dispose();
            }

            // Others have used the room that the older version had.
            tree.Structure.MakeRoom(change.Key, change.Value.Length);
        }
    }

    private Lsn FreePages(ref LogRecordBuilder record, scoped ReadOnlySpan<PageId> pages) =>
        _store.Allocator.FreeTogether(ref record, pages);
}
