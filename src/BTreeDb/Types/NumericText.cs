using System.Globalization;
using System.Numerics;
using System.Text;

namespace BTreeDb.Types;

/// <summary>Text input and output of <see cref="Numeric"/>.</summary>
internal static class NumericText
{
    private const int ExponentMax = 200_000;

    /// <summary>Reads a numeric constant; false when the text is none.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Numeric value)
    {
        text = TextInput.Trim(text);
        if (TryParseSpecial(text, out value))
            return true;
        var negative = false;
        if (text.Length > 0 && text[0] is (byte)'+' or (byte)'-')
        {
            negative = text[0] == '-';
            text = text[1..];
        }

        if (!TrySplit(text, out var digits, out var pointAt, out var exponent))
            return false;
        value = Make(text[..digits], pointAt, exponent, negative);
        return true;
    }

    /// <summary>Reads a numeric or raises 22P02.</summary>
    public static Numeric Parse(ReadOnlySpan<byte> text) =>
        TryParse(text, out var value) ? value : throw TypeErrors.InvalidInput("numeric", text);

    public static void Write(ByteWriter writer, Numeric value)
    {
        switch (value.Kind)
        {
            case NumericKind.NaN:
                writer.Append("NaN"u8);
                return;
            case NumericKind.PositiveInfinity:
                writer.Append("Infinity"u8);
                return;
            case NumericKind.NegativeInfinity:
                writer.Append("-Infinity"u8);
                return;
        }

        if (value.Sign < 0)
            writer.Append((byte)'-');
        if (value.IsSmall)
        {
            var small = value.Small;
            WriteSmall(writer, small < 0 ? (ulong)-(Int128)small : (ulong)small, value.Scale);
        }
        else
        {
            var digits = BigInteger.Abs(value.Mantissa).ToString(CultureInfo.InvariantCulture);
            WriteDigits(writer, Encoding.ASCII.GetBytes(digits), value.Scale);
        }
    }

    private static void WriteSmall(ByteWriter writer, ulong magnitude, int scale)
    {
        Span<byte> digits = stackalloc byte[20];
        var at = digits.Length;
        do
        {
            digits[--at] = (byte)('0' + magnitude % 10);
            magnitude /= 10;
        }
        while (magnitude != 0);
        WriteDigits(writer, digits[at..], scale);
    }

    private static void WriteDigits(ByteWriter writer, ReadOnlySpan<byte> digits, int scale)
    {
        var integerDigits = digits.Length - scale;
        if (integerDigits > 0)
            writer.Append(digits[..integerDigits]);
        else
            writer.Append((byte)'0');
        if (scale == 0)
            return;
        writer.Append((byte)'.');
        if (integerDigits < 0)
            writer.Append(-integerDigits).Fill((byte)'0');
        writer.Append(digits[Math.Max(integerDigits, 0)..]);
    }

    private static bool TryParseSpecial(ReadOnlySpan<byte> text, out Numeric value)
    {
        value = default;
        if (text.Length == 0 || char.IsAsciiDigit((char)text[^1]) || text[^1] == '.')
            return false;
        if (Ascii.EqualsIgnoreCase(text, "nan"u8))
            value = Numeric.NaN;
        else if (Ascii.EqualsIgnoreCase(text, "infinity"u8) || Ascii.EqualsIgnoreCase(text, "inf"u8)
            || Ascii.EqualsIgnoreCase(text, "+infinity"u8) || Ascii.EqualsIgnoreCase(text, "+inf"u8))
            value = Numeric.PositiveInfinity;
        else if (Ascii.EqualsIgnoreCase(text, "-infinity"u8) || Ascii.EqualsIgnoreCase(text, "-inf"u8))
            value = Numeric.NegativeInfinity;
        else
            return false;
        return true;
    }

    /// <summary>
    /// Checks the shape <c>digits [. digits] [e exponent]</c> (underscores between digits allowed) and finds its parts:
    /// the length of the mantissa text, where the point is (or the mantissa's end), the exponent.
    /// </summary>
    private static bool TrySplit(ReadOnlySpan<byte> text, out int mantissaLength, out int pointAt, out int exponent)
    {
        pointAt = -1;
        exponent = 0;
        var digitCount = 0;
        var i = 0;
        for (; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiDigit((char)c))
                digitCount++;
            else if (c == '.' && pointAt < 0)
                pointAt = i;
            else if (!IsSeparator(text, i))
                break;
        }

        mantissaLength = i;
        if (pointAt < 0)
            pointAt = i;
        if (digitCount == 0)
            return false;
        return i == text.Length || (text[i] is (byte)'e' or (byte)'E' && TryExponent(text[(i + 1)..], out exponent));
    }

    private static bool IsSeparator(ReadOnlySpan<byte> text, int i) =>
        text[i] == '_' && i > 0 && i + 1 < text.Length
        && char.IsAsciiDigit((char)text[i - 1]) && char.IsAsciiDigit((char)text[i + 1]);

    private static bool TryExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        var negative = text.Length > 0 && text[0] == '-';
        if (text.Length > 0 && text[0] is (byte)'+' or (byte)'-')
            text = text[1..];
        if (text.Length == 0)
            return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit((char)c))
                return false;
            exponent = Math.Min(exponent * 10 + (c - '0'), ExponentMax);
        }

        if (negative)
            exponent = -exponent;
        return true;
    }

    private static Numeric Make(ReadOnlySpan<byte> text, int pointAt, int exponent, bool negative)
    {
        var scale = 0;
        var digits = 0;
        Int128 small = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit((char)text[i]))
                continue;
            if (i > pointAt)
                scale++;
            if (digits == 0 && text[i] == '0')
                continue;
            if (++digits <= PowersOfTen.WideExponentMax)
                small = small * 10 + (text[i] - '0');
        }

        var mantissa = digits <= PowersOfTen.WideExponentMax ? small : ParseBig(text);
        scale -= exponent;
        if (scale > Numeric.ScaleMax || digits - scale > Numeric.IntegerDigitsMax)
            return TooWide(mantissa, scale);
        if (scale < 0)
        {
            mantissa *= PowersOfTen.Big(-scale);
            scale = 0;
        }

        return Numeric.FromParts(negative ? -mantissa : mantissa, scale);
    }

    private static Numeric TooWide(BigInteger mantissa, int scale)
    {
        if (mantissa.IsZero && scale < 0)
            return Numeric.Zero;
        throw TypeErrors.NumericFormatOverflow();
    }

    private static BigInteger ParseBig(ReadOnlySpan<byte> text)
    {
        var digits = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsAsciiDigit((char)c))
                digits.Append((char)c);
        }

        return BigInteger.Parse(digits.ToString(), NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
