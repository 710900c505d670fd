using System.Globalization;
using BTreeDb.Diagnostics;
using BTreeDb.Files;
using BTreeDb.Primitives;

namespace BTreeDb.Wal;

/// <summary>
/// A folder with the segments of a log that the log itself no longer keeps, one file each: a log file with that slot
/// alone, and behind it the CRC-32C of the slot. Names tell the database and the segment, so that segments are found one
/// after the other; epochs go on where the one before ended, so no number comes twice.
/// </summary>
/// <param name="files">Where.</param>
/// <param name="folder">The folder, which exists.</param>
/// <param name="databaseId">Whose log.</param>
internal sealed class LogArchive(IFileSystem files, string folder, Guid databaseId)
{
    private const int TrailerBytes = sizeof(uint);

    /// <summary>Whether a segment is there.</summary>
    public bool Has(ulong segment) => files.Exists(PathOf(segment));

    /// <summary>
    /// Stores a segment, durably, and whole or not at all. A segment that is there already is replaced: it may have been
    /// the unfinished last one of an earlier close.
    /// </summary>
    /// <exception cref="IOException">It could not be stored.</exception>
    public void Store(ulong segment, ReadOnlySpan<byte> slot)
    {
        var path = PathOf(segment);
        var temporary = path + "-new";
        using (var file = files.Open(temporary, FileOpenMode.Create))
        {
            file.Write(0, LogFile.EncodeHeader(databaseId, slot.Length));
            file.Write(LogFileHeader.ReservedBytes, slot);
            Span<byte> trailer = stackalloc byte[TrailerBytes];
            LittleEndian.WriteUInt32(trailer, 0, Crc32C.Of(slot));
            file.Write(LogFileHeader.ReservedBytes + slot.Length, trailer);
            file.Sync();
        }

        files.Rename(temporary, path);
    }

    /// <summary>Reads a segment.</summary>
    /// <param name="segment">Its number.</param>
    /// <param name="slot">Receives the slot, header included; as long as the segments of the log.</param>
    /// <exception cref="EngineException">XX001: it is not what was stored. 58030: it cannot be read.</exception>
    public void Load(ulong segment, Span<byte> slot)
    {
        var path = PathOf(segment);
        try
        {
            using var file = files.Open(path, FileOpenMode.ReadOnly);
            Span<byte> trailer = stackalloc byte[TrailerBytes];
            if (LogFile.ReadHeader(file, databaseId) != slot.Length
                || file.Read(LogFileHeader.ReservedBytes, slot) < slot.Length
                || file.Read(LogFileHeader.ReservedBytes + slot.Length, trailer) < TrailerBytes
                || LittleEndian.ReadUInt32(trailer, 0) != Crc32C.Of(slot))
                throw WalErrors.ArchiveDamaged(path);
        }
        catch (IOException failure)
        {
            throw FileErrors.CouldNot("read", path, failure);
        }
    }

    private string PathOf(ulong segment) =>
        string.Create(CultureInfo.InvariantCulture, $"{folder}/{databaseId:N}-{segment:x12}.wal");
}
