using System.Runtime.InteropServices;
using BTreeDb.Files;

namespace BTreeDb.Wal;

/// <summary>
/// The log's file: a header, then slots of equal size that hold segments of the endless log in any order. Slots whose
/// segment is no longer needed are used again, so the file neither grows for ever nor is ever shifted. Knows bytes and
/// positions, not records. Raises <see cref="IOException"/>s; the log decides what they mean.
/// </summary>
/// <remarks>
/// One thread writes at a time (the log's write gate); adding slots, cutting and reading may come from any thread.
/// </remarks>
internal sealed class LogFile : IDisposable
{
    private const int ZeroBlockBytes = 1024 * 1024;
    private readonly IFile _file;
    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, LogSlot> _slots = [];
    
    /// <summary>The lowest is used first, so that the end of a file that has grown becomes free.</summary>
    private readonly SortedSet<int> _free = [];

    private int _slotCount;
    private uint _epoch;
    private ulong _epochSegment;
    private ulong _epochPreviousEnd;
    private ulong _nextSegment;
    private ulong _capacityEnd;

    private LogFile(IFile file, int segmentBytes)
    {
        _file = file;
        SegmentBytes = segmentBytes;
        PayloadBytes = segmentBytes - LogSegmentHeader.SizeBytes;
    }

    /// <summary>The file's name.</summary>
    public string Path => _file.Path;

    /// <summary>The size of a slot.</summary>
    public int SegmentBytes { get; }

    /// <summary>The log bytes in a slot.</summary>
    public int PayloadBytes { get; }

    /// <summary>The epoch in which segments are begun.</summary>
    public uint Epoch => _epoch;

    /// <summary>Log positions below this one have a slot or can be given one without growing the file.</summary>
    public ulong CapacityEnd => Volatile.Read(ref _capacityEnd);

    /// <summary>The file's size in bytes.</summary>
    public long Length => LogFileHeader.ReservedBytes + ((long)Volatile.Read(ref _slotCount) * SegmentBytes);

    /// <summary>Creates an empty log for a database; a file of that name is replaced. Durable on return.</summary>
    public static LogFile Create(IFileSystem files, string path, Guid databaseId, int segmentBytes)
    {
        var file = files.Open(path, FileOpenMode.Create);
        try
        {
            file.Write(0, EncodeHeader(databaseId, segmentBytes));
            file.Sync();
            return new LogFile(file, segmentBytes);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens a log and finds its segments.</summary>
    /// <param name="files">Where.</param>
    /// <param name="path">The name.</param>
    /// <param name="databaseId">The database that the log must belong to.</param>
    /// <param name="newestEpoch">Segments of later epochs do not exist as far as the meta page knows.</param>
    /// <param name="readOnly">For tools: a file that nobody owns, not to be written.</param>
    public static LogFile Open(
        IFileSystem files, string path, Guid databaseId, uint newestEpoch, bool readOnly = false)
    {
        var file = files.Open(path, readOnly ? FileOpenMode.ReadOnly : FileOpenMode.Existing);
        try
        {
            var opened = new LogFile(file, ReadHeader(file, databaseId));
            opened.FindSegments(newestEpoch);
            return opened;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Starts a new epoch in the first segment that begins above <paramref name="previousEnd"/>. Segments from there on
    /// are leftovers of writes that never counted; their slots become free.
    /// </summary>
    /// <returns>The position where the log goes on.</returns>
    public ulong BeginEpoch(uint epoch, ulong previousEnd)
    {
        lock (_gate)
        {
            _epoch = epoch;
            _epochSegment = (previousEnd / (uint)PayloadBytes) + 1;
            _epochPreviousEnd = previousEnd;
            _nextSegment = _epochSegment;
            FreeWhere(static (segment, bound) => segment >= bound, _epochSegment);
            return _epochSegment * (uint)PayloadBytes;
        }
    }

    /// <summary>Adds one free slot at the end of the file, written with zeros so that its blocks exist.</summary>
    /// <exception cref="IOException">The disk is full; the file is as it was.</exception>
    public void AddSlot()
    {
        lock (_gate)
        {
            var offset = SlotOffset(_slotCount);
            try
            {
                WriteZeros(offset, SegmentBytes);
            }
            catch (IOException)
            {
                TryTruncate(offset);
                throw;
            }

            _free.Add(_slotCount);
            Volatile.Write(ref _slotCount, _slotCount + 1);
            PublishCapacity();
        }
    }

    /// <summary>Writes log bytes at their position, beginning segments as the position reaches them.</summary>
    public void Write(ulong lsn, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var inSegment = (int)(lsn % (uint)PayloadBytes);
            var part = bytes[..Math.Min(bytes.Length, PayloadBytes - inSegment)];
            var slot = SlotForWriting(lsn / (uint)PayloadBytes);
            _file.Write(SlotOffset(slot) + LogSegmentHeader.SizeBytes + inSegment, part);
            lsn += (uint)part.Length;
            bytes = bytes[part.Length..];
        }
    }

    /// <summary>Reads log bytes at a position.</summary>
    /// <returns>How many there are: fewer than asked for where the next segment is absent.</returns>
    public int Read(ulong lsn, Span<byte> buffer)
    {
        var total = 0;
        while (total < buffer.Length && TryGetSegment((lsn + (uint)total) / (uint)PayloadBytes, out var slot))
        {
            var inSegment = (int)((lsn + (uint)total) % (uint)PayloadBytes);
            var part = buffer.Slice(total, Math.Min(buffer.Length - total, PayloadBytes - inSegment));
            var read = _file.Read(SlotOffset(slot.Slot) + LogSegmentHeader.SizeBytes + inSegment, part);
            total += read;
            if (read < part.Length)
                break;
        }

        return total;
    }

    /// <summary>
    /// Writes the segments from the one of a position up to another position into an empty log of the same slot size.
    /// Both positions lie in the running epoch.
    /// </summary>
    public void CopyTo(LogFile target, ulong from, ulong end)
    {
        var position = from / (uint)PayloadBytes * (uint)PayloadBytes;
        target.BeginEpoch(_epoch, position - 1);
        var block = new byte[ZeroBlockBytes];
        while (position < end)
        {
            var read = Read(position, block.AsSpan(0, (int)Math.Min((ulong)block.Length, end - position)));
            if (read == 0)
                throw new IOException($"the log ends at {position} instead of {end}");
            target.Write(position, block.AsSpan(0, read));
            position += (uint)read;
        }
    }

    /// <summary>Finds the slot of a segment.</summary>
    public bool TryGetSegment(ulong segment, out LogSlot slot)
    {
        lock (_gate)
            return _slots.TryGetValue(segment, out slot);
    }

    /// <summary>The segments that end at or below a position, ascending.</summary>
    public List<ulong> SegmentsBelow(ulong position)
    {
        var below = new List<ulong>();
        lock (_gate)
        {
            foreach (var segment in _slots.Keys)
            {
                if (segment < position / (uint)PayloadBytes)
                    below.Add(segment);
            }
        }

        below.Sort();
        return below;
    }

    /// <summary>Reads the slot of a segment, header included.</summary>
    public void ReadSlot(ulong segment, Span<byte> slot)
    {
        if (!TryGetSegment(segment, out var found) || _file.Read(SlotOffset(found.Slot), slot) < slot.Length)
            throw new IOException($"segment {segment} could not be read");
    }

    /// <summary>Adds the slot of a segment that comes from elsewhere, in place of one of that number.</summary>
    /// <returns>Its epoch; zero if the bytes are no slot.</returns>
    public uint Import(ReadOnlySpan<byte> slot)
    {
        var header = MemoryMarshal.AsRef<LogSegmentHeader>(slot);
        if (header.Epoch == 0 || header.Checksum != LogSegmentHeader.ChecksumOf(slot))
            return 0;
        lock (_gate)
        {
            var place = _slots.TryGetValue(header.Segment, out var known) ? known.Slot : _slotCount++;
            _file.Write(SlotOffset(place), slot);
            _slots[header.Segment] = new LogSlot(place, header.Epoch, header.PreviousEnd);
            return header.Epoch;
        }
    }

    /// <summary>Frees the slots of all segments that end at or below a position.</summary>
    public void Cut(ulong neededFrom)
    {
        lock (_gate)
            FreeWhere(static (segment, bound) => segment < bound, neededFrom / (uint)PayloadBytes);
    }

    /// <summary>
    /// Cuts free slots off the end of the file as far as it is longer than a size, but keeps room for some more log.
    /// </summary>
    public void Trim(long maxBytes, long kept)
    {
        lock (_gate)
        {
            var count = _slotCount;
            while (LogFileHeader.ReservedBytes + ((long)count * SegmentBytes) > maxBytes
                && (long)(_free.Count - 1) * PayloadBytes >= kept && _free.Remove(count - 1))
                count--;
            if (count == _slotCount)
                return;
            Volatile.Write(ref _slotCount, count);
            PublishCapacity();
            TryTruncate(SlotOffset(count));
        }
    }

    /// <summary>Makes what was written durable.</summary>
    public void Sync() => _file.Sync();

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    internal static byte[] EncodeHeader(Guid databaseId, int segmentBytes)
    {
        var page = new byte[LogFileHeader.ReservedBytes];
        ref var header = ref MemoryMarshal.AsRef<LogFileHeader>(page.AsSpan());
        header.FormatVersion = LogFileHeader.CurrentFormat;
        header.Magic = LogFileHeader.MagicNumber;
        header.DatabaseId = databaseId;
        header.SegmentBytes = (uint)segmentBytes;
        header.Checksum = Primitives.Crc32C.Of(page.AsSpan(sizeof(uint)));
        return page;
    }

    internal static int ReadHeader(IFile file, Guid databaseId)
    {
        var page = new byte[LogFileHeader.ReservedBytes];
        var read = file.Read(0, page);
        var header = MemoryMarshal.AsRef<LogFileHeader>(page.AsSpan());
        if (read < page.Length
            || header.Magic != LogFileHeader.MagicNumber
            || header.Checksum != Primitives.Crc32C.Of(page.AsSpan(sizeof(uint))))
            throw WalErrors.HeaderDamaged(file.Path);
        if (header.FormatVersion > LogFileHeader.CurrentFormat)
            throw FileErrors.NewerFormat(file.Path, header.FormatVersion, LogFileHeader.CurrentFormat);
        if (header.DatabaseId != databaseId)
            throw WalErrors.Foreign(file.Path);
        return (int)header.SegmentBytes;
    }

    private void FindSegments(uint newestEpoch)
    {
        _slotCount = (int)((_file.Length - LogFileHeader.ReservedBytes) / SegmentBytes);
        var bytes = new byte[LogSegmentHeader.SizeBytes];
        for (var slot = 0; slot < _slotCount; slot++)
        {
            var complete = _file.Read(SlotOffset(slot), bytes) == bytes.Length;
            var header = MemoryMarshal.AsRef<LogSegmentHeader>(bytes.AsSpan());
            var used = complete
                && header.Epoch != 0
                && header.Epoch <= newestEpoch
                && header.Checksum == LogSegmentHeader.ChecksumOf(bytes);
            if (used)
                Keep(header.Segment, new LogSlot(slot, header.Epoch, header.PreviousEnd));
            else
                _free.Add(slot);
        }
    }

    /// <summary>Of two slots for one segment the one of the later epoch counts.</summary>
    private void Keep(ulong segment, LogSlot found)
    {
        if (_slots.TryGetValue(segment, out var other))
        {
            var older = other.Epoch < found.Epoch ? other : found;
            _free.Add(older.Slot);
            if (older == found)
                return;
        }

        _slots[segment] = found;
    }

    private int SlotForWriting(ulong segment)
    {
        lock (_gate)
        {
            if (_slots.TryGetValue(segment, out var known))
                return known.Slot;
            Primitives.Invariant.Holds(segment == _nextSegment, "W2");
            // EnsureSpace has made slots beforehand; this is the last resort of a record that nobody announced.
            if (_free.Count == 0)
                AddSlot();
            var slot = new LogSlot(_free.Min, _epoch, segment == _epochSegment ? _epochPreviousEnd : 0);
            WriteSegmentHeader(segment, slot);
            _free.Remove(slot.Slot);
            _slots[segment] = slot;
            _nextSegment = segment + 1;
            PublishCapacity();
            return slot.Slot;
        }
    }

    private void WriteSegmentHeader(ulong segment, LogSlot slot)
    {
        Span<byte> bytes = stackalloc byte[LogSegmentHeader.SizeBytes];
        bytes.Clear();
        ref var header = ref MemoryMarshal.AsRef<LogSegmentHeader>(bytes);
        header.Epoch = slot.Epoch;
        header.Segment = segment;
        header.PreviousEnd = slot.PreviousEnd;
        header.Checksum = LogSegmentHeader.ChecksumOf(bytes);
        _file.Write(SlotOffset(slot.Slot), bytes);
    }

    private void FreeWhere(Func<ulong, ulong, bool> isFree, ulong bound)
    {
        List<ulong>? freed = null;
        foreach (var segment in _slots.Keys)
        {
            if (isFree(segment, bound))
                (freed ??= []).Add(segment);
        }

        if (freed != null)
        {
            foreach (var segment in freed)
            {
                _free.Add(_slots[segment].Slot);
                _slots.Remove(segment);
            }
        }

        PublishCapacity();
    }

    private void PublishCapacity() =>
        Volatile.Write(ref _capacityEnd, (_nextSegment + (uint)_free.Count) * (uint)PayloadBytes);

    private long SlotOffset(int slot) => LogFileHeader.ReservedBytes + ((long)slot * SegmentBytes);

    private void WriteZeros(long offset, int length)
    {
        var zeros = new byte[Math.Min(ZeroBlockBytes, length)];
        for (var done = 0; done < length; done += zeros.Length)
            _file.Write(offset + done, zeros.AsSpan(0, Math.Min(zeros.Length, length - done)));
    }

    private void TryTruncate(long length)
    {
        try
        {
            _file.Truncate(length);
        }
        catch (IOException)
        {
            // The rest of a slot at the end of the file is never read; the next attempt overwrites it.
        }
    }
}
