using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BTreeDb.Types;

/// <summary>
/// Numeric in a row: one byte with the scale (or a code for NaN, the infinities, a scale in two bytes more), then the
/// mantissa as the fewest little-endian two's complement bytes; zero has none. The length is kept by the row.
/// </summary>
internal static class NumericCodec
{
    private const int ShortScaleMax = 250;
    private const byte LongScale = 251;
    private const byte NaN = 252;
    private const byte PositiveInfinity = 253;
    private const byte NegativeInfinity = 254;

    public static void Write(ByteWriter writer, Numeric value)
    {
        if (!value.IsFinite)
        {
            writer.Append(value.Kind switch
            {
                NumericKind.NaN => NaN,
                NumericKind.PositiveInfinity => PositiveInfinity,
                _ => NegativeInfinity,
            });
            return;
        }

        if (value.Scale <= ShortScaleMax)
        {
            writer.Append((byte)value.Scale);
        }
        else
        {
            writer.Append(LongScale);
            BinaryPrimitives.WriteUInt16LittleEndian(writer.Append(2), (ushort)value.Scale);
        }

        if (value.IsSmall)
            WriteSmall(writer, value.Small);
        else
            writer.Append(value.Mantissa.ToByteArray());
    }

    /// <summary>
    /// Decodes a value. Its bytes lie in memory that begins at <paramref name="memory"/>, so that a mantissa can be read in
    /// one piece with bytes before it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Numeric Read(byte* memory, byte* value, int length)
    {
        var mantissaLength = length - 1;
        // In bounds: the eight bytes end with the value, and begin in the same memory.
        if ((uint)(mantissaLength - 1) > 7 || *value > ShortScaleMax || value + length - memory < sizeof(long))
            return Read(new ReadOnlySpan<byte>(value, length));
        var bytes = BitConverter.IsLittleEndian
            ? Unsafe.ReadUnaligned<long>(value + length - sizeof(long))
            : BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<long>(value + length - sizeof(long)));
        return Numeric.FromParts(bytes >> (64 - (mantissaLength * 8)), *value);
    }

    public static Numeric Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0)
            TypeErrors.ThrowCorruptRow("a numeric has no bytes");
        int scale = bytes[0];
        var mantissa = bytes[1..];
        if (scale > ShortScaleMax)
        {
            switch (scale)
            {
                case NaN:
                    return Numeric.NaN;
                case PositiveInfinity:
                    return Numeric.PositiveInfinity;
                case NegativeInfinity:
                    return Numeric.NegativeInfinity;
            }

            if (scale != LongScale || mantissa.Length < 2)
                TypeErrors.ThrowCorruptRow("a numeric has an unknown form");
            scale = BinaryPrimitives.ReadUInt16LittleEndian(mantissa);
            mantissa = mantissa[2..];
        }

        return mantissa.Length <= 8
            ? Numeric.FromParts(ReadSmall(mantissa), scale)
            : Numeric.FromParts(new BigInteger(mantissa), scale);
    }

    private static void WriteSmall(ByteWriter writer, long value)
    {
        if (value == 0)
            return;
        while (true)
        {
            writer.Append((byte)value);
            // The last byte must carry the sign: stop when what is left is only its repetition.
            var rest = value >> 8;
            if (rest == (sbyte)value >> 7)
                return;
            value = rest;
        }
    }

    private static long ReadSmall(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0)
            return 0;
        long value = (sbyte)bytes[^1];
        for (var i = bytes.Length - 2; i >= 0; i--)
            value = value << 8 | bytes[i];
        return value;
    }
}
