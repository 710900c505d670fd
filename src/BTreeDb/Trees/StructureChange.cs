using System.Runtime.CompilerServices;
using BTreeDb.Buffers;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Wal;

namespace BTreeDb.Trees;

/// <summary>
/// Splits and merges in one tree, each as one log record over all pages concerned: after a crash it has happened whole
/// or not at all, whatever becomes of the transaction that caused it. Latches go from parent to child, from left to
/// right, and to the allocation map last (T7); all pages are latched and everything that can fail is done before the
/// first byte changes.
/// </summary>
internal sealed unsafe class StructureChange
{
    private readonly TreeStore _store;
    private readonly TreeId _tree;
    private readonly TreeDescent _descent;
    private readonly BufferPool _pool;
    private readonly int _pageSize;

    /// <summary>Changes the structure of one tree.</summary>
    public StructureChange(TreeStore store, TreeId tree, TreeDescent descent)
    {
        _store = store;
        _tree = tree;
        _descent = descent;
        _pool = store.Pool;
        _pageSize = store.PageSize;
    }

    /// <summary>
    /// Splits the leaf of a key unless it has room for a value of the given length. One split may not be enough, and
    /// others may use the room up: ask again and repeat.
    /// </summary>
    public void MakeRoom(ReadOnlySpan<byte> key, int valueLength)
    {
        fixed (byte* pointer = key)
            Split(pointer, key.Length, 0, valueLength);
    }

    /// <summary>
    /// Merges the leaf of a key with a neighbour if it is almost empty and both fit one page, then the pages above it
    /// in the same way, and lowers the root onto an only child.
    /// </summary>
    public void MergeIfUnderfull(ReadOnlySpan<byte> key)
    {
        fixed (byte* pointer = key)
        {
            int highest;
            do
            {
                // Where pages above the leaves have merged the leaf may have got a neighbour that was under another parent.
                highest = 0;
                for (var level = 0; TryMerge(pointer, key.Length, level, ref highest); level++)
                {
                }
            }
            while (highest > 0);
        }
    }

    /// <summary>Splits the page above the leaf of a key unless it has room for a separator.</summary>
    public void MakeRoomAbove(byte* key, int length, int separatorLength) => Split(key, length, 1, separatorLength);

    /// <summary>Makes a root the parent of two pages.</summary>
    public static void FormatRoot(
        SlottedPage root, TreeId tree, int level, PageId left, PageId right, ReadOnlySpan<byte> separator)
    {
        root.Format(new NodeFormat { Page = tree.Root, Tree = tree, Level = level, UpperIsInfinite = true });
        root.AppendSeparator(separator, left.Value);
        root.Header.RightmostChild = right.Value;
    }

    private SlottedPage View(in WriteGuard guard) => new(guard.Page, _pageSize);

    /// <summary>
    /// Splits the page of a level unless it has room: on a leaf for the key and a value of <paramref name="needed"/>
    /// bytes, on an interior page for a separator of that length. A parent without room is split first.
    /// </summary>
    private void Split(byte* key, int length, int level, int needed)
    {
        var spinner = default(SpinWait);
        for (; ; spinner.SpinOnce())
        {
            _store.Log.EnsureSpace(_store.StructureLogBytes);
            var parent = _descent.ToLevel(key, length, level + 1);
            if (!parent.TryUpgrade(out var parentGuard))
                continue;
            int missing;
            using (parentGuard)
            {
                missing = View(parentGuard).Level <= level
                    ? SplitRoot(in parentGuard, key, length, level, needed)
                    : SplitChild(in parentGuard, key, length, needed);
            }

            if (missing == 0)
                return;
            Split(key, length, level + 1, missing);
            spinner.Reset();
        }
    }

    /// <summary>Returns 0, or the length of a separator for which the parent has no room.</summary>
    [SkipLocalsInit]
    private int SplitChild(in WriteGuard parentGuard, byte* key, int length, int needed)
    {
        var parent = new InteriorPage(View(parentGuard));
        var childIndex = parent.ChildIndex(key, length);
        var child = _pool.LatchExclusive(parent.ReadChild(childIndex));
        var right = default(WriteGuard);
        try
        {
            CheckNode(child, parent.Node.Level - 1);
            if (HasRoom(View(child), key, length, needed))
                return 0;
            Span<byte> buffer = stackalloc byte[_pageSize];
            var slot = ChooseSplit(View(child), new ReadOnlySpan<byte>(key, length), needed, buffer, out var separatorLength);
            var separator = buffer[..separatorLength];
            if (!parent.HasRoomFor(separatorLength))
                return separatorLength;
            var sibling = new PageId(View(child).Header.RightSibling);
            if (!sibling.IsNone)
                right = _pool.LatchExclusive(sibling);
            SplitInto(in parentGuard, in child, in right, childIndex, slot, separator);
            return 0;
        }
        finally
        {
            right.Dispose();
            child.Dispose();
        }
    }

    private void SplitInto(
        in WriteGuard parent, in WriteGuard child, in WriteGuard right, int childIndex, int slot, ReadOnlySpan<byte> separator)
    {
        Span<PageId> ids = stackalloc PageId[1];
        using var reservation = _store.Allocator.Reserve(ids);
        using var added = _pool.LatchNew(ids[0]);
        var record = new LogRecordBuilder(LogRecordKind.Structure);
        try
        {
            var childPage = View(child);
            PageSplit.BuildRight(View(added), childPage, ids[0], child.Id, slot, separator);
            PageSplit.Truncate(childPage, slot, childPage.Level == 0 ? ids[0] : default, separator);
            var parentPage = new InteriorPage(View(parent));
            parentPage.Insert(childIndex, separator, ids[0]);

            TreeChange.NodeImage(ref record, View(added));
            TreeChange.SplitTruncate(ref record, childPage, slot, new PageId(childPage.Header.RightSibling), separator);
            TreeChange.InteriorInsert(ref record, parentPage.Node, childIndex, ids[0], separator);
            if (right.IsHeld)
                LinkLeft(ref record, in right, ids[0]);
            reservation.Mark(ref record, ids, used: true);
            var lsn = _store.Log.Append(ref record);
            added.MarkDirty(lsn);
            child.MarkDirty(lsn);
            parent.MarkDirty(lsn);
            if (right.IsHeld)
                right.MarkDirty(lsn);
            reservation.Seal(lsn);
        }
        finally
        {
            record.Dispose();
        }
    }

    /// <summary>The root stays where it is: both halves move to new pages and it becomes their parent.</summary>
    [SkipLocalsInit]
    private int SplitRoot(in WriteGuard root, byte* key, int length, int level, int needed)
    {
        var node = View(root);
        CheckNode(root, level);
        if (HasRoom(node, key, length, needed))
            return 0;
        Span<byte> buffer = stackalloc byte[_pageSize];
        var slot = ChooseSplit(node, new ReadOnlySpan<byte>(key, length), needed, buffer, out var separatorLength);
        var separator = buffer[..separatorLength];
        Span<PageId> ids = stackalloc PageId[2];
        using var reservation = _store.Allocator.Reserve(ids);
        using var left = _pool.LatchNew(ids[0]);
        using var right = _pool.LatchNew(ids[1]);
        var record = new LogRecordBuilder(LogRecordKind.Structure);
        try
        {
            PageSplit.BuildRight(View(right), node, ids[1], level == 0 ? ids[0] : default, slot, separator);
            PageSplit.BuildLeft(View(left), node, ids[0], level == 0 ? ids[1] : default, slot, separator);
            FormatRoot(node, _tree, level + 1, ids[0], ids[1], separator);
            TreeChange.NodeImage(ref record, View(left));
            TreeChange.NodeImage(ref record, View(right));
            TreeChange.NodeImage(ref record, node);
            reservation.Mark(ref record, ids, used: true);
            var lsn = _store.Log.Append(ref record);
            left.MarkDirty(lsn);
            right.MarkDirty(lsn);
            root.MarkDirty(lsn);
            reservation.Seal(lsn);
            return 0;
        }
        finally
        {
            record.Dispose();
        }
    }

    private static bool HasRoom(SlottedPage page, byte* key, int length, int needed)
    {
        // Two separators of the greatest length fit any page, so splitting one with fewer would gain nothing.
        if (page.Level > 0)
            return page.Count < 2 || page.RecordSize(needed - page.PrefixLength, sizeof(uint)) <= page.FreeBytes;
        var leaf = new LeafPage(page);
        var slot = page.LowerBound(key, length, out var found);
        return found
            ? leaf.HasRoomToReplace(slot, needed)
            : leaf.HasRoomFor(length - page.PrefixLength, needed);
    }

    private static int ChooseSplit(
        SlottedPage page, ReadOnlySpan<byte> key, int needed, Span<byte> separator, out int length)
    {
        if (page.Level > 0)
        {
            var middle = PageSplit.ChooseInteriorSlot(new InteriorPage(page), key);
            length = page.CopyKey(middle, separator);
            return middle;
        }

        var leaf = new LeafPage(page);
        var insertAt = page.LowerBound(key, out var found);
        if (found)
            insertAt = -1;
        if (insertAt == page.Count && PageSplit.TryFenceAhead(leaf, key, needed, separator, out length))
            return insertAt;
        var slot = PageSplit.ChooseLeafSlot(leaf, insertAt);
        length = PageSplit.LeafSeparator(leaf, slot, insertAt, key, separator);
        while (!PageSplit.LeftFits(page, slot, separator[..length]))
        {
            // A full page that keeps all its records may have no room for a longer fence.
            slot--;
            length = PageSplit.LeafSeparator(leaf, slot, insertAt, key, separator);
        }

        if (!PageSplit.RightFits(page, slot, separator[..length]))
        {
            // The same on the other side: a full page may have no room for a lower fence, where it had none.
            slot++;
            length = PageSplit.LeafSeparator(leaf, slot, insertAt, key, separator);
        }

        return slot;
    }

    /// <summary>True if a merge happened that may have made the parent underfull.</summary>
    private bool TryMerge(byte* key, int length, int level, ref int highest)
    {
        var spinner = default(SpinWait);
        for (; ; spinner.SpinOnce())
        {
            _store.Log.EnsureSpace(_store.StructureLogBytes);
            var optimistic = _descent.ToLevel(key, length, level + 1);
            if (!optimistic.TryUpgrade(out var parent))
                continue;
            using (parent)
            {
                var node = View(parent);
                if (node.Level <= level)
                    return false;
                if (node.Count > 0)
                {
                    if (!TryMergeChild(in parent, new InteriorPage(node).ChildIndex(key, length)))
                        return false;
                    highest = level;
                }

                var isRoot = parent.Id == _tree.Root;
                while (isRoot && node.Level > 0 && node.Count == 0)
                    LowerRoot(in parent);
                return !isRoot;
            }
        }
    }

    [SkipLocalsInit]
    private bool TryMergeChild(in WriteGuard parent, int childIndex)
    {
        var page = new InteriorPage(View(parent));
        var leftIndex = Math.Min(childIndex, page.Count - 1);
        var left = _pool.LatchExclusive(page.ReadChild(leftIndex));
        var right = default(WriteGuard);
        var beyond = default(WriteGuard);
        try
        {
            right = _pool.LatchExclusive(page.ReadChild(leftIndex + 1));
            CheckNode(left, page.Node.Level - 1);
            CheckNode(right, page.Node.Level - 1);
            if (!PageMerge.IsUnderfull(View(childIndex == leftIndex ? left : right)))
                return false;
            Span<byte> buffer = stackalloc byte[_pageSize];
            var separator = buffer[..page.CopySeparator(leftIndex, buffer)];
            if (!PageMerge.Fits(View(left), View(right), separator))
                return false;
            var sibling = new PageId(View(right).Header.RightSibling);
            if (!sibling.IsNone)
                beyond = _pool.LatchExclusive(sibling);
            Merge(in parent, in left, in right, in beyond, leftIndex, separator);
            return true;
        }
        finally
        {
            beyond.Dispose();
            right.Dispose();
            left.Dispose();
        }
    }

    private void Merge(
        in WriteGuard parent, in WriteGuard left, in WriteGuard right, in WriteGuard beyond, int leftIndex, ReadOnlySpan<byte> separator)
    {
        var freed = right.Id;
        using (var map = _store.Allocator.LatchMapOf(freed))
        {
            var record = new LogRecordBuilder(LogRecordKind.Structure);
            try
            {
                PageMerge.Absorb(View(left), View(right), separator);
                PageFormat.Free(right.Bytes, freed);
                var page = new InteriorPage(View(parent));
                page.Remove(leftIndex);

                TreeChange.NodeImage(ref record, View(left));
                AddFreed(ref record, in right);
                TreeChange.InteriorRemove(ref record, page.Node, leftIndex);
                if (beyond.IsHeld)
                    LinkLeft(ref record, in beyond, left.Id);
                map.Mark(ref record, [freed], used: false);
                var lsn = _store.Log.Append(ref record);
                left.MarkDirty(lsn);
                right.MarkDirty(lsn);
                parent.MarkDirty(lsn);
                if (beyond.IsHeld)
                    beyond.MarkDirty(lsn);
                map.Seal(lsn);
            }
            finally
            {
                record.Dispose();
            }
        }

        _store.Allocator.NoteFreed(freed);
    }

    /// <summary>The root takes the place of its only child, and the tree becomes one level lower.</summary>
    private void LowerRoot(in WriteGuard root)
    {
        var childId = new PageId(View(root).Header.RightmostChild);
        using var child = _pool.LatchExclusive(childId);
        CheckNode(child, View(root).Level - 1);
        using (var map = _store.Allocator.LatchMapOf(childId))
        {
            var record = new LogRecordBuilder(LogRecordKind.Structure);
            try
            {
                child.Bytes[4..].CopyTo(root.Bytes[4..]);
                View(root).PageHeader.PageIdValue = _tree.Value;
                PageFormat.Free(child.Bytes, childId);
                TreeChange.NodeImage(ref record, View(root));
                AddFreed(ref record, in child);
                map.Mark(ref record, [childId], used: false);
                var lsn = _store.Log.Append(ref record);
                root.MarkDirty(lsn);
                child.MarkDirty(lsn);
                map.Seal(lsn);
            }
            finally
            {
                record.Dispose();
            }
        }

        _store.Allocator.NoteFreed(childId);
    }

    private void LinkLeft(ref LogRecordBuilder record, in WriteGuard page, PageId left)
    {
        var node = View(page);
        node.Header.LeftSibling = left.Value;
        TreeChange.SetLeftSibling(ref record, node, left);
    }

    private static void AddFreed(ref LogRecordBuilder record, in WriteGuard freed) =>
        TreeChange.Plain(ref record, freed.Id, freed.Page, TreePageOperation.FreePage, PageChangeFlags.Initializes);

    private void CheckNode(in WriteGuard guard, int level)
    {
        var node = View(guard);
        var type = level == 0 ? PageType.Leaf : PageType.Interior;
        if (node.PageHeader.Type != type || node.PageHeader.TreeIdValue != _tree.Value || node.Level != level)
            TreeErrors.ThrowCorruptPage(guard.Id, $"it is not a page of level {level} of tree {_tree}");
    }
}
