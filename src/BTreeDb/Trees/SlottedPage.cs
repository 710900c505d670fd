using System.Diagnostics;
using System.Runtime.CompilerServices;
using BTreeDb.Files;
using BTreeDb.Primitives;

namespace BTreeDb.Trees;

/// <summary>
/// What leaf and interior pages have in common: a view of a page's bytes as a slot array, a heap of records and two
/// fences. It owns nothing. Changes need the page's exclusive latch; the search, <see cref="TrySlot"/>
/// and the header getters may run over bytes that change underneath, stay within the page whatever they read, and give
/// answers that count only after the caller has validated the page's version.
/// </summary>
internal readonly unsafe struct SlottedPage
{
    /// <summary>Where the slot array begins.</summary>
    public const int SlotsOffset = PageHeader.SizeBytes + NodeHeader.Size;

    /// <summary>Bytes of a stamp before the key of a leaf's record.</summary>
    public const int StampSize = 6;

    private readonly byte* _page;
    private readonly int _size;

    /// <summary>Views a page of <paramref name="size"/> bytes, which must stay where it is while the view is used.</summary>
    public SlottedPage(byte* page, int size)
    {
        _page = page;
        _size = size;
    }

    /// <summary>First byte of the page.</summary>
    public byte* Pointer => _page;

    /// <summary>Bytes of the page.</summary>
    public int PageSize => _size;

    /// <summary>The header that all pages share.</summary>
    public ref PageHeader PageHeader => ref *(PageHeader*)_page;

    /// <summary>The header of tree pages.</summary>
    public ref NodeHeader Header => ref *(NodeHeader*)(_page + PageHeader.SizeBytes);

    /// <summary>Number of slots.</summary>
    public int Count => Header.SlotCount;

    /// <summary>Distance from the leaves.</summary>
    public int Level => Header.Level;

    /// <summary>Length of the prefix cut off all keys.</summary>
    public int PrefixLength => Header.PrefixLength;

    /// <summary>Whether no key is too high for this page.</summary>
    public bool UpperIsInfinite => (Header.Flags & NodeHeader.UpperInfinite) != 0;

    /// <summary>The bytes that all keys of the page begin with. Latched pages and private copies only.</summary>
    public ReadOnlySpan<byte> Prefix => Bytes(Header.LowerFenceOffset, Header.PrefixLength);

    /// <summary>The lowest key that may be on this page. Latched pages and private copies only.</summary>
    public ReadOnlySpan<byte> LowerFence => Bytes(Header.LowerFenceOffset, Header.LowerFenceLength);

    /// <summary>The lowest key above this page, empty if there is none. Latched pages and private copies only.</summary>
    public ReadOnlySpan<byte> UpperFence => Bytes(Header.UpperFenceOffset, Header.UpperFenceLength);

    /// <summary>Offset behind the last slot.</summary>
    public int SlotsEnd => SlotsOffset + (Count * Slot.Size);

    /// <summary>Bytes between slots and heap.</summary>
    public int Gap => Header.HeapStart - SlotsEnd;

    /// <summary>Bytes that compaction would leave between slots and heap.</summary>
    public int FreeBytes => Gap + Header.DeadBytes;

    /// <summary>Bytes that slots, records and fences take.</summary>
    public int UsedBytes => _size - SlotsOffset - FreeBytes;

    private int RecordHeadSize => Header.Level == 0 ? StampSize : 0;

    /// <summary>
    /// Whether header, slots and fences describe bytes of the page and of the heap only, so that all the rest of this
    /// type stays in bounds. Says nothing about order.
    /// </summary>
    public bool IsWellFormed()
    {
        ref var header = ref Header;
        int heapStart = header.HeapStart;
        if (header.SlotCount > (_size - SlotsOffset) / Slot.Size || SlotsEnd > heapStart || heapStart > _size
            || header.DeadBytes > _size - heapStart || header.GhostCount > header.SlotCount)
            return false;
        if (!InHeap(header.LowerFenceOffset, header.LowerFenceLength) || !InHeap(header.UpperFenceOffset, header.UpperFenceLength)
            || header.PrefixLength > header.LowerFenceLength
            || (!UpperIsInfinite && header.PrefixLength > header.UpperFenceLength))
            return false;
        var before = RecordHeadSize;
        for (var i = 0; i < header.SlotCount; i++)
        {
            var slot = *(Slot*)(_page + SlotsOffset + (i * Slot.Size));
            if (slot.Offset - before < heapStart || slot.Offset + slot.KeyLength + slot.ValueLength > _size)
                return false;
            if (before == 0 && slot.ValueLength != sizeof(uint))
                return false;
        }

        return true;
    }

    /// <summary>The slot at an index below <see cref="Count"/>. Latched pages and private copies only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref Slot SlotAt(int index)
    {
        Debug.Assert((uint)index < (uint)Count);
        return ref *(Slot*)(_page + SlotsOffset + (index * Slot.Size));
    }

    /// <summary>
    /// Copies a slot out, whatever the page's bytes are: false if it does not lie in the page or does not describe bytes
    /// of the page.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySlot(int index, out Slot slot)
    {
        var position = SlotsOffset + (index * Slot.Size);
        if ((uint)position > (uint)(_size - Slot.Size))
        {
            slot = default;
            return false;
        }

        slot = *(Slot*)(_page + position);
        return slot.Offset >= SlotsOffset + StampSize && slot.Offset + slot.KeyLength + slot.ValueLength <= _size;
    }

    /// <summary>Key suffix of a slot.</summary>
    public ReadOnlySpan<byte> Suffix(int index)
    {
        ref var slot = ref SlotAt(index);
        return Bytes(slot.Offset, slot.KeyLength);
    }

    /// <summary>Value of a slot.</summary>
    public ReadOnlySpan<byte> Value(int index)
    {
        ref var slot = ref SlotAt(index);
        return Bytes(slot.Offset + slot.KeyLength, slot.ValueLength);
    }

    /// <summary>Length of a slot's whole key.</summary>
    public int KeyLength(int index) => Header.PrefixLength + SlotAt(index).KeyLength;

    /// <summary>Copies a slot's whole key and returns its length.</summary>
    public int CopyKey(int index, Span<byte> destination)
    {
        var prefix = Prefix;
        prefix.CopyTo(destination);
        var suffix = Suffix(index);
        suffix.CopyTo(destination[prefix.Length..]);
        return prefix.Length + suffix.Length;
    }

    /// <summary>
    /// The index of the first slot whose key is not below the given one; <paramref name="found"/> if it is equal.
    /// Negative if the page's bytes cannot be those of a tree page that may hold the key.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int LowerBound(byte* key, int length, out bool found)
    {
        int prefix = Header.PrefixLength;
        if (prefix > length)
        {
            found = false;
            return -1;
        }

        return SlotArray.LowerBound(_page, _size, key + prefix, length - prefix, out found);
    }

    /// <summary>As above, in a leaf, which is often not in the processor's cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int LowerBoundOfLeaf(byte* key, int length, out bool found)
    {
        SlotArray.FetchProbes(_page, _size);
        return LowerBound(key, length, out found);
    }

    /// <summary>As above, with a guess where the key is, or none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int LowerBoundOfLeaf(byte* key, int length, SlotAim aim, out bool found) =>
        aim.IsSome ? LowerBound(key, length, aim, out found) : LowerBoundOfLeaf(key, length, out found);

    /// <summary>As <see cref="LowerBound(byte*, int, out bool)"/>, looking near a guess first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int LowerBound(byte* key, int length, SlotAim aim, out bool found)
    {
        int prefix = Header.PrefixLength;
        if (prefix > length)
        {
            found = false;
            return -1;
        }

        return SlotArray.LowerBound(_page, _size, key + prefix, length - prefix, aim, out found);
    }

    /// <summary>As <see cref="LowerBound(byte*, int, out bool)"/>, of a key not below that of a slot, which is near.</summary>
    public int LowerBoundFrom(int index, byte* key, int length)
    {
        int prefix = Header.PrefixLength;
        return index < 0 || prefix > length ? -1 : SlotArray.LowerBoundFrom(_page, _size, index, key + prefix, length - prefix);
    }

    /// <summary>As <see cref="LowerBound(byte*, int, out bool)"/>, for a key that is not pinned.</summary>
    public int LowerBound(ReadOnlySpan<byte> key, out bool found)
    {
        fixed (byte* pointer = key)
            return LowerBound(pointer, key.Length, out found);
    }

    /// <summary>Whether a key lies between the fences. Latched pages and private copies only.</summary>
    public bool Covers(ReadOnlySpan<byte> key) =>
        key.SequenceCompareTo(LowerFence) >= 0 && (UpperIsInfinite || key.SequenceCompareTo(UpperFence) < 0);

    /// <summary>As <see cref="Covers"/>, over bytes that may change underneath: what it says counts after validation.</summary>
    public bool MayCover(byte* key, int length)
    {
        ref var header = ref Header;
        int lower = header.LowerFenceOffset, lowerLength = header.LowerFenceLength;
        int upper = header.UpperFenceOffset, upperLength = header.UpperFenceLength;
        if (lower + lowerLength > _size || upper + upperLength > _size)
            return false;
        var wanted = new ReadOnlySpan<byte>(key, length);
        return wanted.SequenceCompareTo(new ReadOnlySpan<byte>(_page + lower, lowerLength)) >= 0
            && (UpperIsInfinite || wanted.SequenceCompareTo(new ReadOnlySpan<byte>(_page + upper, upperLength)) < 0);
    }

    /// <summary>
    /// Makes this an empty page with the given fences. Writes every header field but checksum and LSN, so any bytes may
    /// have been there before; the fences must not lie in this page.
    /// </summary>
    public void Format(in NodeFormat format)
    {
        Debug.Assert(_size <= 32768);
        new Span<byte>(_page, SlotsOffset)[4..8].Clear();
        PageHeader.Type = format.Level == 0 ? PageType.Leaf : PageType.Interior;
        PageHeader.FormatVersion = NodeFormat.Version;
        PageHeader.PageIdValue = format.Page.Value;
        PageHeader.TreeIdValue = format.Tree.Value;
        PageHeader.TypeSpecific = 0;
        Header = default;
        Header.HeapStart = (ushort)_size;
        Header.Level = (byte)format.Level;
        Header.LeftSibling = format.Left.Value;
        Header.RightSibling = format.Right.Value;
        if (format.UpperIsInfinite)
            Header.Flags = NodeHeader.UpperInfinite;
        else
            Header.PrefixLength = (ushort)KeyBytes.CommonPrefix(format.LowerFence, format.UpperFence);
        Header.LowerFenceOffset = (ushort)AddBytes(format.LowerFence);
        Header.LowerFenceLength = (ushort)format.LowerFence.Length;
        Header.UpperFenceOffset = (ushort)AddBytes(format.UpperFence);
        Header.UpperFenceLength = (ushort)format.UpperFence.Length;
    }

    /// <summary>Bytes that a record takes, its slot included.</summary>
    public int RecordSize(int suffixLength, int valueLength) =>
        Slot.Size + RecordHeadSize + suffixLength + valueLength;

    /// <summary>
    /// Opens a slot and room for its record; the caller fills the key suffix at the returned offset, the value behind it
    /// and, on a leaf, the stamp before it, then calls <see cref="SealSlot"/>. The caller has made sure that the page has
    /// the room (<see cref="FreeBytes"/>).
    /// </summary>
    public int OpenSlot(int index, int suffixLength, int valueLength, RecordFlags flags)
    {
        var body = RecordHeadSize + suffixLength + valueLength;
        Invariant.Holds(body + Slot.Size <= FreeBytes, "T2");
        if (body + Slot.Size > Gap)
            Compact();
        var heapStart = Header.HeapStart - body;
        Header.HeapStart = (ushort)heapStart;
        var slot = _page + SlotsOffset + (index * Slot.Size);
        var bytesBehind = (Count - index) * Slot.Size;
        Buffer.MemoryCopy(slot, slot + Slot.Size, bytesBehind, bytesBehind);
        Header.SlotCount++;
        var offset = heapStart + RecordHeadSize;
        *(Slot*)slot = new Slot
        {
            Offset = (ushort)offset,
            KeyLength = (ushort)suffixLength,
            ValueLengthAndFlags = Slot.Pack(valueLength, flags),
        };
        return offset;
    }

    /// <summary>Computes a slot's head from its key suffix.</summary>
    public void SealSlot(int index)
    {
        ref var slot = ref SlotAt(index);
        slot.Head = KeyBytes.Head(_page + slot.Offset, slot.KeyLength);
    }

    /// <summary>Takes a slot and its record away.</summary>
    public void RemoveSlot(int index)
    {
        ref var slot = ref SlotAt(index);
        FreeRecord(slot.Offset - RecordHeadSize, RecordHeadSize + slot.KeyLength + slot.ValueLength);
        var at = _page + SlotsOffset + (index * Slot.Size);
        var bytesBehind = (Count - index - 1) * Slot.Size;
        Buffer.MemoryCopy(at + Slot.Size, at, bytesBehind, bytesBehind);
        Header.SlotCount--;
    }

    /// <summary>
    /// Gives a slot's record a new value length, keeping its key, and returns where the value begins. The old value's
    /// bytes are gone unless the new one is not longer.
    /// </summary>
    public int ResizeValue(int index, int valueLength, RecordFlags flags)
    {
        ref var slot = ref SlotAt(index);
        var shrinkage = slot.ValueLength - valueLength;
        if (shrinkage >= 0)
        {
            Header.DeadBytes += (ushort)shrinkage;
            slot.ValueLengthAndFlags = Slot.Pack(valueLength, flags);
            return slot.Offset + slot.KeyLength;
        }

        return MoveRecord(index, valueLength, flags);
    }

    /// <summary>
    /// Appends copies of another page's slots <paramref name="from"/> up to (not including) <paramref name="to"/>,
    /// fitting their suffixes to this page's prefix. Both pages are of one level and one tree.
    /// </summary>
    public void AppendFrom(SlottedPage source, int from, int to)
    {
        var sourcePrefix = source.Prefix;
        for (var i = from; i < to; i++)
        {
            ref var slot = ref source.SlotAt(i);
            AppendRecord(sourcePrefix, source._page + slot.Offset, slot);
        }
    }

    /// <summary>Appends an entry to an interior page under construction.</summary>
    public void AppendSeparator(ReadOnlySpan<byte> separator, uint child)
    {
        var index = Count;
        var suffix = separator[PrefixLength..];
        var offset = OpenSlot(index, suffix.Length, sizeof(uint), RecordFlags.None);
        suffix.CopyTo(new Span<byte>(_page + offset, suffix.Length));
        Unsafe.WriteUnaligned(_page + offset + suffix.Length, child);
        SealSlot(index);
    }

    /// <summary>
    /// Closes the holes of the heap. What a page can take depends on its content alone, never on the order of the
    /// changes that led to it, so redo on a differently laid out copy succeeds where the change succeeded.
    /// </summary>
    [SkipLocalsInit]
    public void Compact()
    {
        var scratch = stackalloc byte[_size];
        Buffer.MemoryCopy(_page, scratch, _size, _size);
        var old = new SlottedPage(scratch, _size);
        Header.HeapStart = (ushort)_size;
        Header.DeadBytes = 0;
        Header.LowerFenceOffset = (ushort)AddBytes(old.LowerFence);
        Header.UpperFenceOffset = (ushort)AddBytes(old.UpperFence);
        var head = RecordHeadSize;
        int count = Header.SlotCount;
        for (var i = 0; i < count; i++)
        {
            ref var slot = ref SlotAt(i);
            var length = head + slot.KeyLength + slot.ValueLength;
            slot.Offset = (ushort)(AddBytes(new ReadOnlySpan<byte>(scratch + slot.Offset - head, length)) + head);
        }
    }

    private void AppendRecord(ReadOnlySpan<byte> sourcePrefix, byte* suffix, in Slot slot)
    {
        var cut = PrefixLength;
        var index = Count;
        var suffixLength = sourcePrefix.Length + slot.KeyLength - cut;
        var offset = OpenSlot(index, suffixLength, slot.ValueLength, slot.Flags);
        var target = _page + offset;
        var head = RecordHeadSize;
        Buffer.MemoryCopy(suffix - head, target - head, head, head);
        if (cut < sourcePrefix.Length)
        {
            var back = sourcePrefix[cut..];
            back.CopyTo(new Span<byte>(target, back.Length));
            target += back.Length;
            cut = sourcePrefix.Length;
        }

        var skip = cut - sourcePrefix.Length;
        var rest = slot.KeyLength - skip + slot.ValueLength;
        Buffer.MemoryCopy(suffix + skip, target, rest, rest);
        SealSlot(index);
    }

    [SkipLocalsInit]
    private int MoveRecord(int index, int valueLength, RecordFlags flags)
    {
        var slot = SlotAt(index);
        var head = RecordHeadSize;
        var kept = head + slot.KeyLength;
        var scratch = stackalloc byte[kept];
        Buffer.MemoryCopy(_page + slot.Offset - head, scratch, kept, kept);
        // The dead record must be gone before the new one is placed: the room may suffice only together with its own.
        RemoveSlot(index);
        var offset = OpenSlot(index, slot.KeyLength, valueLength, flags);
        Buffer.MemoryCopy(scratch, _page + offset - head, kept, kept);
        SlotAt(index).Head = slot.Head;
        return offset + slot.KeyLength;
    }

    private bool InHeap(int offset, int length) =>
        length == 0 || (offset >= Header.HeapStart && offset + length <= _size);

    private void FreeRecord(int start, int length)
    {
        if (start == Header.HeapStart)
            Header.HeapStart += (ushort)length;
        else
            Header.DeadBytes += (ushort)length;
    }

    private int AddBytes(ReadOnlySpan<byte> bytes)
    {
        Header.HeapStart -= (ushort)bytes.Length;
        bytes.CopyTo(new Span<byte>(_page + Header.HeapStart, bytes.Length));
        return Header.HeapStart;
    }

    private ReadOnlySpan<byte> Bytes(int offset, int length)
    {
        if (offset + length > _size)
            throw TreeErrors.CorruptPage(new PageId(PageHeader.PageIdValue), "a record reaches beyond the page");
        return new ReadOnlySpan<byte>(_page + offset, length);
    }
}
