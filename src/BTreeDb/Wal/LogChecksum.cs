using System.Runtime.InteropServices;
using BTreeDb.Primitives;

namespace BTreeDb.Wal;

/// <summary>The checksum of a log record, in the order that <see cref="LogRecordHeader"/> says.</summary>
internal static class LogChecksum
{
    /// <summary>Adds what is known only when the record gets its place.</summary>
    public static uint Finish(uint bodyChecksum, uint length, ulong lsn, uint epoch)
    {
        var running = Crc32C.Append(bodyChecksum, length);
        running = Crc32C.Append(running, lsn);
        return Crc32C.Finish(Crc32C.Append(running, epoch));
    }

    /// <summary>Whether a whole record is intact and was written in that epoch.</summary>
    public static bool Fits(ReadOnlySpan<byte> record, uint epoch)
    {
        ref readonly var header = ref MemoryMarshal.AsRef<LogRecordHeader>(record);
        var body = Crc32C.Append(Crc32C.Seed, record[LogRecordHeader.BodyOffset..]);
        return header.Checksum == Finish(body, header.Length, header.Lsn, epoch);
    }
}
