using System.Runtime.InteropServices;

namespace BTreeDb.Trees;

/// <summary>
/// One entry of a page's slot array: where a record's key suffix and value lie, and the first bytes of the suffix, so
/// that most comparisons touch no record.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = Slot.Size)]
internal struct Slot
{
    /// <summary>Bytes of a slot.</summary>
    public const int Size = 10;

    /// <summary>Where in a slot the head lies.</summary>
    public const int HeadOffset = 6;

    /// <summary>How far the record flags are shifted in <see cref="ValueLengthAndFlags"/>.</summary>
    public const int FlagShift = 13;

    /// <summary>The longest value that a slot can describe.</summary>
    public const int MaxValueLength = (1 << FlagShift) - 1;

    /// <summary>Offset of the key suffix; the value follows it, and on a leaf the 6-byte stamp lies before it.</summary>
    [FieldOffset(0)] public ushort Offset;

    /// <summary>Length of the key suffix.</summary>
    [FieldOffset(2)] public ushort KeyLength;

    /// <summary>Length of the value in the low 13 bits, <see cref="RecordFlags"/> in the high 3.</summary>
    [FieldOffset(4)] public ushort ValueLengthAndFlags;

    /// <summary>The first four bytes of the suffix as a big-endian number, padded with zeros.</summary>
    [FieldOffset(HeadOffset)] public uint Head;

    /// <summary>Length of the value.</summary>
    public readonly int ValueLength => ValueLengthAndFlags & MaxValueLength;

    /// <summary>The record's flags.</summary>
    public readonly RecordFlags Flags => (RecordFlags)(ValueLengthAndFlags >> FlagShift);

    /// <summary>Packs a value's length and flags.</summary>
    public static ushort Pack(int valueLength, RecordFlags flags) =>
        (ushort)(valueLength | ((int)flags << FlagShift));
}
