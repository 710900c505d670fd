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

    /// <summary>The copied bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Copies the page of a guard; false if it changed meanwhile, and then the copy is garbage.</summary>
    public bool TryCopy(ref OptimisticGuard guard, TreeId tree)
    {
        CopyUsedBytes(guard.Page);
        if (!guard.Validate())
            return false;
        if (!IsLeafOf(tree) || !Holds())
            TreeErrors.ThrowCorruptPage(guard.Id, $"it is not a leaf of tree {tree}");
        return true;
    }

    /// <summary>As <see cref="TryCopy"/>, for a page that a stale link may have led to: also false if it is none of the tree.</summary>
    public bool TryCopySibling(ref OptimisticGuard guard, TreeId tree)
    {
        CopyUsedBytes(guard.Page);
        return guard.Validate() && IsLeafOf(tree) && Holds();
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
