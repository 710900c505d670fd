using System.Buffers.Binary;

namespace BTreeDb.Data;

/// <summary>.NET's Guid to the engine's uuid and back: 16 bytes in network order, held as a number.</summary>
internal static class ClrUuid
{
    /// <summary>The number whose bytes, most significant first, are the text form's digits.</summary>
    public static UInt128 FromGuid(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>The Guid with the same text form.</summary>
    public static Guid ToGuid(UInt128 value)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, value);
        return new(bytes, bigEndian: true);
    }
}
