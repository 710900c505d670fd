using System.Runtime.InteropServices;
using BTreeDb.Primitives;

namespace BTreeDb.Wal;

/// <summary>
/// Reads log records from the file: forwards from a position to where the log ends, or one at a known position. The end
/// is where no intact record of the running epoch follows and no later epoch goes on from there. For one thread.
/// </summary>
/// <param name="file">The log's file; stays the caller's.</param>
/// <param name="start">The first record's position.</param>
internal sealed class LogReader(LogFile file, Lsn start)
{
    private const int WindowBytes = 128 * 1024;
    private byte[] _window = new byte[WindowBytes];
    private ulong _windowStart;
    private int _windowLength;
    private uint _epoch;

    /// <summary>Where the next record is expected; the log's end when there is none.</summary>
    public Lsn Position { get; private set; } = start;

    /// <summary>Reads the next record.</summary>
    /// <param name="record">Valid until the next read.</param>
    /// <returns>False at the end of the log.</returns>
    public bool TryReadNext(out LogRecord record)
    {
        while (true)
        {
            if (TryEnterSegment() && TryReadAt(Position, out record))
            {
                Position = new Lsn(Position.Value + (uint)record.Length);
                return true;
            }

            if (TryFollowEpoch())
                continue;
            record = default;
            return false;
        }
    }

    /// <summary>Reads the record at a position.</summary>
    /// <returns>False when no intact record begins there.</returns>
    public bool TryReadAt(Lsn lsn, out LogRecord record)
    {
        record = default;
        if (!file.TryGetSegment(lsn.Value / (uint)file.PayloadBytes, out var slot))
            return false;
        if (!TryFill(lsn.Value, LogRecordHeader.SizeBytes, out var bytes))
            return false;
        var header = MemoryMarshal.AsRef<LogRecordHeader>(bytes);
        if (header.Lsn != lsn.Value || header.Length is < LogRecordHeader.SizeBytes or > LogRecordHeader.RecordBytesMax)
            return false;
        if (!TryFill(lsn.Value, (int)header.Length, out bytes) || !LogChecksum.Fits(bytes, slot.Epoch))
            return false;
        record = new LogRecord(bytes);
        if (!record.IsWellFormed())
            throw WalErrors.RecordDamaged(file.Path, lsn);
        return true;
    }

    /// <summary>Whether the position lies in a segment of the epoch that is being read.</summary>
    private bool TryEnterSegment()
    {
        if (!file.TryGetSegment(Position.Value / (uint)file.PayloadBytes, out var slot))
            return false;
        if (_epoch == 0)
            _epoch = slot.Epoch;
        return slot.Epoch == _epoch;
    }

    /// <summary>Goes on in a later epoch, if one began where this one ends.</summary>
    private bool TryFollowEpoch()
    {
        var segment = (Position.Value / (uint)file.PayloadBytes) + 1;
        if (!file.TryGetSegment(segment, out var slot) || slot.Epoch <= _epoch || slot.PreviousEnd != Position.Value)
            return false;
        _epoch = slot.Epoch;
        Position = new Lsn(segment * (uint)file.PayloadBytes);
        return true;
    }

    private bool TryFill(ulong position, int length, out ReadOnlySpan<byte> bytes)
    {
        if (position < _windowStart || position + (uint)length > _windowStart + (uint)_windowLength)
        {
            if (_window.Length < length)
                _window = new byte[length];
            _windowStart = position;
            _windowLength = file.Read(position, _window);
        }

        var available = length <= _windowLength - (int)(position - _windowStart);
        bytes = available ? _window.AsSpan((int)(position - _windowStart), length) : default;
        return available;
    }
}
