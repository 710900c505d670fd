using BTreeDb.Buffers;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Wal;

namespace BTreeDb.Trees;

/// <summary>
/// The right end of a tree, latched, with an empty last leaf: a full leaf takes its place, and a new last leaf follows. All
/// in the log record of a caller, who appends it and calls <see cref="Seal"/>. Everything that can fail has been done by
/// <see cref="LeafAppend.TryLatch"/>.
/// </summary>
internal unsafe ref struct RightEdge
{
    private readonly TreeStore _store;
    private readonly TreeId _tree;
    private WriteGuard _parent;
    private WriteGuard _leaf;
    private WriteGuard _last;
    private PageReservation _reservation;
    private PageId _leafId;
    private PageId _lastId;

    /// <summary>Takes over the latch of the page above the leaf, or of a root that is the leaf.</summary>
    public RightEdge(TreeStore store, TreeId tree, WriteGuard parent)
    {
        _store = store;
        _tree = tree;
        _parent = parent;
    }

    /// <summary>What stands in the way.</summary>
    internal enum State
    {
        /// <summary>Nothing.</summary>
        Ready,

        /// <summary>The last leaf is another one, or has records.</summary>
        Occupied,

        /// <summary>The page above has no room for the separator.</summary>
        ParentIsFull,
    }

    /// <summary>Latches the rest, reserves pages, and tells whether the end of the tree is as expected.</summary>
    public State Prepare(ReadOnlySpan<byte> lowerFence, int separatorLength)
    {
        var top = View(_parent);
        if (top.Level == 0)
        {
            if (!IsEmptyEnd(top, lowerFence))
                return State.Occupied;
            Span<PageId> both = stackalloc PageId[2];
            _reservation = _store.Allocator.Reserve(both);
            (_leafId, _lastId) = (both[0], both[1]);
            _leaf = _store.Pool.LatchNew(_leafId);
            _last = _store.Pool.LatchNew(_lastId);
            return State.Ready;
        }

        var parent = new InteriorPage(top);
        if (top.Level != 1 || !top.UpperIsInfinite)
            return State.Occupied;
        _leafId = parent.ReadChild(parent.Count);
        _leaf = _store.Pool.LatchExclusive(_leafId);
        if (!IsEmptyEnd(View(_leaf), lowerFence))
            return State.Occupied;
        if (!parent.HasRoomFor(separatorLength))
            return State.ParentIsFull;
        Span<PageId> one = stackalloc PageId[1];
        _reservation = _store.Allocator.Reserve(one);
        _lastId = one[0];
        _last = _store.Pool.LatchNew(_lastId);
        return State.Ready;
    }

    /// <summary>Makes the leaf of the records that fill it, and adds the change to a record.</summary>
    public void Fill(ref LogRecordBuilder record, LeafRun run, TransactionId stamp)
    {
        var separator = run.Separator;
        var parent = View(_parent);
        var isRoot = parent.Level == 0;
        var left = isRoot ? PageId.None : new PageId(View(_leaf).Header.LeftSibling);
        var leaf = View(_leaf);
        leaf.Format(new NodeFormat
        {
            Page = _leafId, Tree = _tree, Level = 0, LowerFence = run.LowerFence, UpperFence = separator, Left = left,
            Right = _lastId,
        });
        run.Fill(new LeafPage(leaf), run.Fitting, stamp);
        View(_last).Format(new NodeFormat
        {
            Page = _lastId, Tree = _tree, Level = 0, LowerFence = separator, UpperIsInfinite = true, Left = _leafId,
        });
        TreeChange.NodeImage(ref record, leaf);
        TreeChange.NodeImage(ref record, View(_last));
        if (isRoot)
        {
            StructureChange.FormatRoot(parent, _tree, level: 1, _leafId, _lastId, separator);
            TreeChange.NodeImage(ref record, parent);
            _reservation.Mark(ref record, [_leafId, _lastId], used: true);
            return;
        }

        var interior = new InteriorPage(parent);
        var index = interior.Count;
        interior.Insert(index, separator, _lastId);
        TreeChange.InteriorInsert(ref record, parent, index, _lastId, separator);
        _reservation.Mark(ref record, [_lastId], used: true);
    }

    /// <summary>Tells the pages which log record has their changes.</summary>
    public readonly void Seal(Lsn lsn)
    {
        _leaf.MarkDirty(lsn);
        _last.MarkDirty(lsn);
        _parent.MarkDirty(lsn);
        _reservation.Seal(lsn);
    }

    /// <summary>Unlatches everything.</summary>
    public void Dispose()
    {
        _reservation.Dispose();
        _last.Dispose();
        _leaf.Dispose();
        _parent.Dispose();
    }

    private readonly bool IsEmptyEnd(SlottedPage page, ReadOnlySpan<byte> lowerFence) =>
        page.PageHeader.Type == PageType.Leaf && page.PageHeader.TreeIdValue == _tree.Value && page.UpperIsInfinite
        && page.Count == 0 && page.LowerFence.SequenceEqual(lowerFence);

    private readonly SlottedPage View(in WriteGuard guard) => new(guard.Page, _store.PageSize);
}
