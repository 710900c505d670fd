using System.Runtime.InteropServices;

namespace BTreeDb.Wal;

/// <summary>
/// The first 48 bytes of a log record. The CRC is computed over the bytes from <see cref="Transaction"/> to the
/// record's end, then the length, the LSN and the segment's epoch, so that the costly part needs no LSN.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal struct LogRecordHeader
{
    /// <summary>The size of the header.</summary>
    public const int SizeBytes = 48;

    /// <summary>Where the part begins that the CRC takes first.</summary>
    public const int BodyOffset = 16;

    /// <summary>No record is longer.</summary>
    public const int RecordBytesMax = 64 * 1024 * 1024;

    /// <summary>The record's length, header included.</summary>
    [FieldOffset(0)]
    public uint Length;

    /// <summary>CRC-32C of everything but itself.</summary>
    [FieldOffset(4)]
    public uint Checksum;

    /// <summary>The record's own position; tells a stale record from a new one.</summary>
    [FieldOffset(8)]
    public ulong Lsn;

    /// <summary>The transaction, or zero.</summary>
    [FieldOffset(16)]
    public ulong Transaction;

    /// <summary>The transaction's record before this one, or zero.</summary>
    [FieldOffset(24)]
    public ulong Previous;

    /// <summary>For a compensation: the next record to undo, or zero.</summary>
    [FieldOffset(32)]
    public ulong UndoNext;

    /// <summary>What the record says.</summary>
    [FieldOffset(40)]
    public LogRecordKind Kind;

    /// <summary>Reserved; zero.</summary>
    [FieldOffset(41)]
    public byte Flags;

    /// <summary>The number of page changes that follow.</summary>
    [FieldOffset(42)]
    public ushort ChangeCount;

    /// <summary>The length of the payload behind the page changes.</summary>
    [FieldOffset(44)]
    public uint UndoLength;
}
