using System.Runtime.InteropServices;
using BTreeDb.Primitives;

namespace BTreeDb.Wal;

/// <summary>
/// The reusable memory of a <see cref="LogRecordBuilder"/>: what was added, and the encoded record. The changes lie as they will
/// in the record, so that one without page images only lacks its headers and what undoes it. One instance rests with each
/// thread, so that building a record allocates nothing once the thread is warm.
/// </summary>
internal sealed unsafe class LogRecordScratch
{
    private const int KeptBytesMax = 1024 * 1024;

    [ThreadStatic]
    private static LogRecordScratch? _resting;

    private Entry[] _entries = new Entry[8];
    private byte[] _changes = new byte[1024];
    private byte[] _undo = new byte[1024];
    private byte[] _encoded = new byte[1024];

    /// <summary>The number of page changes added.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes of the record's header and changes.</summary>
    public int ChangesLength { get; private set; }

    /// <summary>The undo payload.</summary>
    public ReadOnlySpan<byte> Undo => _undo.AsSpan(0, UndoLength);

    /// <summary>The undo payload's length.</summary>
    public int UndoLength { get; private set; }

    /// <summary>Takes the thread's resting instance, or makes one.</summary>
    public static LogRecordScratch Rent()
    {
        var scratch = _resting ?? new LogRecordScratch();
        _resting = null;
        scratch.Count = 0;
        scratch.ChangesLength = LogRecordHeader.SizeBytes;
        scratch.UndoLength = 0;
        return scratch;
    }

    /// <summary>Lays an instance to rest, unless one big record has blown it up.</summary>
    public static void Return(LogRecordScratch scratch)
    {
        if (scratch._changes.Length <= KeptBytesMax && scratch._encoded.Length <= KeptBytesMax
            && scratch._undo.Length <= KeptBytesMax)
            _resting = scratch;
    }

    /// <summary>The change at a place.</summary>
    public ref Entry At(int index) => ref _entries[index];

    /// <summary>Adds a change and returns its payload, to be filled.</summary>
    public Span<byte> Add(PageId page, byte* address, byte operation, PageChangeFlags flags, int payloadLength)
    {
        if (Count == _entries.Length)
            Array.Resize(ref _entries, Count * 2);
        ref var entry = ref _entries[Count++];
        entry.Page = page;
        entry.Address = address;
        entry.Operation = operation;
        entry.Flags = flags;
        entry.HoleOffset = 0;
        entry.HoleLength = 0;
        entry.PayloadOffset = ChangesLength + PageChangeHeader.SizeBytes;
        entry.PayloadLength = payloadLength;
        var needed = entry.PayloadOffset + payloadLength;
        EnsureChanges(needed);
        ChangesLength = needed;
        return _changes.AsSpan(entry.PayloadOffset, payloadLength);
    }

    /// <summary>The payload of a change.</summary>
    public ReadOnlySpan<byte> PayloadOf(in Entry entry) => _changes.AsSpan(entry.PayloadOffset, entry.PayloadLength);

    /// <summary>The header of a change, to be filled; its payload follows.</summary>
    public ref PageChangeHeader HeaderOf(in Entry entry) => ref MemoryMarshal.AsRef<PageChangeHeader>(
        _changes.AsSpan(entry.PayloadOffset - PageChangeHeader.SizeBytes, PageChangeHeader.SizeBytes));

    /// <summary>Makes room for the undo payload, to be filled.</summary>
    public Span<byte> SetUndo(int length)
    {
        if (_undo.Length < length)
            _undo = new byte[Math.Max(length, _undo.Length * 2)];
        UndoLength = length;
        return _undo.AsSpan(0, length);
    }

    /// <summary>The whole record where it was built; its undo payload is copied behind the changes.</summary>
    public Span<byte> Complete()
    {
        EnsureChanges(ChangesLength + UndoLength);
        Undo.CopyTo(_changes.AsSpan(ChangesLength));
        return _changes.AsSpan(0, ChangesLength + UndoLength);
    }

    /// <summary>Room for the encoded record; contents are undefined.</summary>
    public Span<byte> Encoded(int length)
    {
        if (_encoded.Length < length)
            _encoded = new byte[Math.Max(length, _encoded.Length * 2)];
        return _encoded.AsSpan(0, length);
    }

    private void EnsureChanges(int length)
    {
        if (length > _changes.Length)
            Array.Resize(ref _changes, Math.Max(length, _changes.Length * 2));
    }

    /// <summary>A page change as it was added.</summary>
    internal struct Entry
    {
        /// <summary>The page.</summary>
        public PageId Page;

        /// <summary>The page's bytes in its frame; the caller's exclusive latch keeps them in place and still.</summary>
        public byte* Address;

        /// <summary>What is done to the page.</summary>
        public byte Operation;

        /// <summary>How redo applies it.</summary>
        public PageChangeFlags Flags;

        /// <summary>Where the page has bytes that an image can leave out.</summary>
        public int HoleOffset;

        /// <summary>How many there are.</summary>
        public int HoleLength;

        /// <summary>The payload's place.</summary>
        public int PayloadOffset;

        /// <summary>The payload's length.</summary>
        public int PayloadLength;
    }
}
