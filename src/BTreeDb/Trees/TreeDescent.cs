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
    private const int FetchedRecordMax = 4 * CacheLine;

    /// <summary>Guesses are followed while at least two of three are good.</summary>
    private const int TrustMax = 15;
    private const int TrustMin = 8;
    private const int TrustLost = 2;

    /// <summary>Lengths of records are counted in fractions of a byte, for they add up.</summary>
    private const int RecordLengthBits = 8;

    private readonly BufferPool _pool;
    private readonly TreeId _tree;
    private readonly int _pageSize;
    private int _usualSlots;
    private int _leafTrust = TrustMax;
    private int _interiorTrust = TrustMax;
    private int _recordTrust;
    private int _usualRecord;

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
    public OptimisticGuard ToLeaf(byte* key, int length, AccessHint hint) => ToLeaf(key, length, hint, out _);

    /// <summary>As above, with a guess where in the leaf the key is; for <see cref="Note"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public OptimisticGuard ToLeaf(byte* key, int length, AccessHint hint, out SlotAim aim)
    {
        while (true)
        {
            if (TryDescend(key, length, 0, Way.Covering, hint, out var guard, out aim))
                return guard;
        }
    }

    /// <summary>To the leaf with the greatest keys below a key.</summary>
    public OptimisticGuard ToLeafBelow(byte* key, int length, AccessHint hint)
    {
        while (true)
        {
            if (TryDescend(key, length, 0, Way.Below, hint, out var guard, out _))
                return guard;
        }
    }

    /// <summary>To the last leaf.</summary>
    public OptimisticGuard ToLastLeaf(AccessHint hint)
    {
        while (true)
        {
            if (TryDescend(null, 0, 0, Way.Last, hint, out var guard, out _))
                return guard;
        }
    }

    /// <summary>To the page of a level that covers a key; to the root if the tree is not that high.</summary>
    public OptimisticGuard ToLevel(byte* key, int length, int level)
    {
        while (true)
        {
            if (TryDescend(key, length, level, Way.Covering, AccessHint.Normal, out var guard, out _))
                return guard;
        }
    }

    /// <summary>To the page of a level that covers the greatest keys below a key; to the root if the tree is not that high.</summary>
    public OptimisticGuard ToLevelBelow(byte* key, int length, int level)
    {
        while (true)
        {
            if (TryDescend(key, length, level, Way.Below, AccessHint.Normal, out var guard, out _))
                return guard;
        }
    }

    /// <summary>
    /// The first half of a descent: finds the leaf that covers a key and has the processor fetch its latch and its header.
    /// </summary>
    public LeafApproach ApproachLeaf(byte* key, int length)
    {
        while (true)
        {
            if (!TryDescend(key, length, 1, Way.Covering, AccessHint.Normal, out var parent, out var aim))
                continue;
            var node = new SlottedPage(parent.Page, _pageSize);
            if (node.Level == 0)
                return new LeafApproach { Leaf = parent.Id, Parent = parent.Place };
            var child = Child(new InteriorPage(node), key, length, Way.Covering, ref aim);
            if (!parent.Validate())
                continue;
            if (child.IsNone)
            {
                Corrupt(ref parent, NoChildren);
                continue;
            }

            _pool.Fetch(child);
            return new LeafApproach { Leaf = child, Parent = parent.Place, Aim = aim };
        }
    }

    /// <summary>
    /// To the leaf that covers a key, of which nothing has been looked at but its version: the processor has begun to fetch it.
    /// </summary>
    public OptimisticGuard FetchLeaf(byte* key, int length, out SlotAim aim)
    {
        while (true)
        {
            var approach = ApproachLeaf(key, length);
            var leaf = _pool.ReadOptimistic(approach.Leaf);
            FetchFor(leaf.Page, approach.Aim);
            if (!_pool.TryRevisit(approach.Parent, out _))
                continue;
            aim = approach.Aim;
            return leaf;
        }
    }

    /// <summary>The second half: the leaf, if its parent has not changed meanwhile, and its slots are fetched.</summary>
    public OptimisticGuard ToLeaf(byte* key, int length, ref LeafApproach approach)
    {
        var leaf = _pool.ReadOptimistic(approach.Leaf);
        if (!_pool.TryRevisit(approach.Parent, out _))
            leaf = ToLeaf(key, length, AccessHint.Normal, out approach.Aim);
        if (Trusts(approach.Aim))
            approach.Aim.Fetch(leaf.Page, new SlottedPage(leaf.Page, _pageSize).Count, 0);
        else
            FetchSlots(leaf.Page);
        return leaf;
    }

    /// <summary>Whether a guess is to be followed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Trusts(SlotAim aim) => aim.IsSome && _leafTrust >= TrustMin;

    /// <summary>A search has ended at a slot of a leaf: what the next ones go by, and what is fetched for them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Note(SlotAim aim, int index, SlottedPage leaf)
    {
        var count = leaf.Count;
        // Both are seldom written, for all threads read them.
        if (count > _usualSlots + (_usualSlots >> 1) || count < _usualSlots >> 2)
            _usualSlots = count;
        if (aim.IsSome && aim.IsSample)
            Judge(aim, index, leaf);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryDescend(byte* key, int length, int level, Way way, AccessHint hint, out OptimisticGuard guard, out SlotAim aim)
    {
        aim = default;
        guard = _pool.ReadOptimistic(_tree.Root, AccessHint.Normal);
        for (var height = 0; height < MaxHeight; height++)
        {
            var node = new SlottedPage(guard.Page, _pageSize);
            if (node.Level <= level)
                return IsOfTree(node, ref guard);
            var isParent = node.Level == 1;
            var child = Child(new InteriorPage(node), key, length, way, ref aim);
            // The child's number may be garbage until the page it was read from is validated.
            if (!guard.Validate())
                return false;
            if (child.IsNone || node.PageHeader.Type != PageType.Interior)
                return Corrupt(ref guard, NoChildren);
            // What is above the leaves many will need again, whoever reads the leaf.
            var next = _pool.ReadOptimistic(child, isParent ? hint : AccessHint.Normal);
            if (isParent)
                FetchFor(next.Page, aim);
            if (!guard.Validate())
                return false;
            guard = next;
        }

        return Corrupt(ref guard, "it lies below itself");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Judge(SlotAim aim, int index, SlottedPage leaf)
    {
        Judge(ref _leafTrust, aim.Hits(index, leaf.Count));
        if (index < 0 || index >= leaf.Count || !leaf.TrySlot(index, out var slot))
            return;
        Judge(ref _recordTrust, Math.Abs(slot.Offset - RecordOffset(index)) < CacheLine);
        if (_recordTrust == 0 && aim.IsRareSample)
            _usualRecord = ((_pageSize - slot.Offset) << RecordLengthBits) / (index + 1);
    }

    /// <summary>
    /// Where the record of a slot lies if the records were put into their leaf in ascending order and are about as long as those
    /// that were found before.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int RecordOffset(int index) => _pageSize - (((index + 1) * _usualRecord) >> RecordLengthBits);

    private static void Judge(ref int trust, bool isGood)
    {
        var before = trust;
        var after = isGood ? Math.Min(before + 1, TrustMax) : Math.Max(before - TrustLost, 0);
        if (after != before)
            trust = after;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void FetchFor(byte* page, SlotAim aim)
    {
        if (!Trusts(aim))
        {
            FetchSlots(page);
            return;
        }

        FetchHeader(page);
        // Leaves differ in how many slots they have.
        aim.Fetch(page, _usualSlots, more: SlotAim.Reach(_usualSlots));
        if (_recordTrust >= TrustMin)
            FetchRecord(page, RecordOffset(aim.Guess(_usualSlots)));
    }

    /// <summary>Has the processor fetch a record, of which nothing is known but about where it lies and how long it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void FetchRecord(byte* page, int offset)
    {
        if (!Sse.IsSupported)
            return;
        var end = Math.Min(offset + (_usualRecord >> RecordLengthBits), offset + FetchedRecordMax);
        for (var at = (offset - SlottedPage.StampSize) & -CacheLine; at < end; at += CacheLine)
            Sse.Prefetch0(page + at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FetchHeader(byte* page)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(page);
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

    /// <summary>The child that a way leads to; the guess where in this page becomes that where in the child.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private PageId Child(InteriorPage page, byte* key, int length, Way way, ref SlotAim aim)
    {
        if (way != Way.Covering)
        {
            var below = way == Way.Last ? page.Count : page.ChildIndexBelow(key, length);
            return below < 0 ? PageId.None : page.ReadChild(below);
        }

        var index = page.ChildIndex(key, length, _interiorTrust >= TrustMin ? aim : default);
        if (index < 0)
            return PageId.None;
        if (aim.IsSome && aim.IsSample)
            Judge(ref _interiorTrust, aim.Hits(index, page.Count));
        aim = SlotAim.Between(page.Node, index, key, length);
        return page.ReadChild(index);
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
