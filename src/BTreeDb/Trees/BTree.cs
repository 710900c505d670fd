using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using BTreeDb.Buffers;
using BTreeDb.Files;
using BTreeDb.Primitives;

namespace BTreeDb.Trees;

/// <summary>
/// A B+tree of records (key, stamp, flags, value). It finds leaves and changes them; what stamps and flags mean is the
/// business of Transactions. Safe for any number of threads. An instance holds no state of the tree: it is a name and
/// the way to the pages.
/// </summary>
internal sealed unsafe class BTree
{
    /// <summary>How many keys are best approached together: their misses are more than a core has in flight, and their leaves fit its cache.</summary>
    public const int ApproachedTogether = 16;

    private const int CacheLine = 64;
    private readonly TreeDescent _descent;
    private readonly LeafReadAhead _ahead;
    private readonly BufferPool _pool;

    /// <summary>Names an existing tree.</summary>
    public BTree(TreeStore store, TreeId id)
    {
        Store = store;
        Id = id;
        _pool = store.Pool;
        _descent = new TreeDescent(store, id);
        Structure = new StructureChange(store, id, _descent);
        Append = new LeafAppend(store, id, _descent, Structure);
        _ahead = new LeafReadAhead(store, _descent);
    }

    /// <summary>The tree's root page.</summary>
    public TreeId Id { get; }

    /// <summary>What the tree shares with others.</summary>
    public TreeStore Store { get; }

    /// <summary>Splits and merges.</summary>
    public StructureChange Structure { get; }

    /// <summary>Whole leaves at the right end.</summary>
    public LeafAppend Append { get; }

    /// <summary>
    /// Copies a record's value out (or the reference to its overflow chain), whoever wrote it, ghosts included.
    /// </summary>
    /// <returns>False if the leaf has no record of the key, not even a ghost.</returns>
    public bool TryRead(ReadOnlySpan<byte> key, ref RecordBuffer value, out RecordVersion version)
    {
        return TryRead(key, default, ref value, out version, out _);
    }

    /// <summary>As above.</summary>
    /// <param name="key">The key.</param>
    /// <param name="near">Where to look first.</param>
    /// <param name="value">Receives the value.</param>
    /// <param name="version">Receives the record's stamp and flags.</param>
    /// <param name="leaf">Receives the place of the key's leaf.</param>
    public bool TryRead(
        ReadOnlySpan<byte> key, scoped in LeafPlace near, ref RecordBuffer value, out RecordVersion version, out PagePlace leaf)
    {
        fixed (byte* pointer = key)
        {
            while (true)
            {
                var guard = ToLeaf(pointer, key.Length, near, out var aim);
                var outcome = TryReadOptimistic(guard.Page, pointer, key.Length, aim, ref value, out version);
                if (guard.Validate())
                {
                    if (outcome < 0)
                        TreeErrors.ThrowCorruptPage(guard.Id, "its slots do not describe records");
                    leaf = guard.Place;
                    return outcome > 0;
                }
            }
        }
    }

    /// <summary>
    /// Finds the leaf of a key and has the processor fetch it, while the caller does something else; for
    /// <see cref="LatchLeaf(ReadOnlySpan{byte}, in LeafPlace)"/>.
    /// </summary>
    public LeafPlace ApproachLeaf(ReadOnlySpan<byte> key)
    {
        fixed (byte* pointer = key)
        {
            var guard = _descent.FetchLeaf(pointer, key.Length, out var aim);
            return new LeafPlace(guard.Place, IsOfKey: true, aim);
        }
    }

    /// <summary>
    /// Finds the records of some keys, so that <see cref="TryRead(ReadOnlySpan{byte}, RecordPlace, ref RecordBuffer, out RecordVersion)"/>
    /// has them in the processor's cache. Each step is taken for all keys before the next, so that the misses of one key
    /// overlap with those of the others: group prefetching (Chen, Ailamaki, Gibbons, Mowry: Improving Hash Join Performance
    /// through Prefetching, ICDE 2004).
    /// </summary>
    /// <param name="keys">The bytes that the offsets count from, which do not move.</param>
    /// <param name="offsets">Where each key begins.</param>
    /// <param name="lengths">How long each key is.</param>
    /// <param name="places">Gets a place for each key.</param>
    public void Approach(byte* keys, ReadOnlySpan<int> offsets, ReadOnlySpan<int> lengths, Span<RecordPlace> places)
    {
        Debug.Assert(offsets.Length <= ApproachedTogether);
        var approaches = stackalloc LeafApproach[ApproachedTogether];
        for (var i = 0; i < offsets.Length; i++)
            approaches[i] = _descent.ApproachLeaf(keys + offsets[i], lengths[i]);
        for (var i = 0; i < offsets.Length; i++)
            places[i] = new(_descent.ToLeaf(keys + offsets[i], lengths[i], ref approaches[i]).Place, -1);
        // Leaves that have left their frames meanwhile are noticed when the record is read.
        for (var i = 0; i < offsets.Length; i++)
            places[i] = places[i] with { Slot = FetchRecord(places[i].Leaf, keys + offsets[i], lengths[i], approaches[i].Aim) };
    }

    /// <summary>As <see cref="TryRead(ReadOnlySpan{byte}, ref RecordBuffer, out RecordVersion)"/>, at a place that was approached.</summary>
    public bool TryRead(ReadOnlySpan<byte> key, RecordPlace place, ref RecordBuffer value, out RecordVersion version)
    {
        if (place.Slot >= 0 && _pool.TryRevisit(place.Leaf, out var guard)
            && TryCopy(guard.Page, place.Slot, ref value, out version) && guard.Validate())
            return true;
        return TryRead(key, ref value, out version);
    }

    /// <summary>Latches the leaf of a key exclusively. Dispose the result soon: others wait.</summary>
    public LeafWriteGuard LatchLeaf(ReadOnlySpan<byte> key) => LatchLeaf(key, default);

    /// <summary>As above, with a place to look first.</summary>
    public LeafWriteGuard LatchLeaf(ReadOnlySpan<byte> key, scoped in LeafPlace near)
    {
        fixed (byte* pointer = key)
        {
            while (true)
            {
                var guard = ToLeaf(pointer, key.Length, near, out var aim);
                if (guard.TryUpgrade(out var write))
                {
                    var leaf = new LeafWriteGuard(write, Store.PageSize, key, _descent.Trusts(aim) ? aim : default);
                    _descent.Note(aim, leaf.Slot, leaf.Leaf.Node);
                    return leaf;
                }

                // Somebody is at work there, maybe writing the page to the file: wait for him instead of spinning.
                write = _pool.LatchExclusive(guard.Id);
                if (IsLeafOf(write, key))
                    return new LeafWriteGuard(write, Store.PageSize, key, default);
                write.Dispose();
            }
        }
    }

    /// <summary>Whether the leaf of a key has ghosts, the key's or others'.</summary>
    public bool MayHaveGhosts(ReadOnlySpan<byte> key)
    {
        fixed (byte* pointer = key)
        {
            while (true)
            {
                var guard = _descent.ToLeaf(pointer, key.Length, AccessHint.Normal);
                var ghosts = new LeafPage(guard.Page, Store.PageSize).GhostCount;
                if (guard.Validate())
                    return ghosts > 0;
            }
        }
    }

    /// <summary>Copies the leaf that covers a key; the key and what is above it belong to the read.</summary>
    public void ReadLeaf(ReadOnlySpan<byte> key, LeafSnapshot snapshot, AccessHint hint)
    {
        fixed (byte* pointer = key)
        {
            while (true)
            {
                var guard = _descent.ToLeaf(pointer, key.Length, hint);
                if (!snapshot.TryCopy(ref guard, Id))
                    continue;
                snapshot.BeginAt(key);
                return;
            }
        }
    }

    /// <summary>Copies the leaf for a key, or of it only the keys from there up to another key.</summary>
    public void ReadLeaf(ReadOnlySpan<byte> key, ReadOnlySpan<byte> upper, LeafSnapshot snapshot, AccessHint hint)
    {
        fixed (byte* pointer = key)
        {
            while (true)
            {
                var guard = _descent.ToLeaf(pointer, key.Length, hint, out var aim);
                FetchFences(guard.Page);
                if (snapshot.TryCopyRange(ref guard, Id, key, upper, _descent.Trusts(aim) ? aim : default))
                {
                    _descent.Note(aim, snapshot.Begin, snapshot.Leaf.Node);
                    return;
                }
            }
        }
    }

    /// <summary>Copies the leaf that holds the greatest keys below a key; these belong to the read.</summary>
    public void ReadLeafBelow(ReadOnlySpan<byte> key, LeafSnapshot snapshot, AccessHint hint)
    {
        fixed (byte* pointer = key)
        {
            while (true)
            {
                var guard = _descent.ToLeafBelow(pointer, key.Length, hint);
                if (!snapshot.TryCopy(ref guard, Id))
                    continue;
                snapshot.EndBefore(key);
                return;
            }
        }
    }

    /// <summary>Copies the last leaf.</summary>
    public void ReadLastLeaf(LeafSnapshot snapshot, AccessHint hint)
    {
        while (true)
        {
            var guard = _descent.ToLastLeaf(hint);
            if (snapshot.TryCopy(ref guard, Id))
                return;
        }
    }

    /// <summary>
    /// Copies the leaf right of a copied one. The link in the copy may be stale; the page that it leads to is the right
    /// one if and only if it begins where the copy ends, and otherwise a descent finds it.
    /// </summary>
    /// <param name="snapshot">The copy.</param>
    /// <param name="hint">How leaves are used.</param>
    /// <param name="upper">The walk will end below this key; empty if it will not.</param>
    /// <returns>False if there is none.</returns>
    public bool ReadRight(LeafSnapshot snapshot, AccessHint hint, ReadOnlySpan<byte> upper = default)
    {
        var node = snapshot.Leaf.Node;
        if (node.UpperIsInfinite)
            return false;
        Span<byte> fence = stackalloc byte[node.UpperFence.Length];
        node.UpperFence.CopyTo(fence);
        var right = snapshot.Leaf.Right;
        if (!right.IsNone && !_pool.IsResident(right))
            _ahead.TryReadRight(fence, upper, snapshot.GrowWindow(), hint);
        if (!right.IsNone && TryCopySibling(right, snapshot, hint) && snapshot.Leaf.Node.LowerFence.SequenceEqual(fence))
            return true;
        ReadLeaf(fence, snapshot, hint);
        return true;
    }

    /// <summary>Copies the leaf left of a copied one, as <see cref="ReadRight"/> does.</summary>
    /// <param name="snapshot">The copy.</param>
    /// <param name="hint">How leaves are used.</param>
    /// <param name="lower">The walk will end at or above this key.</param>
    /// <returns>False if there is none.</returns>
    public bool ReadLeft(LeafSnapshot snapshot, AccessHint hint, ReadOnlySpan<byte> lower = default)
    {
        var node = snapshot.Leaf.Node;
        if (node.LowerFence.IsEmpty)
            return false;
        Span<byte> fence = stackalloc byte[node.LowerFence.Length];
        node.LowerFence.CopyTo(fence);
        var left = snapshot.Leaf.Left;
        if (!left.IsNone && !_pool.IsResident(left))
            _ahead.TryReadLeft(fence, lower, snapshot.GrowWindow(), hint);
        if (!left.IsNone && TryCopySibling(left, snapshot, hint)
            && !snapshot.Leaf.Node.UpperIsInfinite && snapshot.Leaf.Node.UpperFence.SequenceEqual(fence))
            return true;
        ReadLeafBelow(fence, snapshot, hint);
        return true;
    }

    /// <summary>
    /// Keys that part the tree into ranges of about equal size, ascending: separators of its upper levels, so that a few pages
    /// tell. What others change meanwhile makes them less equal, not wrong.
    /// </summary>
    /// <param name="wanted">How many keys are enough.</param>
    public List<byte[]> ReadSeparators(int wanted)
    {
        var copy = new LeafSnapshot(Store.PageSize);
        var pages = new List<PageId> { Id.Root };
        while (true)
        {
            var separators = new List<byte[]>();
            var children = new List<PageId>();
            var isLowest = false;
            foreach (var page in pages)
                isLowest |= !TryAddSeparators(page, copy, separators, children);
            if (separators.Count >= wanted || isLowest)
                return Thin(separators, wanted);
            pages = children;
        }
    }

    /// <summary>Adds an interior page's separators and children; false where there is nothing below but leaves.</summary>
    private bool TryAddSeparators(PageId page, LeafSnapshot copy, List<byte[]> separators, List<PageId> children)
    {
        using (var guard = _pool.LatchShared(page, AccessHint.Normal))
            copy.Copy(guard.Bytes);
        var node = copy.Leaf.Node;
        if (node.PageHeader.TreeIdValue != Id.Value || node.PageHeader.Type != PageType.Interior || !node.IsWellFormed())
            return false;
        if (!node.LowerFence.IsEmpty)
            separators.Add(node.LowerFence.ToArray());
        var interior = new InteriorPage(node);
        for (var i = 0; i <= interior.Count; i++)
        {
            children.Add(interior.ReadChild(i));
            if (i == interior.Count)
                continue;
            var separator = new byte[node.KeyLength(i)];
            interior.CopySeparator(i, separator);
            separators.Add(separator);
        }

        GC.KeepAlive(copy);
        return node.Level > 1;
    }

    private static List<byte[]> Thin(List<byte[]> separators, int wanted)
    {
        separators.Sort(static (left, right) => left.AsSpan().SequenceCompareTo(right));
        var kept = new List<byte[]>();
        var step = Math.Max(1, separators.Count / wanted);
        for (var i = step - 1; i < separators.Count; i += step)
        {
            if (kept.Count == 0 || !kept[^1].AsSpan().SequenceEqual(separators[i]))
                kept.Add(separators[i]);
        }

        return kept;
    }

    /// <summary>The leaf of a key, without a descent if it is where the caller thinks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private OptimisticGuard ToLeaf(byte* key, int length, scoped in LeafPlace near, out SlotAim aim)
    {
        if (near.Page.Id.IsNone || !TryNear(near, key, length, out var guard))
            return _descent.ToLeaf(key, length, AccessHint.Normal, out aim);
        aim = near.Aim;
        return guard;
    }

    /// <summary>
    /// A page is the leaf of a key if it is a leaf of the tree and its fences say so (T1): pages that a tree gives up while it
    /// lives are marked as free.
    /// </summary>
    private bool TryNear(scoped in LeafPlace near, byte* key, int length, out OptimisticGuard guard)
    {
        if (_pool.TryRevisit(near.Page, out guard))
        {
            if (near.IsOfKey)
                return true;
        }
        else if (!_pool.TryReadOptimistic(near.Page.Id, out guard))
        {
            return false;
        }

        var node = new SlottedPage(guard.Page, Store.PageSize);
        return node.PageHeader.Type == PageType.Leaf && node.PageHeader.TreeIdValue == Id.Value
            && node.MayCover(key, length) && guard.Validate();
    }

    private bool IsLeafOf(in WriteGuard guard, ReadOnlySpan<byte> key)
    {
        var node = new SlottedPage(guard.Page, Store.PageSize);
        return node.PageHeader.Type == PageType.Leaf && node.PageHeader.TreeIdValue == Id.Value && node.Covers(key);
    }

    private bool TryCopySibling(PageId sibling, LeafSnapshot snapshot, AccessHint hint)
    {
        var guard = _pool.ReadOptimistic(sibling, hint);
        return snapshot.TryCopySibling(ref guard, Id);
    }

    /// <summary>The slot of a key, whose record the processor begins to fetch; -1 if the page has none, or is not a leaf of the tree.</summary>
    private int FetchRecord(in PagePlace leaf, byte* key, int length, SlotAim aim)
    {
        _pool.TryRevisit(leaf, out var guard);
        var page = guard.Page;
        var node = new SlottedPage(page, Store.PageSize);
        if (node.PageHeader.Type != PageType.Leaf || node.PageHeader.TreeIdValue != Id.Value)
            return -1;
        var index = node.LowerBoundOfLeaf(key, length, _descent.Trusts(aim) ? aim : default, out var found);
        _descent.Note(aim, index, node);
        if (!found || !node.TrySlot(index, out var slot))
            return -1;
        if (Sse.IsSupported)
        {
            var end = slot.Offset + slot.KeyLength + slot.ValueLength;
            for (int at = slot.Offset; at < end; at += CacheLine)
                Sse.Prefetch0(page + at);
        }

        return index;
    }

    /// <summary>The fences are the first that was put on the page.</summary>
    private void FetchFences(byte* page)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(page + Store.PageSize - CacheLine);
    }

    private bool TryCopy(byte* page, int index, ref RecordBuffer value, out RecordVersion version)
    {
        if (!new SlottedPage(page, Store.PageSize).TrySlot(index, out var slot))
        {
            version = default;
            return false;
        }

        version = new RecordVersion(LeafPage.ReadStamp(page + slot.Offset), slot.Flags);
        value.Set(new ReadOnlySpan<byte>(page + slot.Offset + slot.KeyLength, slot.ValueLength));
        return true;
    }

    /// <summary>1: copied; 0: no such record; -1: the bytes make no sense. Counts only after validation.</summary>
    private int TryReadOptimistic(
        byte* page, byte* key, int length, SlotAim aim, ref RecordBuffer value, out RecordVersion version)
    {
        version = default;
        var node = new SlottedPage(page, Store.PageSize);
        var index = node.LowerBoundOfLeaf(key, length, _descent.Trusts(aim) ? aim : default, out var found);
        _descent.Note(aim, index, node);
        if (!found)
            return index < 0 ? -1 : 0;
        return TryCopy(page, index, ref value, out version) ? 1 : -1;
    }
}
