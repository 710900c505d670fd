using System.Runtime.InteropServices;
using BTreeDb.Files;
using BTreeDb.Primitives;

namespace BTreeDb.Wal;

/// <summary>
/// Collects a log record. The writer latches the pages exclusively, changes them, adds the changes here, appends the
/// record, sets the pages' LSN to its position, and only then unlatches. Dispose gives the memory back.
/// </summary>
internal unsafe ref struct LogRecordBuilder
{
    /// <summary>What a compensation record takes beyond the undo payload.</summary>
    private const int CompensationOverhead = 64;

    private readonly LogRecordScratch _scratch;
    private readonly LogRecordKind _kind;
    private readonly TransactionId _transaction;
    private readonly Lsn _previous;
    private readonly Lsn _undoNext;
    private uint _bodyChecksum;
    private Span<byte> _encoded;

    /// <summary>Begins a record.</summary>
    /// <param name="kind">What it says.</param>
    /// <param name="transaction">The transaction, or none for a structure change.</param>
    /// <param name="previous">The transaction's last record, or none.</param>
    /// <param name="undoNext">For a compensation: what is left to undo.</param>
    public LogRecordBuilder(
        LogRecordKind kind, TransactionId transaction = default, Lsn previous = default, Lsn undoNext = default)
    {
        _scratch = LogRecordScratch.Rent();
        _kind = kind;
        _transaction = transaction;
        _previous = previous;
        _undoNext = undoNext;
        _bodyChecksum = 0;
    }

    /// <summary>What the record says.</summary>
    public readonly LogRecordKind Kind => _kind;

    /// <summary>The transaction, or none.</summary>
    public readonly TransactionId Transaction => _transaction;

    /// <summary>The number of page changes so far.</summary>
    public readonly int ChangeCount => _scratch.Count;

    /// <summary>The undo payload.</summary>
    public readonly ReadOnlySpan<byte> Undo => _scratch.Undo;

    /// <summary>About how many bytes of log taking the change back needs beyond the undo payload.</summary>
    public int RollbackOverhead { get; set; } = CompensationOverhead;

    /// <summary>The encoded record, after <see cref="Encode"/>.</summary>
    public readonly ReadOnlySpan<byte> Encoded => _encoded;

    /// <summary>
    /// Adds a change of a page and returns its payload, to be filled before anything else is added. A page may be
    /// added more than once; redo applies its changes in order and all together.
    /// </summary>
    /// <param name="page">The page.</param>
    /// <param name="address">Its bytes, latched exclusively until the record is appended, already changed.</param>
    /// <param name="operation">What was done, in the words of the layer above; not zero.</param>
    /// <param name="payloadLength">The length of the operands, below 64 KiB.</param>
    /// <param name="flags">Whether the operation needs nothing of the old content.</param>
    public readonly Span<byte> AddChange(
        PageId page, byte* address, byte operation, int payloadLength, PageChangeFlags flags = PageChangeFlags.None)
    {
        Invariant.Holds(operation != 0 && (flags & PageChangeFlags.FullImage) == 0, "W4");
        Invariant.Holds(payloadLength <= ushort.MaxValue, "W4");
        return _scratch.Add(page, address, operation, flags, payloadLength);
    }

    /// <summary>Adds a change of a page with its operands.</summary>
    public readonly void AddChange(
        PageId page, byte* address, byte operation, ReadOnlySpan<byte> payload, PageChangeFlags flags = PageChangeFlags.None) =>
        payload.CopyTo(AddChange(page, address, operation, payload.Length, flags));

    /// <summary>Tells which bytes of the page added last hold nothing, so that an image can leave them out.</summary>
    public readonly void SetHole(int offset, int length)
    {
        ref var entry = ref _scratch.At(_scratch.Count - 1);
        entry.HoleOffset = offset;
        entry.HoleLength = length;
    }

    /// <summary>Makes room for the undo payload, to be filled before anything else is added. At most once.</summary>
    public readonly Span<byte> SetUndo(int length) => _scratch.SetUndo(length);

    /// <summary>Gives the memory back to the thread.</summary>
    public readonly void Dispose() => LogRecordScratch.Return(_scratch);

    /// <summary>
    /// Lays out the record. Pages whose last change lies before <paramref name="imageBefore"/> go in as whole images,
    /// which heals torn writes of them. Called by the log; repeated when a checkpoint moves that position.
    /// </summary>
    internal void Encode(ulong imageBefore, int pageSize)
    {
        var changes = _scratch.Count;
        _encoded = NeedsImages(imageBefore) ? EncodeWithImages(imageBefore, pageSize, out changes) : EncodeInPlace();
        WriteHeader(_encoded, changes);
        _bodyChecksum = Crc32C.Append(Crc32C.Seed, _encoded[LogRecordHeader.BodyOffset..]);
    }

    /// <summary>Puts position and checksum into the encoded record.</summary>
    internal readonly void Seal(ulong lsn, uint epoch)
    {
        ref var header = ref MemoryMarshal.AsRef<LogRecordHeader>(_encoded);
        header.Lsn = lsn;
        header.Checksum = LogChecksum.Finish(_bodyChecksum, header.Length, lsn, epoch);
    }

    private readonly bool NeedsImages(ulong imageBefore)
    {
        for (var index = 0; index < _scratch.Count; index++)
        {
            if (NeedsImage(index, imageBefore))
                return true;
        }

        return false;
    }

    /// <summary>The changes are where they belong; they lack their headers only.</summary>
    private readonly Span<byte> EncodeInPlace()
    {
        for (var index = 0; index < _scratch.Count; index++)
        {
            ref var entry = ref _scratch.At(index);
            ref var header = ref _scratch.HeaderOf(entry);
            header.Page = entry.Page.Value;
            header.Operation = entry.Operation;
            header.Flags = entry.Flags;
            header.Length = (ushort)entry.PayloadLength;
        }

        CheckLength(_scratch.ChangesLength + _scratch.UndoLength);
        return _scratch.Complete();
    }

    private readonly Span<byte> EncodeWithImages(ulong imageBefore, int pageSize, out int changes)
    {
        var length = LogRecordHeader.SizeBytes + _scratch.UndoLength;
        for (var index = 0; index < _scratch.Count; index++)
            length += EncodedLength(index, imageBefore, pageSize);
        CheckLength(length);
        var target = _scratch.Encoded(length);
        changes = 0;
        var offset = LogRecordHeader.SizeBytes;
        for (var index = 0; index < _scratch.Count; index++)
        {
            var written = EncodeChange(index, imageBefore, pageSize, target[offset..]);
            offset += written;
            changes += written == 0 ? 0 : 1;
        }

        Undo.CopyTo(target[offset..]);
        return target;
    }

    private static void CheckLength(int length)
    {
        if (length > LogRecordHeader.RecordBytesMax)
            throw WalErrors.RecordTooLarge(length);
    }

    private readonly void WriteHeader(Span<byte> target, int changes)
    {
        ref var header = ref MemoryMarshal.AsRef<LogRecordHeader>(target);
        header = default;
        header.Length = (uint)target.Length;
        header.Transaction = _transaction.Value;
        header.Previous = _previous.Value;
        header.UndoNext = _undoNext.Value;
        header.Kind = _kind;
        header.ChangeCount = checked((ushort)changes);
        header.UndoLength = (uint)_scratch.UndoLength;
    }

    private readonly int EncodedLength(int index, ulong imageBefore, int pageSize)
    {
        ref var entry = ref _scratch.At(index);
        var decider = FirstOfPage(index);
        if (!NeedsImage(decider, imageBefore))
            return PageChangeHeader.SizeBytes + entry.PayloadLength;
        return decider == index
            ? PageChangeHeader.SizeBytes + PageImage.LengthFor(pageSize, LastOfPage(index).HoleLength)
            : 0;
    }

    private readonly int EncodeChange(int index, ulong imageBefore, int pageSize, Span<byte> target)
    {
        var length = EncodedLength(index, imageBefore, pageSize);
        if (length == 0)
            return 0;
        ref var entry = ref _scratch.At(index);
        var image = NeedsImage(FirstOfPage(index), imageBefore);
        ref var header = ref MemoryMarshal.AsRef<PageChangeHeader>(target);
        header.Page = entry.Page.Value;
        header.Operation = image ? (byte)0 : entry.Operation;
        header.Flags = image ? PageChangeFlags.FullImage : entry.Flags;
        header.Length = checked((ushort)(length - PageChangeHeader.SizeBytes));
        var payload = target.Slice(PageChangeHeader.SizeBytes, header.Length);
        if (image)
        {
            // In bounds: the frame is one page long, and the caller's latch keeps it ours.
            ref var last = ref LastOfPage(index);
            PageImage.Write(new ReadOnlySpan<byte>(entry.Address, pageSize), last.HoleOffset, last.HoleLength, payload);
        }
        else
        {
            _scratch.PayloadOf(entry).CopyTo(payload);
        }

        return length;
    }

    /// <summary>The first change of the page decides for all of them: an image shows the page after the last.</summary>
    private readonly bool NeedsImage(int index, ulong imageBefore)
    {
        ref var entry = ref _scratch.At(index);
        // In bounds: every page is longer than its header.
        return (entry.Flags & PageChangeFlags.Initializes) == 0 && ((PageHeader*)entry.Address)->LsnValue < imageBefore;
    }

    private readonly int FirstOfPage(int index)
    {
        var page = _scratch.At(index).Page;
        for (var earlier = 0; earlier < index; earlier++)
        {
            if (_scratch.At(earlier).Page == page)
                return earlier;
        }

        return index;
    }

    private readonly ref LogRecordScratch.Entry LastOfPage(int index)
    {
        var page = _scratch.At(index).Page;
        for (var later = _scratch.Count - 1; later > index; later--)
        {
            if (_scratch.At(later).Page == page)
                return ref _scratch.At(later);
        }

        return ref _scratch.At(index);
    }
}
