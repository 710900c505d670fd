using System.Buffers.Binary;
using BTreeDb.Files;
using BTreeDb.Primitives;

namespace BTreeDb.Trees;

/// <summary>
/// Writes the payloads of page changes, as <see cref="TreePageOperation"/> describes them; <see cref="TreeRedo"/> reads
/// them. Each method fills the span and returns the bytes used.
/// </summary>
internal static unsafe class TreeChange
{
    /// <summary>Bytes of a payload beyond key and value.</summary>
    public const int MaxOverhead = 16;

    /// <summary>For <see cref="TreePageOperation.LeafInsert"/>.</summary>
    public static int LeafInsert(
        Span<byte> payload, int slot, RecordFlags flags, TransactionId stamp, ReadOnlySpan<byte> suffix, ReadOnlySpan<byte> value)
    {
        RecordHead(payload, slot, flags, stamp);
        BinaryPrimitives.WriteUInt16LittleEndian(payload[9..], (ushort)suffix.Length);
        suffix.CopyTo(payload[11..]);
        value.CopyTo(payload[(11 + suffix.Length)..]);
        return 11 + suffix.Length + value.Length;
    }

    /// <summary>For <see cref="TreePageOperation.LeafReplace"/>.</summary>
    public static int LeafReplace(
        Span<byte> payload, int slot, RecordFlags flags, TransactionId stamp, ReadOnlySpan<byte> value)
    {
        RecordHead(payload, slot, flags, stamp);
        value.CopyTo(payload[9..]);
        return 9 + value.Length;
    }

    /// <summary>For <see cref="TreePageOperation.LeafRemove"/> with one slot and for <see cref="TreePageOperation.InteriorRemove"/>.</summary>
    public static int Index(Span<byte> payload, int index)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(payload, (ushort)index);
        return 2;
    }

    /// <summary>For <see cref="TreePageOperation.NodeImage"/>.</summary>
    public static int NodeImage(Span<byte> payload, SlottedPage page)
    {
        var low = page.SlotsEnd;
        BinaryPrimitives.WriteUInt16LittleEndian(payload, (ushort)low);
        var bytes = new ReadOnlySpan<byte>(page.Pointer, page.PageSize);
        bytes[4..low].CopyTo(payload[2..]);
        var heap = bytes[page.Header.HeapStart..];
        heap.CopyTo(payload[(low - 2)..]);
        return low - 2 + heap.Length;
    }

    /// <summary>For <see cref="TreePageOperation.SplitTruncate"/>.</summary>
    public static int SplitTruncate(Span<byte> payload, int keep, PageId right, ReadOnlySpan<byte> separator) =>
        IndexPageKey(payload, keep, right, separator);

    /// <summary>For <see cref="TreePageOperation.InteriorInsert"/>.</summary>
    public static int InteriorInsert(Span<byte> payload, int index, PageId right, ReadOnlySpan<byte> separator) =>
        IndexPageKey(payload, index, right, separator);

    /// <summary>For <see cref="TreePageOperation.SetLeftSibling"/>.</summary>
    public static int SetLeftSibling(Span<byte> payload, PageId left)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(payload, left.Value);
        return 4;
    }

    /// <summary>For <see cref="TreePageOperation.AllocationBits"/>.</summary>
    public static int AllocationBits(Span<byte> payload, bool used, ReadOnlySpan<uint> indexes)
    {
        payload[0] = used ? (byte)1 : (byte)0;
        for (var i = 0; i < indexes.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(payload[(1 + (4 * i))..], indexes[i]);
        return 1 + (4 * indexes.Length);
    }

    /// <summary>For <see cref="TreePageOperation.OverflowImage"/>.</summary>
    public static int OverflowImage(Span<byte> payload, TreeId tree, PageId next, ReadOnlySpan<byte> data)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(payload, tree.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(payload[4..], next.Value);
        data.CopyTo(payload[8..]);
        return 8 + data.Length;
    }

    private static void RecordHead(Span<byte> payload, int slot, RecordFlags flags, TransactionId stamp)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(payload, (ushort)slot);
        payload[2] = (byte)flags;
        BinaryPrimitives.WriteUInt32LittleEndian(payload[3..], (uint)stamp.Value);
        BinaryPrimitives.WriteUInt16LittleEndian(payload[7..], (ushort)(stamp.Value >> 32));
    }

    private static int IndexPageKey(Span<byte> payload, int index, PageId page, ReadOnlySpan<byte> key)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(payload, (ushort)index);
        BinaryPrimitives.WriteUInt32LittleEndian(payload[2..], page.Value);
        key.CopyTo(payload[6..]);
        return 6 + key.Length;
    }
}
