using System.Globalization;
using System.Numerics;
using BTreeDb.Types;

namespace BTreeDb.Engine.SystemCatalog;

/// <summary>Amounts of bytes as text: <c>pg_size_pretty</c> and <c>pg_size_bytes</c>.</summary>
internal static class SizeText
{
    private static readonly string[] Units = ["bytes", "kB", "MB", "GB", "TB", "PB"];

    /// <summary>The amount in the unit that leaves less than 10240 of it, rounded half away from zero.</summary>
    public static string Format(in Datum bytes)
    {
        if (bytes.Reference is Numeric numeric)
            return Format(numeric);
        var size = (BigInteger)bytes.AsInt64();
        return Format(size, size.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Reads an amount with or without a unit; 22023 when it is none.</summary>
    public static long Parse(string text)
    {
        var trimmed = text.Trim();
        var length = 0;
        while (length < trimmed.Length && (char.IsAsciiDigit(trimmed[length]) || trimmed[length] is '.' or '-' or '+'))
            length++;
        if (length < trimmed.Length && trimmed[length] is 'e' or 'E' && IsExponent(trimmed, length))
        {
            length += 2;
            while (length < trimmed.Length && char.IsAsciiDigit(trimmed[length]))
                length++;
        }

        if (!decimal.TryParse(trimmed.AsSpan(0, length), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            throw SystemCatalogErrors.InvalidSize(text);
        var factor = FactorOf(trimmed[length..].Trim(), text);
        try
        {
            return decimal.ToInt64(decimal.Round(number * factor, MidpointRounding.AwayFromZero));
        }
        catch (OverflowException)
        {
            throw TypeErrors.OutOfRange("bigint");
        }
    }

    private static bool IsExponent(string text, int at) =>
        at + 1 < text.Length && (char.IsAsciiDigit(text[at + 1]) || text[at + 1] is '+' or '-');

    private static decimal FactorOf(string unit, string text)
    {
        if (unit.Length == 0 || unit.Equals("B", StringComparison.OrdinalIgnoreCase))
            return 1;
        for (var i = 0; i < Units.Length; i++)
        {
            if (Units[i].Equals(unit, StringComparison.OrdinalIgnoreCase))
                return (decimal)BigInteger.Pow(1024, i);
        }

        throw SystemCatalogErrors.InvalidSizeUnit(text, unit);
    }

    private static string Format(Numeric numeric)
    {
        var writer = new ByteWriter();
        NumericText.Write(writer, numeric);
        var text = System.Text.Encoding.UTF8.GetString(writer.Written);
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? text : text[..point];
        return BigInteger.TryParse(whole, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size)
            ? Format(size, text)
            : $"{text} bytes";
    }

    /// <param name="size">The amount.</param>
    /// <param name="exact">The amount as text, for one that is small.</param>
    private static string Format(BigInteger size, string exact)
    {
        const int Limit = 10 * 1024;
        if (BigInteger.Abs(size) < Limit)
            return $"{exact} bytes";
        // One bit more than the unit is kept for rounding.
        var halves = size / 512;
        for (var unit = 1; ; unit++)
        {
            if (BigInteger.Abs(halves) < (2 * Limit) - 1 || unit == Units.Length - 1)
                return $"{(halves + halves.Sign) / 2} {Units[unit]}";
            halves /= 1024;
        }
    }
}
