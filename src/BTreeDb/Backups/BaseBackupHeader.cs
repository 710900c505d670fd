using System.Runtime.InteropServices;
using BTreeDb.Files;
using BTreeDb.Primitives;

namespace BTreeDb.Backups;

/// <summary>The beginning of a base or incremental backup; the README draws the file.</summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal struct BaseBackupHeader
{
    /// <summary>Bytes that are laid out.</summary>
    public const int SizeBytes = 256;

    /// <summary>Bytes before the first page.</summary>
    public const int ReservedBytes = 4096;

    /// <summary>"BTreeBak", read as a little-endian number.</summary>
    public const ulong MagicNumber = 0x6B61426565725442;

    /// <summary>The newest format that this build knows.</summary>
    public const uint CurrentFormat = 1;

    /// <summary>CRC-32C of the bytes that follow it, up to <see cref="ReservedBytes"/>.</summary>
    [FieldOffset(0)]
    public uint Checksum;

    /// <summary>The format.</summary>
    [FieldOffset(4)]
    public uint FormatVersion;

    /// <summary>Tells our backups from other files.</summary>
    [FieldOffset(8)]
    public ulong Magic;

    /// <summary>Pages that have not changed since this position are not in the backup; zero if all are.</summary>
    [FieldOffset(16)]
    public ulong Since;

    /// <summary>Every change before this position is in the pages.</summary>
    [FieldOffset(24)]
    public ulong Start;

    /// <summary>Where the copied log ends: a restore can stop here or later.</summary>
    [FieldOffset(32)]
    public ulong End;

    /// <summary>Pages in the backup.</summary>
    [FieldOffset(40)]
    public ulong StoredPages;

    /// <summary>Bytes of the log's copy behind the pages.</summary>
    [FieldOffset(48)]
    public ulong LogBytes;

    /// <summary>CRC-32C of the log's copy.</summary>
    [FieldOffset(56)]
    public uint LogChecksum;

    /// <summary>Pages of the database.</summary>
    [FieldOffset(60)]
    public uint PageCount;

    /// <summary>The meta page from which a restart begins.</summary>
    [FieldOffset(128)]
    public MetaPage Meta;

    /// <summary>Reads and checks a header.</summary>
    /// <exception cref="Diagnostics.EngineException">XX001: it is none, or damaged. 0A000: it is newer. 58030.</exception>
    public static BaseBackupHeader Read(IFile file)
    {
        var page = new byte[ReservedBytes];
        var read = file.Read(0, page);
        var header = MemoryMarshal.AsRef<BaseBackupHeader>(page.AsSpan());
        if (read < page.Length || header.Magic != MagicNumber)
            throw BackupErrors.NotABackup(file.Path);
        if (header.Checksum != Crc32C.Of(page.AsSpan(sizeof(uint))))
            throw BackupErrors.Damaged(file.Path, "checksum mismatch in its header");
        if (header.FormatVersion > CurrentFormat)
            throw FileErrors.NewerFormat(file.Path, header.FormatVersion, CurrentFormat);
        return header;
    }

    /// <summary>The header as it stands in the file.</summary>
    public static byte[] Encode(BaseBackupHeader header)
    {
        var page = new byte[ReservedBytes];
        ref var target = ref MemoryMarshal.AsRef<BaseBackupHeader>(page.AsSpan());
        target = header;
        target.FormatVersion = CurrentFormat;
        target.Magic = MagicNumber;
        target.Checksum = Crc32C.Of(page.AsSpan(sizeof(uint)));
        return page;
    }
}
