using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using BTreeDb.Buffers;
using BTreeDb.Files;
using BTreeDb.Primitives;

namespace BTreeDb.Trees;

/// <summary>
/// The way from the root to a page, without latches: read a page's version, find the child, get the child's version,
/// and only then validate the parent's, so that the child was the right one when its version was read. Any change on
/// the way means starting again.
/// </summary>
internal sealed unsafe class TreeDescent
{
    /// <summary>No tree of 2^32 pages is higher, so whoever gets here goes in a circle.</summary>
    private const int MaxHeight = 40;

    private const string NoChildren = "its slots do not describe children";
    private const int CacheLine = 64;
    private const int FetchedBytes = 12 * CacheLine;
    private const int FetchedSlots = (FetchedBytes - SlottedPage.SlotsOffset) / Slot.Size;
    private const int FetchedProbes = 16;

    private readonly BufferPool _pool;
    private readonly TreeId _tree;
    private readonly int _pageSize;
    private int _usualSlots;

    /// <summary>Descends in one tree.</summary>
    public TreeDescent(TreeStore store, TreeId tree)
    {
        _pool = store.Pool;
        _pageSize = store.PageSize;
        _tree = tree;
    }

    private enum Way
    {
        Covering,
        Below,
        Last,
    }

    /// <summary>To the leaf that covers a key. The result's version was valid when its parent was.</summary>
    public OptimisticGuard ToLeaf(byte* key, int length, AccessHint hint)
    {
        while (true)
        {
            if (TryDescend(key, length, 0, Way.Covering, hint, out var guard))
                return guard;
        }
    }

    /// <summary>To the leaf with the greatest keys below a key.</summary>
    public OptimisticGuard ToLeafBelow(byte* key, int length, AccessHint hint)
    {
        while (true)
        {
            if (TryDescend(key, length, 0, Way.Below, hint, out var guard))
                return guard;
        }
    }

    /// <summary>To the last leaf.</summary>
    public OptimisticGuard ToLastLeaf(AccessHint hint)
    {
        while (true)
        {
            if (TryDescend(null, 0, 0, Way.Last, hint, out var guard))
                return guard;
        }
    }

    /// <summary>To the page of a level that covers a key; to the root if the tree is not that high.</summary>
    public OptimisticGuard ToLevel(byte* key, int length, int level)
    {
        while (true)
        {
            if (TryDescend(key, length, level, Way.Covering, AccessHint.Normal, out var guard))
                return guard;
        }
    }

    /// <summary>To the page of a level that covers the greatest keys below a key; to the root if the tree is not that high.</summary>
    public OptimisticGuard ToLevelBelow(byte* key, int length, int level)
    {
        while (true)
        {
            if (TryDescend(key, length, level, Way.Below, AccessHint.Normal, out var guard))
                return guard;
        }
    }

    /// <summary>
    /// To the leaf that covers a key, of which nothing has been looked at but its version: the processor has begun to fetch it.
    /// </summary>
    public OptimisticGuard FetchLeaf(byte* key, int length)
    {
        while (true)
        {
            if (!TryDescend(key, length, 1, Way.Covering, AccessHint.Normal, out var parent))
                continue;
            var node = new SlottedPage(parent.Page, _pageSize);
            if (node.Level == 0)
                return parent;
            var child = Child(new InteriorPage(node), key, length, Way.Covering);
            if (!parent.Validate())
                continue;
            if (child.IsNone)
            {
                Corrupt(ref parent, NoChildren);
                continue;
            }

            var leaf = _pool.ReadOptimistic(child);
            FetchSlots(leaf.Page);
            if (parent.Validate())
                return leaf;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryDescend(byte* key, int length, int level, Way way, AccessHint hint, out OptimisticGuard guard)
    {
        guard = _pool.ReadOptimistic(_tree.Root, AccessHint.Normal);
        for (var height = 0; height < MaxHeight; height++)
        {
            var node = new SlottedPage(guard.Page, _pageSize);
            if (node.Level <= level)
                return IsOfTree(node, ref guard);
            var child = Child(new InteriorPage(node), key, length, way);
            // The child's number may be garbage until the page it was read from is validated.
            if (!guard.Validate())
                return false;
            if (child.IsNone || node.PageHeader.Type != PageType.Interior)
                return Corrupt(ref guard, NoChildren);
            var isLeaf = node.Level == 1;
            // What is above the leaves many will need again, whoever reads the leaf.
            var next = _pool.ReadOptimistic(child, isLeaf ? hint : AccessHint.Normal);
            if (isLeaf)
                FetchSlots(next.Page);
            if (!guard.Validate())
                return false;
            guard = next;
        }

        return Corrupt(ref guard, "it lies below itself");
    }

    /// <summary>A leaf has so many slots, and others about as many: what <see cref="FetchSlots"/> goes by.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void NoteSlots(int count)
    {
        // Seldom written, for all threads read it.
        if (count > _usualSlots + (_usualSlots >> 1) || count < _usualSlots >> 2)
            _usualSlots = count;
    }

    /// <summary>
    /// Has the processor fetch a leaf's header and slots all at once: as far as they go, or where the search will begin. It
    /// would touch them one after the other, and in a big tree each touch of a leaf is a miss: measured, a random look-up takes
    /// a third less time.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void FetchSlots(byte* page)
    {
        if (!Sse.IsSupported)
            return;
        // The fences are the first that was put on the page.
        Sse.Prefetch0(page + _pageSize - CacheLine);
        if (_usualSlots > FetchedSlots)
        {
            FetchProbes(page);
            return;
        }

        // In bounds: no page is shorter; a prefetch beyond would be harmless anyway.
        for (var offset = 0; offset < FetchedBytes; offset += CacheLine)
            Sse.Prefetch0(page + offset);
    }

    private void FetchProbes(byte* page)
    {
        Sse.Prefetch0(page);
        var first = page + SlottedPage.SlotsOffset;
        var step = Math.Min(_usualSlots * Slot.Size, _pageSize - SlottedPage.SlotsOffset) / FetchedProbes;
        for (var i = 0; i < FetchedProbes; i++)
            Sse.Prefetch0(first + (i * step));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PageId Child(InteriorPage page, byte* key, int length, Way way)
    {
        if (way == Way.Last)
            return page.ReadChild(page.Count);
        var index = way == Way.Covering ? page.ChildIndex(key, length) : page.ChildIndexBelow(key, length);
        return index < 0 ? PageId.None : page.ReadChild(index);
    }

    private bool IsOfTree(SlottedPage node, ref OptimisticGuard guard)
    {
        ref var header = ref node.PageHeader;
        if (header.TreeIdValue == _tree.Value && header.Type is PageType.Leaf or PageType.Interior)
            return true;
        return Corrupt(ref guard, $"it is not a page of tree {_tree}");
    }

    /// <summary>Raises the error if the page has not changed since its version was read; else the bytes meant nothing.</summary>
    private static bool Corrupt(ref OptimisticGuard guard, string what)
    {
        if (guard.Validate())
            TreeErrors.ThrowCorruptPage(guard.Id, what);
        return false;
    }
}
