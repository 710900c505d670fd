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
    // Pinned for good, so that views by pointer stay right; the collector owns it, so nothing leaks undisposed.
    private readonly byte[] _bytes;
    private readonly byte* _pointer;

    /// <summary>Makes room for pages of a size.</summary>
    public LeafSnapshot(int pageSize)
    {
        _bytes = GC.AllocateUninitializedArray<byte>(pageSize, pinned: true);
        _pointer = (byte*)Unsafe.AsPointer(ref _bytes[0]);
    }

    /// <summary>The copied leaf.</summary>
    public LeafPage Leaf => new(_pointer, _bytes.Length);

    /// <summary>First byte of the copy.</summary>
    public byte* Pointer => _pointer;

    /// <summary>
    /// The first slot that belongs to the read that made the copy: a leaf that has been merged with its neighbour holds
    /// keys that the reader asked not for, or has had before.
    /// </summary>
    public int Begin { get; private set; }

    /// <summary>The slot behind the last one that belongs to the read.</summary>
    public int End { get; private set; }

    /// <summary>The copied bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Leaves the keys below a key out.</summary>
    public void BeginAt(ReadOnlySpan<byte> key) => Begin = Leaf.Node.LowerBound(key, out _);

    /// <summary>Leaves a key and those above it out.</summary>
    public void EndBefore(ReadOnlySpan<byte> key) => End = Leaf.Node.LowerBound(key, out _);

    /// <summary>Copies the page of a guard; false if it changed meanwhile, and then the copy is garbage.</summary>
    public bool TryCopy(ref OptimisticGuard guard, TreeId tree)
    {
        if (!TryCopyBytes(ref guard))
            return false;
        if (!IsLeafOf(tree) || !Holds())
            TreeErrors.ThrowCorruptPage(guard.Id, $"it is not a leaf of tree {tree}");
        return true;
    }

    /// <summary>As <see cref="TryCopy"/>, for a page that a stale link may have led to: also false if it is none of the tree.</summary>
    public bool TryCopySibling(ref OptimisticGuard guard, TreeId tree) =>
        TryCopyBytes(ref guard) && IsLeafOf(tree) && Holds();

    private bool TryCopyBytes(ref OptimisticGuard guard)
    {
        CopyUsedBytes(guard.Page);
        if (!guard.Validate())
            return false;
        Begin = 0;
        End = Leaf.Count;
        return true;
    }

    private bool IsLeafOf(TreeId tree)
    {
        ref var header = ref Leaf.Node.PageHeader;
        return header.Type == PageType.Leaf && header.TreeIdValue == tree.Value;
    }

    /// <summary>Leaves the gap between slots and records out. In bounds: both ends are cut to the page.</summary>
    private void CopyUsedBytes(byte* page)
    {
        var node = new SlottedPage(page, _bytes.Length);
        var low = Math.Min(node.SlotsEnd, _bytes.Length);
        var high = Math.Max(low, Math.Min((int)node.Header.HeapStart, _bytes.Length));
        Buffer.MemoryCopy(page, _pointer, _bytes.Length, low);
        Buffer.MemoryCopy(page + high, _pointer + high, _bytes.Length - high, _bytes.Length - high);
    }

    /// <summary>Whether fences and slots describe bytes of the page, so that the copy may be read without further checks.</summary>
    private bool Holds()
    {
        var node = Leaf.Node;
        ref var header = ref node.Header;
        var size = _bytes.Length;
        if (node.SlotsEnd > size || header.LowerFenceOffset + header.LowerFenceLength > size
            || header.UpperFenceOffset + header.UpperFenceLength > size || header.PrefixLength > header.LowerFenceLength)
            return false;
        var count = node.Count;
        for (var i = 0; i < count; i++)
        {
            if (!node.TrySlot(i, out _))
                return false;
        }

        return true;
    }
}
