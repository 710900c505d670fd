using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BTreeDb.Primitives;

namespace BTreeDb.Files;

/// <summary>
/// The first 32 bytes of every page, laid over the page's bytes (little endian; other machines are refused at opening).
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal struct PageHeader
{
    /// <summary>The size of the header; a page type's own fields begin here.</summary>
    public const int SizeBytes = 32;

    /// <summary>CRC-32C of all bytes that follow it; right only in the file, set just before a write.</summary>
    [FieldOffset(0)]
    public uint Checksum;

    /// <summary>What the page holds.</summary>
    [FieldOffset(4)]
    public PageType Type;

    /// <summary>The version of that page type's layout.</summary>
    [FieldOffset(5)]
    public byte FormatVersion;

    /// <summary>Bits whose meaning the page type gives.</summary>
    [FieldOffset(6)]
    public ushort Flags;

    /// <summary>The log record that changed the page last.</summary>
    [FieldOffset(8)]
    public ulong LsnValue;

    /// <summary>The page's own number; finds a write that went to the wrong place.</summary>
    [FieldOffset(16)]
    public uint PageIdValue;

    /// <summary>The tree that the page belongs to, or zero.</summary>
    [FieldOffset(20)]
    public uint TreeIdValue;

    /// <summary>For the page type to use; for a leaf the newest stamp on the page.</summary>
    [FieldOffset(24)]
    public ulong TypeSpecific;

    /// <summary>The log record that changed the page last.</summary>
    public Lsn Lsn
    {
        readonly get => new(LsnValue);
        set => LsnValue = value.Value;
    }

    /// <summary>The header of a page.</summary>
    public static ref PageHeader Of(Span<byte> page) => ref MemoryMarshal.AsRef<PageHeader>(page);

    /// <summary>The header of a page, for reading.</summary>
    public static ref readonly PageHeader Of(ReadOnlySpan<byte> page) => ref MemoryMarshal.AsRef<PageHeader>(page);

    /// <summary>Sets the checksum of a page whose bytes stand still.</summary>
    public static void Seal(Span<byte> page) => Of(page).Checksum = ComputeChecksum(page);

    /// <summary>Whether the checksum fits the bytes.</summary>
    public static bool IsSealed(ReadOnlySpan<byte> page) => Of(page).Checksum == ComputeChecksum(page);

    /// <summary>Whether the struct has the size that the format says; asked once at opening.</summary>
    public static bool LayoutHolds => Unsafe.SizeOf<PageHeader>() == SizeBytes && BitConverter.IsLittleEndian;

    private static uint ComputeChecksum(ReadOnlySpan<byte> page) => Crc32C.Of(page[sizeof(uint)..]);
}
