using BTreeDb.Diagnostics;

namespace BTreeDb.Types;

/// <summary>
/// Bit strings, which are held as text of zeros and ones: their order is that of the bytes, and a part of one is a part of
/// the text. A length that does not fit is an error, unless a cast asks for it.
/// </summary>
internal static class BitText
{
    /// <summary>Reads digits, binary ones after nothing or B, hexadecimal ones after X.</summary>
    public static byte[] Parse(ReadOnlySpan<byte> text, SqlType type)
    {
        var isHex = text.Length > 0 && text[0] is (byte)'x' or (byte)'X';
        if (isHex || (text.Length > 0 && text[0] is (byte)'b' or (byte)'B'))
            text = text[1..];
        var writer = new ByteWriter(text.Length);
        foreach (var c in text)
        {
            if (!isHex)
            {
                writer.Append(c is (byte)'0' or (byte)'1' ? c : throw InvalidDigit(c, "binary"));
                continue;
            }

            var value = ByteaText.HexValue(c);
            if (value < 0)
                throw InvalidDigit(c, "hexadecimal");
            for (var bit = 3; bit >= 0; bit--)
                writer.Append((byte)('0' + ((value >> bit) & 1)));
        }

        return Fit(writer.Written, type, isExplicit: false).ToArray();
    }

    /// <summary>Fits bits to their type: a cast fills with zeros or cuts, else a wrong length is an error.</summary>
    public static ReadOnlySpan<byte> Fit(ReadOnlySpan<byte> bits, SqlType type, bool isExplicit)
    {
        var length = type.Modifier;
        if (length < 0 || bits.Length == length || (type.Id == TypeId.VarBit && bits.Length < length))
            return bits;
        if (!isExplicit)
            throw type.Id == TypeId.Bit ? WrongLength(bits.Length, length) : TooLong(length);
        if (bits.Length > length)
            return bits[..length];
        var filled = new byte[length];
        filled.AsSpan().Fill((byte)'0');
        bits.CopyTo(filled);
        return filled;
    }

    /// <summary>The last bits of an integer.</summary>
    public static byte[] OfInteger(long value, int length)
    {
        var bits = new byte[length];
        for (var i = 0; i < length; i++)
        {
            var shift = Math.Min(length - 1 - i, 63);
            bits[i] = (byte)('0' + ((value >> shift) & 1));
        }

        return bits;
    }

    /// <summary>The integer of as many bits as a type has, in two's complement.</summary>
    public static long ToInteger(ReadOnlySpan<byte> bits, int width)
    {
        if (bits.Length > width)
            throw TypeErrors.OutOfRange(width == 32 ? "integer" : "bigint");
        long value = 0;
        foreach (var bit in bits)
            value = value << 1 | (uint)(bit - '0');
        return width == 32 ? (int)value : value;
    }

    private static EngineException InvalidDigit(byte digit, string kind) =>
        new(SqlState.InvalidTextRepresentation, $"\"{(char)digit}\" is not a valid {kind} digit");

    private static EngineException WrongLength(int length, int wanted) =>
        new(SqlState.BitStringLengthMismatch, $"bit string length {length} does not match type bit({wanted})");

    private static EngineException TooLong(int wanted) =>
        new(SqlState.StringDataRightTruncation, $"bit string too long for type bit varying({wanted})");
}
