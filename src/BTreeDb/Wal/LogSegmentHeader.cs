using System.Runtime.InteropServices;
using BTreeDb.Primitives;

namespace BTreeDb.Wal;

/// <summary>The first 64 bytes of a slot: which part of the log it holds.</summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal struct LogSegmentHeader
{
    /// <summary>The room before the slot's payload.</summary>
    public const int SizeBytes = 64;

    /// <summary>CRC-32C of the bytes that follow it.</summary>
    [FieldOffset(0)]
    public uint Checksum;

    /// <summary>The epoch of the records that begin here.</summary>
    [FieldOffset(4)]
    public uint Epoch;

    /// <summary>The segment's number; the LSN of its first byte is this times the payload size.</summary>
    [FieldOffset(8)]
    public ulong Segment;

    /// <summary>Of an epoch's first segment: where the log of the epoch before ends. Else zero.</summary>
    [FieldOffset(16)]
    public ulong PreviousEnd;

    /// <summary>Computes the checksum of the header's bytes.</summary>
    public static uint ChecksumOf(ReadOnlySpan<byte> header) => Crc32C.Of(header[sizeof(uint)..SizeBytes]);
}
