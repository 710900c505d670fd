using System.Runtime.CompilerServices;
using BTreeDb.Files;
using BTreeDb.Primitives;

namespace BTreeDb.Trees;

/// <summary>A view of a leaf: records of stamp, key and value in key order. It owns nothing.</summary>
internal readonly unsafe struct LeafPage(SlottedPage node)
{
    /// <summary>Views the bytes of a leaf.</summary>
    public LeafPage(byte* page, int size)
        : this(new SlottedPage(page, size))
    {
    }

    /// <summary>The page without the meaning of its records.</summary>
    public SlottedPage Node => node;

    /// <summary>Number of records, ghosts included.</summary>
    public int Count => node.Count;

    /// <summary>Number of ghosts.</summary>
    public int GhostCount => node.Header.GhostCount;

    /// <summary>The leaf right of this one.</summary>
    public PageId Right => new(node.Header.RightSibling);

    /// <summary>The leaf left of this one.</summary>
    public PageId Left => new(node.Header.LeftSibling);

    /// <summary>
    /// No record of the page has a higher stamp. It may be too high after rollbacks, never too low: if everybody sees
    /// it, everybody sees the whole page.
    /// </summary>
    public TransactionId NewestStamp => new(node.PageHeader.TypeSpecific & TransactionId.MaxValue);

    /// <summary>The transaction that wrote a record.</summary>
    public TransactionId Stamp(int index) => ReadStamp(node.Pointer + node.SlotAt(index).Offset);

    /// <summary>What a slot says about its record.</summary>
    public RecordFlags Flags(int index) => node.SlotAt(index).Flags;

    /// <summary>A record's value, or the reference to its overflow chain.</summary>
    public ReadOnlySpan<byte> Value(int index) => node.Value(index);

    /// <summary>Reads the stamp that lies before a record's key suffix.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TransactionId ReadStamp(byte* suffix) =>
        new(Unsafe.ReadUnaligned<uint>(suffix - 6) | ((ulong)Unsafe.ReadUnaligned<ushort>(suffix - 2) << 32));

    /// <summary>Whether a record of this suffix and value length can be inserted.</summary>
    public bool HasRoomFor(int suffixLength, int valueLength) =>
        node.RecordSize(suffixLength, valueLength) <= node.FreeBytes;

    /// <summary>Whether a record's value can be replaced by one of this length.</summary>
    public bool HasRoomToReplace(int index, int valueLength) =>
        valueLength - node.SlotAt(index).ValueLength <= node.FreeBytes;

    /// <summary>Inserts a record at a slot; the caller has asked <see cref="HasRoomFor"/>.</summary>
    public void Insert(int index, ReadOnlySpan<byte> suffix, RecordFlags flags, TransactionId stamp, ReadOnlySpan<byte> value)
    {
        var offset = node.OpenSlot(index, suffix.Length, value.Length, flags);
        var record = node.Pointer + offset;
        suffix.CopyTo(new Span<byte>(record, suffix.Length));
        value.CopyTo(new Span<byte>(record + suffix.Length, value.Length));
        WriteStamp(record, stamp);
        node.SealSlot(index);
        if ((flags & RecordFlags.Ghost) != 0)
            node.Header.GhostCount++;
    }

    /// <summary>Replaces a record's value, flags and stamp; the caller has asked <see cref="HasRoomToReplace"/>.</summary>
    public void Replace(int index, RecordFlags flags, TransactionId stamp, ReadOnlySpan<byte> value)
    {
        CountGhost(node.SlotAt(index).Flags, -1);
        var offset = node.ResizeValue(index, value.Length, flags);
        value.CopyTo(new Span<byte>(node.Pointer + offset, value.Length));
        WriteStamp(node.Pointer + node.SlotAt(index).Offset, stamp);
        CountGhost(flags, 1);
    }

    /// <summary>
    /// Makes a record a ghost. Its value's bytes stay with it, without meaning, so that a record that comes back takes no
    /// other place.
    /// </summary>
    public void Erase(int index, RecordFlags flags, TransactionId stamp)
    {
        ref var slot = ref node.SlotAt(index);
        CountGhost(slot.Flags, -1);
        slot.ValueLengthAndFlags = Slot.Pack(slot.ValueLength, flags);
        WriteStamp(node.Pointer + slot.Offset, stamp);
        CountGhost(flags, 1);
    }

    /// <summary>Takes a record away.</summary>
    public void Remove(int index)
    {
        CountGhost(node.SlotAt(index).Flags, -1);
        node.RemoveSlot(index);
    }

    /// <summary>Appends copies of another leaf's records and takes their stamps and ghosts into account.</summary>
    public void AppendFrom(LeafPage source, int from, int to)
    {
        node.AppendFrom(source.Node, from, to);
        for (var i = from; i < to; i++)
        {
            RaiseNewestStamp(source.Stamp(i));
            CountGhost(source.Flags(i), 1);
        }
    }

    private void WriteStamp(byte* suffix, TransactionId stamp)
    {
        Unsafe.WriteUnaligned(suffix - 6, (uint)stamp.Value);
        Unsafe.WriteUnaligned(suffix - 2, (ushort)(stamp.Value >> 32));
        RaiseNewestStamp(stamp);
    }

    private void RaiseNewestStamp(TransactionId stamp)
    {
        ref var newest = ref node.PageHeader.TypeSpecific;
        if (stamp.Value > newest)
            newest = stamp.Value;
    }

    private void CountGhost(RecordFlags flags, int change)
    {
        if ((flags & RecordFlags.Ghost) != 0)
            node.Header.GhostCount = (ushort)(node.Header.GhostCount + change);
    }
}
