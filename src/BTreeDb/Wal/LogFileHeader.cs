using System.Runtime.InteropServices;

namespace BTreeDb.Wal;

/// <summary>The first bytes of a log file.</summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal struct LogFileHeader
{
    /// <summary>The bytes laid out.</summary>
    public const int SizeBytes = 40;

    /// <summary>The room before the first slot.</summary>
    public const int ReservedBytes = 4096;

    /// <summary>"BTreeWal", read as a little-endian number.</summary>
    public const ulong MagicNumber = 0x6C61576565725442;

    /// <summary>
    /// The newest log format that this build knows. 2: undo payloads that name ranges of keys. A log that an earlier build
    /// began keeps its number.
    /// </summary>
    public const uint CurrentFormat = 2;

    /// <summary>CRC-32C of the bytes that follow it.</summary>
    [FieldOffset(0)]
    public uint Checksum;

    /// <summary>The log's format.</summary>
    [FieldOffset(4)]
    public uint FormatVersion;

    /// <summary>Tells our logs from other files.</summary>
    [FieldOffset(8)]
    public ulong Magic;

    /// <summary>The database whose log this is.</summary>
    [FieldOffset(16)]
    public Guid DatabaseId;

    /// <summary>The size of a slot, its header included.</summary>
    [FieldOffset(32)]
    public uint SegmentBytes;
}
