using System.Runtime.InteropServices;

namespace BTreeDb.Wal;

/// <summary>The eight bytes before the payload of each page change in a log record.</summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal struct PageChangeHeader
{
    /// <summary>The size of the header.</summary>
    public const int SizeBytes = 8;

    /// <summary>The page.</summary>
    [FieldOffset(0)]
    public uint Page;

    /// <summary>What the layer above does to the page; zero for a full image.</summary>
    [FieldOffset(4)]
    public byte Operation;

    /// <summary>How to apply it.</summary>
    [FieldOffset(5)]
    public PageChangeFlags Flags;

    /// <summary>The length of the payload.</summary>
    [FieldOffset(6)]
    public ushort Length;
}
