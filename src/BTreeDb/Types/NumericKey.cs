using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace BTreeDb.Types;

/// <summary>
/// Numeric in a key: a class byte (-Infinity, negative, zero, positive, Infinity, NaN); for numbers the exponent E of
/// the value written as 0.d1 d2 d3 ... * 100^E, then the base-100 digits plus one without trailing zeros, then 0x00. A
/// negative number has everything after its class byte inverted. The scale is not part of the key: 1.0 and 1.00 are equal.
/// </summary>
internal static class NumericKey
{
    private const byte NegativeInfinity = 1;
    private const byte Negative = 2;
    private const byte Zero = 3;
    private const byte Positive = 4;
    private const byte PositiveInfinity = 5;
    private const byte NaN = 6;

    // Exponents within +-ShortExponentMax take one byte, others a marker and three.
    private const int ShortExponentMax = 100;
    private const byte ShortExponentBias = 0x80;
    private const byte LargeExponent = 0xF0;
    private const byte SmallExponent = 0x10;
    private const int LongExponentBias = 1 << 23;

    public static void Write(ByteWriter writer, Numeric value, bool descending)
    {
        var start = writer.Length;
        writer.Append(ClassOf(value));
        if (value.IsFinite && !value.IsZero)
        {
            var body = writer.Length;
            WriteMagnitude(writer, value);
            if (value.Sign < 0)
                KeyEncoding.Complement(writer.Written[body..]);
        }

        if (descending)
            KeyEncoding.Complement(writer.Written[start..]);
    }

    /// <summary>Bytes of the value at the start of a key; 0 when it has no end.</summary>
    public static int LengthOf(ReadOnlySpan<byte> key, bool descending)
    {
        if (key.Length == 0)
            return 0;
        var flip = (byte)(descending ? 0xFF : 0);
        var kind = (byte)(key[0] ^ flip);
        if (kind is not (Negative or Positive))
            return 1;
        if (kind == Negative)
            flip = (byte)~flip;
        if (key.Length < 2)
            return 0;
        var digits = IsLong((byte)(key[1] ^ flip)) ? 5 : 2;
        if (key.Length <= digits)
            return 0;
        var end = key[digits..].IndexOf(flip);
        return end < 0 ? 0 : digits + end + 1;
    }

    public static Numeric Read(ReadOnlySpan<byte> value, bool descending)
    {
        var flip = (byte)(descending ? 0xFF : 0);
        var kind = (byte)(value[0] ^ flip);
        switch (kind)
        {
            case NegativeInfinity:
                return Numeric.NegativeInfinity;
            case Zero:
                return Numeric.Zero;
            case PositiveInfinity:
                return Numeric.PositiveInfinity;
            case NaN:
                return Numeric.NaN;
            case Positive:
                return ReadMagnitude(value[1..], flip);
            case Negative:
                return -ReadMagnitude(value[1..], (byte)~flip);
            default:
                throw TypeErrors.CorruptKey("a numeric has an unknown class");
        }
    }

    private static bool IsLong(byte exponent) => exponent is LargeExponent or SmallExponent;

    private static byte ClassOf(Numeric value) => value.Kind switch
    {
        NumericKind.NaN => NaN,
        NumericKind.PositiveInfinity => PositiveInfinity,
        NumericKind.NegativeInfinity => NegativeInfinity,
        _ => value.Sign switch
        {
            0 => Zero,
            > 0 => Positive,
            _ => Negative,
        },
    };

    private static void WriteMagnitude(ByteWriter writer, Numeric value)
    {
        if (!value.IsSmall)
        {
            var text = BigInteger.Abs(value.Mantissa).ToString(CultureInfo.InvariantCulture);
            WriteDigits(writer, Encoding.ASCII.GetBytes(text), value.Scale);
            return;
        }

        Span<byte> digits = stackalloc byte[20];
        var at = digits.Length;
        var small = value.Small;
        var magnitude = small < 0 ? (ulong)-(Int128)small : (ulong)small;
        for (; magnitude != 0; magnitude /= 10)
            digits[--at] = (byte)('0' + magnitude % 10);
        WriteDigits(writer, digits[at..], value.Scale);
    }

    /// <summary>Writes exponent and digits of a magnitude given as decimal digits, the first not zero.</summary>
    private static void WriteDigits(ByteWriter writer, ReadOnlySpan<byte> digits, int scale)
    {
        // value = 0.digits * 10^point; an odd point gets a leading zero, so that pairs line up with powers of 100.
        var point = digits.Length - scale;
        var exponent = (point + 1) >> 1;
        var at = (point & 1) != 0 ? -1 : 0;
        digits = digits.TrimEnd((byte)'0');
        WriteExponent(writer, exponent);
        for (; at < digits.Length; at += 2)
        {
            var high = at >= 0 ? digits[at] - '0' : 0;
            var low = at + 1 < digits.Length ? digits[at + 1] - '0' : 0;
            writer.Append((byte)(high * 10 + low + 1));
        }

        writer.Append((byte)0);
    }

    private static void WriteExponent(ByteWriter writer, int exponent)
    {
        if (exponent is >= -ShortExponentMax and <= ShortExponentMax)
        {
            writer.Append((byte)(ShortExponentBias + exponent));
            return;
        }

        writer.Append(exponent > 0 ? LargeExponent : SmallExponent);
        var biased = exponent + LongExponentBias;
        var target = writer.Append(3);
        target[0] = (byte)(biased >> 16);
        BinaryPrimitives.WriteUInt16BigEndian(target[1..], (ushort)biased);
    }

    private static Numeric ReadMagnitude(ReadOnlySpan<byte> body, byte flip)
    {
        var first = (byte)(body[0] ^ flip);
        var exponent = first - ShortExponentBias;
        var at = 1;
        if (IsLong(first))
        {
            exponent = ((body[1] ^ flip) << 16 | (body[2] ^ flip) << 8 | (body[3] ^ flip)) - LongExponentBias;
            at = 4;
        }

        var pairs = body[at..^1];
        if (pairs.Length == 0 || Math.Abs((long)exponent) > Numeric.IntegerDigitsMax)
            TypeErrors.ThrowCorruptKey("a numeric is malformed");
        var scale = 2 * (pairs.Length - exponent);
        Numeric value;
        if (pairs.Length <= 9)
        {
            long mantissa = 0;
            foreach (var pair in pairs)
                mantissa = mantissa * 100 + PairOf(pair, flip);
            value = Make(mantissa, scale);
        }
        else
        {
            var text = new StringBuilder(pairs.Length * 2);
            foreach (var pair in pairs)
            {
                var digits = PairOf(pair, flip);
                text.Append((char)('0' + digits / 10)).Append((char)('0' + digits % 10));
            }

            value = Make(BigInteger.Parse(text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture), scale);
        }

        return value.TrimScale();
    }

    private static Numeric Make(BigInteger mantissa, int scale) => scale >= 0
        ? Numeric.FromParts(mantissa, scale)
        : Numeric.FromParts(mantissa * PowersOfTen.Big(-scale), 0);

    private static Numeric Make(long mantissa, int scale) =>
        scale >= 0 ? Numeric.FromParts(mantissa, scale) : Make((BigInteger)mantissa, scale);

    private static int PairOf(byte encoded, byte flip)
    {
        var digits = (encoded ^ flip) - 1;
        if (digits is < 0 or > 99)
            TypeErrors.ThrowCorruptKey("a numeric has a bad digit");
        return digits;
    }
}
