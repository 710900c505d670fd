using System.Runtime.InteropServices;

namespace BTreeDb.Trees;

/// <summary>
/// What a leaf or interior page keeps behind the common page header: 32 bytes at offset 32. The slot array follows at
/// offset 64 and grows up; the records grow down from the end of the page.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = NodeHeader.Size)]
internal struct NodeHeader
{
    /// <summary>Bytes of this header.</summary>
    public const int Size = 32;

    /// <summary>Flag: nothing bounds the keys of this page from above.</summary>
    public const byte UpperInfinite = 1;

    /// <summary>Number of slots.</summary>
    [FieldOffset(0)] public ushort SlotCount;

    /// <summary>Offset of the lowest record byte; may equal the page size of a 32 KiB page, which fits 16 bits.</summary>
    [FieldOffset(2)] public ushort HeapStart;

    /// <summary>Bytes between heap start and page end that no slot or fence uses.</summary>
    [FieldOffset(4)] public ushort DeadBytes;

    /// <summary>Length of the prefix that all keys of the page share; it is cut off each of them.</summary>
    [FieldOffset(6)] public ushort PrefixLength;

    /// <summary>Where the lower fence lies.</summary>
    [FieldOffset(8)] public ushort LowerFenceOffset;

    /// <summary>Length of the lower fence; zero is the lowest possible key.</summary>
    [FieldOffset(10)] public ushort LowerFenceLength;

    /// <summary>Where the upper fence lies.</summary>
    [FieldOffset(12)] public ushort UpperFenceOffset;

    /// <summary>Length of the upper fence.</summary>
    [FieldOffset(14)] public ushort UpperFenceLength;

    /// <summary>Distance from the leaves: 0 on a leaf.</summary>
    [FieldOffset(16)] public byte Level;

    /// <summary>Flags: <see cref="UpperInfinite"/>.</summary>
    [FieldOffset(17)] public byte Flags;

    /// <summary>Leaf: number of slots flagged as ghosts.</summary>
    [FieldOffset(18)] public ushort GhostCount;

    /// <summary>Leaf: the page left of this one, or 0.</summary>
    [FieldOffset(20)] public uint LeftSibling;

    /// <summary>Leaf: the page right of this one, or 0.</summary>
    [FieldOffset(24)] public uint RightSibling;

    /// <summary>Interior: the child that holds the keys at and above the last separator.</summary>
    [FieldOffset(28)] public uint RightmostChild;
}
