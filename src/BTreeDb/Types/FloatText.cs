using System.Buffers;
using System.Globalization;
using System.Text;

namespace BTreeDb.Types;

/// <summary>
/// Text input and output of <c>real</c> and <c>double precision</c>: the shortest digits that read back as the same
/// value, in PostgreSQL's layout (exponents of at least two digits, from 1e+15 and 1e+06 on, and below 1e-04).
/// </summary>
internal static class FloatText
{
    private const int DoubleExponentMin = 15;
    private const int SingleExponentMin = 6;
    private const int DoubleDigits = 15;
    private const int SingleDigits = 6;

    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("0123456789+-.eE"u8);

    public static double ParseDouble(ReadOnlySpan<byte> text)
    {
        var number = TextInput.Trim(text);
        if (TrySpecial(number, out var special))
            return special;
        if (!IsPlain(number) || !double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            throw TypeErrors.InvalidInput("double precision", text);
        if (double.IsInfinity(value) || (value == 0 && HasNonZeroDigit(number)))
            throw TypeErrors.FloatInputOutOfRange("double precision", text);
        return value;
    }

    public static float ParseSingle(ReadOnlySpan<byte> text)
    {
        var number = TextInput.Trim(text);
        if (TrySpecial(number, out var special))
            return (float)special;
        if (!IsPlain(number) || !float.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            throw TypeErrors.InvalidInput("real", text);
        if (float.IsInfinity(value) || (value == 0 && HasNonZeroDigit(number)))
            throw TypeErrors.FloatInputOutOfRange("real", text);
        return value;
    }

    /// <summary>Writes a number with the shortest digits, or with fewer than it has (extra_float_digits below 1).</summary>
    public static void Write(ByteWriter writer, double value, int extraDigits = 1)
    {
        if (WriteSpecial(writer, value))
            return;
        if (extraDigits < 1)
        {
            WriteRounded(writer, value, Math.Max(1, DoubleDigits + extraDigits));
            return;
        }

        Span<byte> text = stackalloc byte[40];
        value.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        Layout(writer, text[..length], DoubleExponentMin);
    }

    /// <summary>Writes a number with the shortest digits, or with fewer than it has (extra_float_digits below 1).</summary>
    public static void Write(ByteWriter writer, float value, int extraDigits = 1)
    {
        if (WriteSpecial(writer, value))
            return;
        if (extraDigits < 1)
        {
            WriteRounded(writer, value, Math.Max(1, SingleDigits + extraDigits));
            return;
        }

        Span<byte> text = stackalloc byte[40];
        value.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        Layout(writer, text[..length], SingleExponentMin);
    }

    /// <summary>As C's <c>%g</c> with so many significant digits.</summary>
    private static void WriteRounded(ByteWriter writer, double value, int digits)
    {
        Span<byte> text = stackalloc byte[40];
        Span<char> format = stackalloc char[4];
        format[0] = 'E';
        (digits - 1).TryFormat(format[1..], out var length, default, CultureInfo.InvariantCulture);
        value.TryFormat(text, out var written, format[..(length + 1)], CultureInfo.InvariantCulture);
        Layout(writer, text[..written], digits);
    }

    private static bool WriteSpecial(ByteWriter writer, double value)
    {
        if (double.IsNaN(value))
            writer.Append("NaN"u8);
        else if (double.IsInfinity(value))
            writer.Append(value > 0 ? "Infinity"u8 : "-Infinity"u8);
        else if (value == 0)
            writer.Append(double.IsNegative(value) ? "-0"u8 : "0"u8);
        else
            return false;
        return true;
    }

    /// <summary>Lays .NET's shortest digits out as PostgreSQL does.</summary>
    private static void Layout(ByteWriter writer, ReadOnlySpan<byte> text, int exponentMin)
    {
        if (text[0] == '-')
        {
            writer.Append((byte)'-');
            text = text[1..];
        }

        Span<byte> digits = stackalloc byte[40];
        var count = Digits(text, digits, out var exponent);
        var significant = digits[..count];
        if (exponent < -4 || exponent >= exponentMin)
            WriteScientific(writer, significant, exponent);
        else
            WriteFixed(writer, significant, exponent);
    }

    /// <summary>The significant digits without leading and trailing zeros, and the exponent of the first.</summary>
    private static int Digits(ReadOnlySpan<byte> text, Span<byte> digits, out int exponent)
    {
        var count = 0;
        var seenPoint = false;
        exponent = -1;
        var i = 0;
        for (; i < text.Length && text[i] != 'E'; i++)
        {
            if (text[i] == '.')
            {
                seenPoint = true;
                continue;
            }

            if (count > 0 || text[i] != '0')
                digits[count++] = text[i];
            if (!seenPoint && count > 0)
                exponent++;
            else if (seenPoint && count == 0)
                exponent--;
        }

        if (i < text.Length && int.TryParse(text[(i + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var written))
            exponent += written;
        while (count > 1 && digits[count - 1] == '0')
            count--;
        return count;
    }

    private static void WriteScientific(ByteWriter writer, ReadOnlySpan<byte> digits, int exponent)
    {
        writer.Append(digits[0]);
        if (digits.Length > 1)
        {
            writer.Append((byte)'.');
            writer.Append(digits[1..]);
        }

        writer.Append((byte)'e');
        writer.Append((byte)(exponent < 0 ? '-' : '+'));
        writer.AppendDecimal((ulong)Math.Abs(exponent), 2);
    }

    private static void WriteFixed(ByteWriter writer, ReadOnlySpan<byte> digits, int exponent)
    {
        if (exponent < 0)
        {
            writer.Append("0."u8);
            writer.Append(-exponent - 1).Fill((byte)'0');
            writer.Append(digits);
            return;
        }

        var integerDigits = exponent + 1;
        if (digits.Length <= integerDigits)
        {
            writer.Append(digits);
            writer.Append(integerDigits - digits.Length).Fill((byte)'0');
            return;
        }

        writer.Append(digits[..integerDigits]);
        writer.Append((byte)'.');
        writer.Append(digits[integerDigits..]);
    }

    private static bool TrySpecial(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        if (text.Length == 0 || char.IsAsciiDigit((char)text[^1]))
            return false;
        if (Ascii.EqualsIgnoreCase(text, "nan"u8))
            value = double.NaN;
        else if (Ascii.EqualsIgnoreCase(text, "infinity"u8) || Ascii.EqualsIgnoreCase(text, "inf"u8)
            || Ascii.EqualsIgnoreCase(text, "+infinity"u8) || Ascii.EqualsIgnoreCase(text, "+inf"u8))
            value = double.PositiveInfinity;
        else if (Ascii.EqualsIgnoreCase(text, "-infinity"u8) || Ascii.EqualsIgnoreCase(text, "-inf"u8))
            value = double.NegativeInfinity;
        else
            return false;
        return true;
    }

    /// <summary>Keeps out what .NET would read besides: the words for infinity and white space inside.</summary>
    private static bool IsPlain(ReadOnlySpan<byte> text) =>
        text.Length > 0 && text.IndexOfAnyExcept(NumberBytes) < 0;

    private static bool HasNonZeroDigit(ReadOnlySpan<byte> text)
    {
        foreach (var c in text)
        {
            if (c is (byte)'e' or (byte)'E')
                return false;
            if (c is >= (byte)'1' and <= (byte)'9')
                return true;
        }

        return false;
    }
}
