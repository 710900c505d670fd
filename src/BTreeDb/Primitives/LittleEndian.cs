using System.Buffers.Binary;

namespace BTreeDb.Primitives;

/// <summary>Numbers at an offset of a byte span, in the byte order of all our formats; bounds-checked.</summary>
internal static class LittleEndian
{
    /// <summary>Reads two bytes.</summary>
    public static ushort ReadUInt16(ReadOnlySpan<byte> bytes, int offset) =>
        BinaryPrimitives.ReadUInt16LittleEndian(bytes[offset..]);

    /// <summary>Reads four bytes.</summary>
    public static uint ReadUInt32(ReadOnlySpan<byte> bytes, int offset) =>
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);

    /// <summary>Reads six bytes, the size of a stamp.</summary>
    public static ulong ReadUInt48(ReadOnlySpan<byte> bytes, int offset) =>
        ReadUInt32(bytes, offset) | ((ulong)ReadUInt16(bytes, offset + 4) << 32);

    /// <summary>Reads eight bytes.</summary>
    public static ulong ReadUInt64(ReadOnlySpan<byte> bytes, int offset) =>
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[offset..]);

    /// <summary>Writes two bytes.</summary>
    public static void WriteUInt16(Span<byte> bytes, int offset, ushort value) =>
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[offset..], value);

    /// <summary>Writes four bytes.</summary>
    public static void WriteUInt32(Span<byte> bytes, int offset, uint value) =>
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[offset..], value);

    /// <summary>Writes the lower six bytes.</summary>
    public static void WriteUInt48(Span<byte> bytes, int offset, ulong value)
    {
        WriteUInt32(bytes, offset, (uint)value);
        WriteUInt16(bytes, offset + 4, (ushort)(value >> 32));
    }

    /// <summary>Writes eight bytes.</summary>
    public static void WriteUInt64(Span<byte> bytes, int offset, ulong value) =>
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[offset..], value);
}
