using System.Buffers.Binary;
using BTreeDb.Primitives;
using BTreeDb.Wal;

namespace BTreeDb.Trees;

/// <summary>
/// Adds page changes to a log record, with payloads as <see cref="TreePageOperation"/> describes them;
/// <see cref="TreeRedo"/> reads them. The caller has changed the page already.
/// </summary>
internal static unsafe class TreeChange
{
    private const int RecordHeadSize = 9;

    /// <summary>Adds <see cref="TreePageOperation.LeafInsert"/>.</summary>
    public static void LeafInsert(
        ref LogRecordBuilder record, SlottedPage page, int slot, RecordVersion version,
        scoped ReadOnlySpan<byte> suffix, scoped ReadOnlySpan<byte> value)
    {
        var payload = Add(ref record, page, TreePageOperation.LeafInsert, RecordHeadSize + 2 + suffix.Length + value.Length);
        WriteRecordHead(payload, slot, version);
        BinaryPrimitives.WriteUInt16LittleEndian(payload[RecordHeadSize..], (ushort)suffix.Length);
        suffix.CopyTo(payload[(RecordHeadSize + 2)..]);
        value.CopyTo(payload[(RecordHeadSize + 2 + suffix.Length)..]);
    }

    /// <summary>Adds <see cref="TreePageOperation.LeafReplace"/>.</summary>
    public static void LeafReplace(
        ref LogRecordBuilder record, SlottedPage page, int slot, RecordVersion version, scoped ReadOnlySpan<byte> value)
    {
        var payload = Add(ref record, page, TreePageOperation.LeafReplace, RecordHeadSize + value.Length);
        WriteRecordHead(payload, slot, version);
        value.CopyTo(payload[RecordHeadSize..]);
    }

    /// <summary>Adds <see cref="TreePageOperation.LeafErase"/>.</summary>
    public static void LeafErase(ref LogRecordBuilder record, SlottedPage page, int slot, RecordVersion version) =>
        WriteRecordHead(Add(ref record, page, TreePageOperation.LeafErase, RecordHeadSize), slot, version);

    /// <summary>Adds <see cref="TreePageOperation.LeafRemove"/> of slots in descending order.</summary>
    public static void LeafRemove(ref LogRecordBuilder record, SlottedPage page, scoped ReadOnlySpan<ushort> slots)
    {
        var payload = Add(ref record, page, TreePageOperation.LeafRemove, 2 * slots.Length);
        for (var i = 0; i < slots.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(payload[(2 * i)..], slots[i]);
    }

    /// <summary>Adds <see cref="TreePageOperation.NodeImage"/>.</summary>
    public static void NodeImage(ref LogRecordBuilder record, SlottedPage page)
    {
        var low = page.SlotsEnd;
        var bytes = new ReadOnlySpan<byte>(page.Pointer, page.PageSize);
        var heap = bytes[page.Header.HeapStart..];
        var payload = record.AddChange(
            Id(page), page.Pointer, (byte)TreePageOperation.NodeImage, low - 2 + heap.Length, PageChangeFlags.Initializes);
        BinaryPrimitives.WriteUInt16LittleEndian(payload, (ushort)low);
        bytes[4..low].CopyTo(payload[2..]);
        heap.CopyTo(payload[(low - 2)..]);
    }

    /// <summary>Adds <see cref="TreePageOperation.SplitTruncate"/>.</summary>
    public static void SplitTruncate(
        ref LogRecordBuilder record, SlottedPage page, int keep, PageId right, scoped ReadOnlySpan<byte> separator) =>
        AddIndexPageKey(ref record, page, TreePageOperation.SplitTruncate, keep, right, separator);

    /// <summary>Adds <see cref="TreePageOperation.InteriorInsert"/>.</summary>
    public static void InteriorInsert(
        ref LogRecordBuilder record, SlottedPage page, int index, PageId right, scoped ReadOnlySpan<byte> separator) =>
        AddIndexPageKey(ref record, page, TreePageOperation.InteriorInsert, index, right, separator);

    /// <summary>Adds <see cref="TreePageOperation.InteriorRemove"/>.</summary>
    public static void InteriorRemove(ref LogRecordBuilder record, SlottedPage page, int index) =>
        BinaryPrimitives.WriteUInt16LittleEndian(
            Add(ref record, page, TreePageOperation.InteriorRemove, 2), (ushort)index);

    /// <summary>Adds <see cref="TreePageOperation.SetLeftSibling"/>.</summary>
    public static void SetLeftSibling(ref LogRecordBuilder record, SlottedPage page, PageId left) =>
        BinaryPrimitives.WriteUInt32LittleEndian(
            Add(ref record, page, TreePageOperation.SetLeftSibling, 4), left.Value);

    /// <summary>Adds <see cref="TreePageOperation.AllocationBits"/>.</summary>
    public static void AllocationBits(
        ref LogRecordBuilder record, PageId map, byte* address, bool used, scoped ReadOnlySpan<uint> indexes)
    {
        var payload = record.AddChange(
            map, address, (byte)TreePageOperation.AllocationBits, 1 + (4 * indexes.Length));
        payload[0] = used ? (byte)1 : (byte)0;
        for (var i = 0; i < indexes.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(payload[(1 + (4 * i))..], indexes[i]);
    }

    /// <summary>Adds a change that has no operands.</summary>
    public static void Plain(
        ref LogRecordBuilder record, PageId page, byte* address, TreePageOperation operation, PageChangeFlags flags) =>
        record.AddChange(page, address, (byte)operation, 0, flags);

    /// <summary>Adds <see cref="TreePageOperation.OverflowImage"/>.</summary>
    public static void OverflowImage(
        ref LogRecordBuilder record, PageId page, byte* address, TreeId tree, PageId next, scoped ReadOnlySpan<byte> data)
    {
        var payload = record.AddChange(
            page, address, (byte)TreePageOperation.OverflowImage, 8 + data.Length, PageChangeFlags.Initializes);
        BinaryPrimitives.WriteUInt32LittleEndian(payload, tree.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(payload[4..], next.Value);
        data.CopyTo(payload[8..]);
    }

    private static PageId Id(SlottedPage page) => new(page.PageHeader.PageIdValue);

    /// <summary>Adds a change of a tree page and tells the log which bytes an image can leave out.</summary>
    private static Span<byte> Add(ref LogRecordBuilder record, SlottedPage page, TreePageOperation operation, int length)
    {
        var payload = record.AddChange(Id(page), page.Pointer, (byte)operation, length);
        record.SetHole(page.SlotsEnd, page.Gap);
        return payload;
    }

    private static void WriteRecordHead(Span<byte> payload, int slot, RecordVersion version)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(payload, (ushort)slot);
        payload[2] = (byte)version.Flags;
        BinaryPrimitives.WriteUInt32LittleEndian(payload[3..], (uint)version.Stamp.Value);
        BinaryPrimitives.WriteUInt16LittleEndian(payload[7..], (ushort)(version.Stamp.Value >> 32));
    }

    private static void AddIndexPageKey(
        ref LogRecordBuilder record, SlottedPage page, TreePageOperation operation, int index, PageId other, scoped ReadOnlySpan<byte> key)
    {
        var payload = Add(ref record, page, operation, 6 + key.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(payload, (ushort)index);
        BinaryPrimitives.WriteUInt32LittleEndian(payload[2..], other.Value);
        key.CopyTo(payload[6..]);
    }
}
