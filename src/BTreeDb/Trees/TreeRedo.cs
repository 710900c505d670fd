using System.Buffers.Binary;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Wal;

namespace BTreeDb.Trees;

/// <summary>
/// Repeats a page change from the log. It calls the very methods that made the change, on a page that is as it was
/// before the change; the bytes of the payload are checked nevertheless.
/// </summary>
internal sealed unsafe class TreeRedo : IPageRedo
{
    /// <summary>Applies a change to a page that the caller has latched exclusively.</summary>
    /// <param name="operation">One of <see cref="TreePageOperation"/>.</param>
    /// <param name="id">The page's number; for a page that the change initializes the bytes do not tell it.</param>
    /// <param name="page">All bytes of the page, at an address that stays.</param>
    /// <param name="payload">The change, as <see cref="TreeChange"/> wrote it.</param>
    public void Apply(byte operation, PageId id, Span<byte> page, ReadOnlySpan<byte> payload)
    {
        fixed (byte* pointer = page)
        {
            if (!TryApply((TreePageOperation)operation, id, page, new SlottedPage(pointer, page.Length), payload))
                throw TreeErrors.CorruptChange(id, (TreePageOperation)operation);
        }
    }

    private static bool TryApply(
        TreePageOperation operation, PageId id, Span<byte> page, SlottedPage node, ReadOnlySpan<byte> payload)
    {
        switch (operation)
        {
            case TreePageOperation.LeafInsert:
                return IsLeaf(node) && LeafInsert(new LeafPage(node), payload);
            case TreePageOperation.LeafReplace:
                return IsLeaf(node) && LeafReplace(new LeafPage(node), payload);
            case TreePageOperation.LeafErase:
                return IsLeaf(node) && LeafErase(new LeafPage(node), payload);
            case TreePageOperation.LeafRemove:
                return IsLeaf(node) && LeafRemove(new LeafPage(node), payload);
            case TreePageOperation.NodeImage:
                return NodeImage(node, payload);
            case TreePageOperation.SplitTruncate:
                return IsNode(node) && SplitTruncate(node, payload);
            case TreePageOperation.InteriorInsert:
                return IsInterior(node) && InteriorInsert(new InteriorPage(node), payload);
            case TreePageOperation.InteriorRemove:
                return IsInterior(node) && InteriorRemove(new InteriorPage(node), payload);
            case TreePageOperation.SetLeftSibling:
                return IsLeaf(node) && SetLeftSibling(node, payload);
            case TreePageOperation.AllocationBits:
                return IsMap(node) && AllocationBits(page, payload);
            case TreePageOperation.FormatAllocationMap:
                new AllocationMapPage(page).Format(id);
                return true;
            case TreePageOperation.ChainAllocationMap:
                return IsMap(node) && Chain(page);
            case TreePageOperation.FreePage:
                PageFormat.Free(page, id);
                return true;
            case TreePageOperation.OverflowImage:
                return OverflowImage(id, page, payload);
            default:
                return false;
        }
    }

    private static bool IsLeaf(SlottedPage node) => node.PageHeader.Type == PageType.Leaf;

    private static bool IsInterior(SlottedPage node) => node.PageHeader.Type == PageType.Interior;

    private static bool IsNode(SlottedPage node) => IsLeaf(node) || IsInterior(node);

    private static bool IsMap(SlottedPage node) => node.PageHeader.Type == PageType.AllocationMap;

    private static bool LeafInsert(LeafPage leaf, ReadOnlySpan<byte> payload)
    {
        if (payload.Length < 11)
            return false;
        int slot = BinaryPrimitives.ReadUInt16LittleEndian(payload);
        int suffixLength = BinaryPrimitives.ReadUInt16LittleEndian(payload[9..]);
        var rest = payload[11..];
        if (slot > leaf.Count || suffixLength > rest.Length || !leaf.HasRoomFor(suffixLength, rest.Length - suffixLength))
            return false;
        leaf.Insert(slot, rest[..suffixLength], (RecordFlags)payload[2], Stamp(payload), rest[suffixLength..]);
        return true;
    }

    private static bool LeafReplace(LeafPage leaf, ReadOnlySpan<byte> payload)
    {
        if (payload.Length < 9)
            return false;
        int slot = BinaryPrimitives.ReadUInt16LittleEndian(payload);
        var value = payload[9..];
        if (slot >= leaf.Count || !leaf.HasRoomToReplace(slot, value.Length))
            return false;
        leaf.Replace(slot, (RecordFlags)payload[2], Stamp(payload), value);
        return true;
    }

    private static bool LeafErase(LeafPage leaf, ReadOnlySpan<byte> payload)
    {
        if (payload.Length != 9)
            return false;
        int slot = BinaryPrimitives.ReadUInt16LittleEndian(payload);
        if (slot >= leaf.Count)
            return false;
        leaf.Erase(slot, (RecordFlags)payload[2], Stamp(payload));
        return true;
    }

    private static bool LeafRemove(LeafPage leaf, ReadOnlySpan<byte> payload)
    {
        for (; payload.Length >= 2; payload = payload[2..])
        {
            int slot = BinaryPrimitives.ReadUInt16LittleEndian(payload);
            if (slot >= leaf.Count)
                return false;
            leaf.Remove(slot);
        }

        return payload.IsEmpty;
    }

    private static bool NodeImage(SlottedPage node, ReadOnlySpan<byte> payload)
    {
        if (payload.Length < 2)
            return false;
        int low = BinaryPrimitives.ReadUInt16LittleEndian(payload);
        var heapLength = payload.Length - (low - 2);
        if (low < SlottedPage.SlotsOffset || heapLength < 0 || low + heapLength > node.PageSize)
            return false;
        var bytes = new Span<byte>(node.Pointer, node.PageSize);
        payload[2..(low - 2)].CopyTo(bytes[4..]);
        payload[(low - 2)..].CopyTo(bytes[(node.PageSize - heapLength)..]);
        return node.SlotsEnd == low && node.Header.HeapStart == node.PageSize - heapLength;
    }

    private static bool SplitTruncate(SlottedPage node, ReadOnlySpan<byte> payload)
    {
        if (!TryIndexPageKey(payload, out var keep, out var right, out var separator) || keep > node.Count)
            return false;
        PageSplit.Truncate(node, keep, right, separator);
        return true;
    }

    private static bool InteriorInsert(InteriorPage page, ReadOnlySpan<byte> payload)
    {
        if (!TryIndexPageKey(payload, out var index, out var right, out var separator) || index > page.Count)
            return false;
        if (separator.Length < page.Node.PrefixLength || !page.HasRoomFor(separator.Length))
            return false;
        page.Insert(index, separator, right);
        return true;
    }

    private static bool InteriorRemove(InteriorPage page, ReadOnlySpan<byte> payload)
    {
        if (payload.Length != 2)
            return false;
        int index = BinaryPrimitives.ReadUInt16LittleEndian(payload);
        if (index >= page.Count)
            return false;
        page.Remove(index);
        return true;
    }

    private static bool SetLeftSibling(SlottedPage node, ReadOnlySpan<byte> payload)
    {
        if (payload.Length != 4)
            return false;
        node.Header.LeftSibling = BinaryPrimitives.ReadUInt32LittleEndian(payload);
        return true;
    }

    private static bool AllocationBits(Span<byte> page, ReadOnlySpan<byte> payload)
    {
        if (payload.Length % 4 != 1)
            return false;
        var used = payload[0] != 0;
        var map = new AllocationMapPage(page);
        for (payload = payload[1..]; !payload.IsEmpty; payload = payload[4..])
        {
            var index = BinaryPrimitives.ReadUInt32LittleEndian(payload);
            if (index >= AllocationMapPage.Coverage(page.Length))
                return false;
            map.Set(index, used);
        }

        return true;
    }

    private static bool Chain(Span<byte> page)
    {
        var map = new AllocationMapPage(page);
        map.HasNext = true;
        return true;
    }

    private static bool OverflowImage(PageId id, Span<byte> page, ReadOnlySpan<byte> payload)
    {
        if (payload.Length < 8 || payload.Length - 8 > OverflowPage.Capacity(page.Length))
            return false;
        var tree = new TreeId(BinaryPrimitives.ReadUInt32LittleEndian(payload));
        var next = new PageId(BinaryPrimitives.ReadUInt32LittleEndian(payload[4..]));
        new OverflowPage(page).Format(id, tree, next, payload[8..]);
        return true;
    }

    private static TransactionId Stamp(ReadOnlySpan<byte> payload) =>
        new(BinaryPrimitives.ReadUInt32LittleEndian(payload[3..])
            | ((ulong)BinaryPrimitives.ReadUInt16LittleEndian(payload[7..]) << 32));

    private static bool TryIndexPageKey(
        ReadOnlySpan<byte> payload, out int index, out PageId page, out ReadOnlySpan<byte> key)
    {
        index = 0;
        page = default;
        key = default;
        if (payload.Length < 6)
            return false;
        index = BinaryPrimitives.ReadUInt16LittleEndian(payload);
        page = new PageId(BinaryPrimitives.ReadUInt32LittleEndian(payload[2..]));
        key = payload[6..];
        return true;
    }
}
