using System.Runtime.InteropServices;
using BTreeDb.Primitives;

namespace BTreeDb.Files;

/// <summary>
/// The root of all knowledge about a database file, laid over pages 0 and 1. The copies are written alternately with a
/// rising sequence number; the valid one with the higher number counts, so a torn write of one leaves the other.
/// The README draws the layout.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal struct MetaPage
{
    /// <summary>The bytes that are laid out; the rest of the page is zero.</summary>
    public const int SizeBytes = 128;

    /// <summary>"BTreeDb" and a zero, read as a little-endian number.</summary>
    public const ulong MagicNumber = 0x0062446565725442;

    /// <summary>The newest format that this build reads and writes.</summary>
    public const uint CurrentFormat = 1;

    /// <summary>Features a reader must know that this build knows: none yet.</summary>
    public const ulong KnownReaderFeatures = 0;

    /// <summary>Features a writer must know that this build knows: none yet.</summary>
    public const ulong KnownWriterFeatures = 0;

    /// <summary>The header that every page has.</summary>
    [FieldOffset(0)]
    public PageHeader Header;

    /// <summary>Tells our files from others.</summary>
    [FieldOffset(32)]
    public ulong Magic;

    /// <summary>The version of the file's format.</summary>
    [FieldOffset(40)]
    public uint FormatVersion;

    /// <summary>The size of every page.</summary>
    [FieldOffset(44)]
    public uint PageSize;

    /// <summary>Features without which the file cannot be read.</summary>
    [FieldOffset(48)]
    public ulong ReaderFeatures;

    /// <summary>Features without which the file must not be written.</summary>
    [FieldOffset(56)]
    public ulong WriterFeatures;

    /// <summary>Ties a log to its database.</summary>
    [FieldOffset(64)]
    public Guid DatabaseId;

    /// <summary>The number of meta page writes so far; its lowest bit is the page that holds this copy.</summary>
    [FieldOffset(80)]
    public ulong Sequence;

    /// <summary>Where the log record of the last complete checkpoint's end lies, or zero.</summary>
    [FieldOffset(88)]
    public ulong CheckpointLsn;

    /// <summary>Where redo begins. A new epoch's first position when the log holds nothing that is needed.</summary>
    [FieldOffset(96)]
    public ulong RedoLsn;

    /// <summary>The epoch in which log records are written; older ones may still be needed, newer ones do not exist.</summary>
    [FieldOffset(104)]
    public uint LogEpoch;

    /// <summary>The pages that the file had at the last checkpoint, at least.</summary>
    [FieldOffset(108)]
    public uint PageCount;

    /// <summary>Above every transaction id that was logged before the redo position.</summary>
    [FieldOffset(112)]
    public ulong NextTransactionId;

    /// <summary>The tree in which the layer above keeps its catalog.</summary>
    [FieldOffset(120)]
    public uint CatalogTree;

    /// <summary>One when the database was closed cleanly, so that no log is needed.</summary>
    [FieldOffset(124)]
    public byte CleanShutdown;

    /// <summary>The page into which this copy belongs.</summary>
    public readonly PageId Home => new((uint)(Sequence & 1));

    /// <summary>The meta page laid over a page's bytes.</summary>
    public static ref MetaPage Of(Span<byte> page) => ref MemoryMarshal.AsRef<MetaPage>(page);

    /// <summary>The meta page laid over a page's bytes, for reading.</summary>
    public static ref readonly MetaPage Of(ReadOnlySpan<byte> page) => ref MemoryMarshal.AsRef<MetaPage>(page);
}
