using BTreeDb.Primitives;

namespace BTreeDb.Wal;

/// <summary>
/// The reusable memory of a <see cref="LogRecordBuilder"/>: what was added, and the encoded record. One instance rests
/// with each thread, so that building a record allocates nothing once the thread is warm.
/// </summary>
internal sealed unsafe class LogRecordScratch
{
    private const int KeptBytesMax = 1024 * 1024;

    [ThreadStatic]
    private static LogRecordScratch? _resting;

    private Entry[] _entries = new Entry[8];
    private byte[] _payload = new byte[1024];
    private byte[] _encoded = new byte[1024];

    /// <summary>The number of page changes added.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes of <see cref="Payload"/> in use.</summary>
    public int PayloadLength { get; private set; }

    /// <summary>The undo payload's place in <see cref="Payload"/>.</summary>
    public int UndoOffset { get; private set; }

    /// <summary>The undo payload's length.</summary>
    public int UndoLength { get; private set; }

    /// <summary>All payloads, one behind the other.</summary>
    public ReadOnlySpan<byte> Payload => _payload;

    /// <summary>Takes the thread's resting instance, or makes one.</summary>
    public static LogRecordScratch Rent()
    {
        var scratch = _resting ?? new LogRecordScratch();
        _resting = null;
        scratch.Count = 0;
        scratch.PayloadLength = 0;
        scratch.UndoOffset = 0;
        scratch.UndoLength = 0;
        return scratch;
    }

    /// <summary>Lays an instance to rest, unless one big record has blown it up.</summary>
    public static void Return(LogRecordScratch scratch)
    {
        if (scratch._payload.Length <= KeptBytesMax && scratch._encoded.Length <= KeptBytesMax)
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
        entry.PayloadOffset = PayloadLength;
        entry.PayloadLength = payloadLength;
        return Take(payloadLength);
    }

    /// <summary>Makes room for the undo payload, to be filled.</summary>
    public Span<byte> SetUndo(int length)
    {
        UndoOffset = PayloadLength;
        UndoLength = length;
        return Take(length);
    }

    /// <summary>Room for the encoded record; contents are undefined.</summary>
    public Span<byte> Encoded(int length)
    {
        if (_encoded.Length < length)
            _encoded = new byte[Math.Max(length, _encoded.Length * 2)];
        return _encoded.AsSpan(0, length);
    }

    private Span<byte> Take(int length)
    {
        var needed = PayloadLength + length;
        if (needed > _payload.Length)
            Array.Resize(ref _payload, Math.Max(needed, _payload.Length * 2));
        var taken = _payload.AsSpan(PayloadLength, length);
        PayloadLength = needed;
        return taken;
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
