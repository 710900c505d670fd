using System.Runtime.CompilerServices;
using BTreeDb.Buffers;
using BTreeDb.Files;
using BTreeDb.Primitives;

namespace BTreeDb.Trees;

/// <summary>
/// A private copy of a leaf, taken under validation. Whoever reads from it holds no latch and is disturbed by nobody;
/// splits and merges of the page do not matter, for the copy's fences tell where it belongs.
/// </summary>
internal sealed unsafe class LeafSnapshot
{
    /// <summary>A page is copied in part when less than one in so many of its records is wanted.</summary>
    private const int PartialShare = 4;

    private readonly int _pageSize;

    // Pinned for good, so that views by pointer stay right; the collector owns it, so nothing leaks undisposed.
    private byte[] _bytes;
    private byte* _pointer;
    private int _window;

    /// <summary>Makes room for pages of a size.</summary>
    public LeafSnapshot(int pageSize)
    {
        _pageSize = pageSize;
        _bytes = GC.AllocateUninitializedArray<byte>(pageSize, pinned: true);
        _pointer = (byte*)Unsafe.AsPointer(ref _bytes[0]);
        ExtraEnd = pageSize;
    }

    /// <summary>The copied leaf.</summary>
    public LeafPage Leaf => new(_pointer, _pageSize);

    /// <summary>First byte of the copy; moves when <see cref="AddExtra"/> needs more room.</summary>
    public byte* Pointer => _pointer;

    /// <summary>Where the next extra bytes go, counted from <see cref="Pointer"/>; the page size if there are none.</summary>
    public int ExtraEnd { get; private set; }

    /// <summary>
    /// The first slot that belongs to the read that made the copy: a leaf that has been merged with its neighbour holds
    /// keys that the reader asked not for, or has had before.
    /// </summary>
    public int Begin { get; private set; }

    /// <summary>The slot behind the last one that belongs to the read.</summary>
    public int End { get; private set; }

    /// <summary>
    /// Whether only the slots from <see cref="Begin"/> to <see cref="End"/> were copied, with the headers and fences. Others are
    /// garbage then, so nothing may be searched in the copy.
    /// </summary>
    public bool IsPartial { get; private set; }

    /// <summary>Whether a partial copy has all that the page and the pages to its right hold of the range.</summary>
    public bool ReachesUpper { get; private set; }

    /// <summary>How many leaves are read ahead of a walk that has come so far; a new walk begins small.</summary>
    public int GrowWindow() => _window = LeafReadAhead.NextWindow(_window);

    /// <summary>A new walk begins.</summary>
    public void ResetWindow() => _window = 0;

    /// <summary>Forgets the extra bytes.</summary>
    public void ClearExtra() => ExtraEnd = _pageSize;

    /// <summary>
    /// Makes room behind the page for bytes that belong to its records but do not lie in it, so that a reader finds all
    /// values by offsets from one pointer. Returns where they begin.
    /// </summary>
    public int AddExtra(int length, out Span<byte> bytes)
    {
        var offset = ExtraEnd;
        if (offset + length > _bytes.Length)
            Grow(offset + length);
        ExtraEnd = offset + length;
        bytes = new Span<byte>(_bytes, offset, length);
        return offset;
    }

    /// <summary>Leaves the keys below a key out.</summary>
    public void BeginAt(ReadOnlySpan<byte> key) => Begin = Leaf.Node.LowerBound(key, out _);

    /// <summary>Leaves a key and those above it out.</summary>
    public void EndBefore(ReadOnlySpan<byte> key) => End = Leaf.Node.LowerBound(key, out _);

    /// <summary>
    /// Copies the page of a guard; false if it changed meanwhile, and then the copy is garbage. Otherwise it is as
    /// well-formed as every page in the pool (T10).
    /// </summary>
    public bool TryCopy(ref OptimisticGuard guard, TreeId tree)
    {
        if (!TryCopyBytes(ref guard))
            return false;
        if (!IsLeafOf(tree))
            TreeErrors.ThrowCorruptPage(guard.Id, $"it is not a leaf of tree {tree}");
        return true;
    }

    /// <summary>
    /// As <see cref="TryCopy"/>, but of a page with much more than the wanted range only that range. A look-up by an index
    /// that finds a few entries would spend its time with copying a page.
    /// </summary>
    public bool TryCopyRange(
        ref OptimisticGuard guard, TreeId tree, ReadOnlySpan<byte> lower, ReadOnlySpan<byte> upper, SlotAim aim)
    {
        if (!TryCopySlots(guard.Page, lower, upper, aim))
        {
            if (!TryCopy(ref guard, tree))
                return false;
            BeginAt(lower);
            return true;
        }

        if (!guard.Validate())
            return false;
        if (!IsLeafOf(tree))
            TreeErrors.ThrowCorruptPage(guard.Id, $"it is not a leaf of tree {tree}");
        return true;
    }

    /// <summary>Copies a page that the caller has latched.</summary>
    public void Copy(ReadOnlySpan<byte> page)
    {
        page.CopyTo(_bytes);
        ClearExtra();
        IsPartial = false;
        Begin = 0;
        End = Leaf.Count;
    }

    /// <summary>As <see cref="TryCopy"/>, for a page that a stale link may have led to: also false if it is none of the tree.</summary>
    public bool TryCopySibling(ref OptimisticGuard guard, TreeId tree) =>
        TryCopyBytes(ref guard) && IsLeafOf(tree);

    private bool TryCopyBytes(ref OptimisticGuard guard)
    {
        CopyUsedBytes(guard.Page);
        if (!guard.Validate())
            return false;
        IsPartial = false;
        Begin = 0;
        End = Leaf.Count;
        return true;
    }

    /// <summary>
    /// Copies the headers, the fences and the records of a range of an unlatched page; false where the whole page is to be
    /// copied instead: most of it is wanted, or its bytes make no sense.
    /// </summary>
    private bool TryCopySlots(byte* page, ReadOnlySpan<byte> lower, ReadOnlySpan<byte> upper, SlotAim aim)
    {
        var node = new SlottedPage(page, _pageSize);
        ExtraEnd = _pageSize;
        Buffer.MemoryCopy(page, _pointer, _pageSize, SlottedPage.SlotsOffset);
        // From here on the copied header is used: it does not change any more. Fences first, they bound the search.
        ref var header = ref Leaf.Node.Header;
        if (!TryCopyBytes(page, header.LowerFenceOffset, header.LowerFenceLength)
            || !TryCopyBytes(page, header.UpperFenceOffset, header.UpperFenceLength))
            return false;
        var copy = Leaf.Node;
        ReachesUpper = copy.UpperIsInfinite || upper.SequenceCompareTo(copy.UpperFence) <= 0;
        if (lower.SequenceCompareTo(copy.LowerFence) < 0 || upper.SequenceCompareTo(copy.LowerFence) <= 0)
            return false;
        fixed (byte* pointer = lower)
            Begin = node.LowerBoundOfLeaf(pointer, lower.Length, aim, out _);
        fixed (byte* pointer = upper)
            End = ReachesUpper ? node.LowerBoundFrom(Begin, pointer, upper.Length) : header.SlotCount;
        if (Begin < 0 || End < Begin || (End - Begin) * PartialShare > header.SlotCount)
            return false;
        for (var i = Begin; i < End; i++)
        {
            if (!node.TrySlot(i, out var slot)
                || !TryCopyBytes(page, SlottedPage.SlotsOffset + (i * Slot.Size), Slot.Size)
                || !TryCopyBytes(page, slot.Offset - SlottedPage.StampSize, SlottedPage.StampSize + slot.KeyLength + slot.ValueLength))
                return false;
        }

        IsPartial = true;
        return true;
    }

    /// <summary>Copies bytes of an unlatched page to their place; false when they would lie outside of it.</summary>
    private bool TryCopyBytes(byte* page, int offset, int length)
    {
        if (offset < 0 || offset + length > _pageSize)
            return false;
        new ReadOnlySpan<byte>(page + offset, length).CopyTo(new Span<byte>(_pointer + offset, length));
        return true;
    }

    private void Grow(int length)
    {
        var grown = GC.AllocateUninitializedArray<byte>(Math.Max(length, _bytes.Length * 2), pinned: true);
        _bytes.AsSpan(0, ExtraEnd).CopyTo(grown);
        _bytes = grown;
        _pointer = (byte*)Unsafe.AsPointer(ref grown[0]);
    }

    private bool IsLeafOf(TreeId tree)
    {
        ref var header = ref Leaf.Node.PageHeader;
        return header.Type == PageType.Leaf && header.TreeIdValue == tree.Value;
    }

    /// <summary>Leaves the gap between slots and records out. In bounds: both ends are cut to the page.</summary>
    private void CopyUsedBytes(byte* page)
    {
        var node = new SlottedPage(page, _pageSize);
        var low = Math.Min(node.SlotsEnd, _pageSize);
        var high = Math.Max(low, Math.Min((int)node.Header.HeapStart, _pageSize));
        Buffer.MemoryCopy(page, _pointer, _pageSize, low);
        Buffer.MemoryCopy(page + high, _pointer + high, _pageSize - high, _pageSize - high);
        ExtraEnd = _pageSize;
    }
}
