using System.Runtime.InteropServices;
using BTreeDb.Primitives;

namespace BTreeDb.Wal;

/// <summary>
/// A log record that was read and whose checksum fits; a view of the reader's buffer, valid until its next read.
/// </summary>
internal readonly ref struct LogRecord
{
    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>Lays the view over a whole record.</summary>
    public LogRecord(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>The record's position.</summary>
    public Lsn Lsn => new(Header.Lsn);

    /// <summary>The record's length in bytes.</summary>
    public int Length => _bytes.Length;

    /// <summary>What the record says.</summary>
    public LogRecordKind Kind => Header.Kind;

    /// <summary>The transaction, or none.</summary>
    public TransactionId Transaction => new(Header.Transaction);

    /// <summary>The transaction's record before this one, or none.</summary>
    public Lsn Previous => new(Header.Previous);

    /// <summary>For a compensation: the next record to undo, or none.</summary>
    public Lsn UndoNext => new(Header.UndoNext);

    /// <summary>Of a commit: when, in UTC ticks; zero in logs of earlier builds.</summary>
    public long CommitTicks => (long)Header.UndoNext;

    /// <summary>The number of page changes.</summary>
    public int ChangeCount => Header.ChangeCount;

    /// <summary>The undo payload; of a checkpoint's begin the running transactions.</summary>
    public ReadOnlySpan<byte> Undo => _bytes[(_bytes.Length - (int)Header.UndoLength)..];

    /// <summary>The page changes in the order in which they were added.</summary>
    public PageChangeEnumerator Changes =>
        new(_bytes[LogRecordHeader.SizeBytes..(_bytes.Length - (int)Header.UndoLength)], ChangeCount);

    private ref readonly LogRecordHeader Header => ref MemoryMarshal.AsRef<LogRecordHeader>(_bytes);

    /// <summary>Whether the parts fill the record exactly. A record of ours that fails this was damaged.</summary>
    public bool IsWellFormed()
    {
        var rest = (long)_bytes.Length - LogRecordHeader.SizeBytes - Header.UndoLength;
        if (rest < 0)
            return false;
        var changes = new PageChangeEnumerator(_bytes.Slice(LogRecordHeader.SizeBytes, (int)rest), ChangeCount);
        while (changes.MoveNext())
        {
        }

        return changes.IsExhausted;
    }
}
