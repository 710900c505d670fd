using System.Data.Common;
using System.Globalization;
using System.Text;

namespace BTreeDb.SqlTest.Results;

/// <summary>
/// How a value is printed for a column type: <c>I</c> truncates to an integer, <c>R</c> prints three decimals, <c>T</c>
/// prints text. The input is PostgreSQL's text form of the value.
/// </summary>
internal static class ValueFormat
{
    /// <summary>What stands for NULL.</summary>
    public const string Null = "NULL";

    /// <summary>What stands for the empty string.</summary>
    public const string Empty = "(empty)";

    /// <summary>The letters that suit the columns of a result: whole numbers, other numbers, all else.</summary>
    public static string TypesOf(DbDataReader reader)
    {
        var types = new char[reader.FieldCount];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = reader.GetDataTypeName(i) switch
            {
                "smallint" or "integer" or "bigint" => 'I',
                "real" or "double precision" => 'R',
                _ => 'T',
            };
        }

        return new(types);
    }

    /// <summary>Formats a value that is not NULL.</summary>
    /// <param name="text">The value's text form.</param>
    /// <param name="isBoolean">Whether the column is a boolean, which counts as 0 or 1 where a number is wanted.</param>
    /// <param name="type">The column's letter.</param>
    public static string Format(string text, bool isBoolean, char type) => type switch
    {
        'I' => Integer(isBoolean ? BooleanDigit(text) : text),
        'R' => Real(isBoolean ? BooleanDigit(text) : text),
        _ => Text(text),
    };

    private static string BooleanDigit(string text) => text is "t" or "true" or "True" ? "1" : "0";

    private static string Integer(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return whole.ToString(CultureInfo.InvariantCulture);
        var length = NumberLength(text);
        if (decimal.TryParse(text.AsSpan(0, length), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact))
            return decimal.Truncate(exact).ToString("0", CultureInfo.InvariantCulture);
        if (double.TryParse(text.AsSpan(0, length), NumberStyles.Float, CultureInfo.InvariantCulture, out var real))
            return Math.Truncate(real).ToString("0", CultureInfo.InvariantCulture);
        return "0";
    }

    private static string Real(string text) => text switch
    {
        "NaN" => "nan",
        "Infinity" => "inf",
        "-Infinity" => "-inf",
        _ => double.TryParse(
            text.AsSpan(0, NumberLength(text)), NumberStyles.Float, CultureInfo.InvariantCulture, out var real)
            ? real.ToString("F3", CultureInfo.InvariantCulture)
            : "0.000",
    };

    /// <summary>The length of the number that a text starts with, as C's <c>atof</c> reads it.</summary>
    private static int NumberLength(string text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiDigit(text[length]) || text[length] is '+' or '-' or '.' or 'e' or 'E'))
            length++;
        while (length > 0 && !double.TryParse(text.AsSpan(0, length), NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            length--;
        return length;
    }

    private static string Text(string text)
    {
        if (text.Length == 0)
            return Empty;
        if (IsPrintableAscii(text))
            return text;
        var bytes = Encoding.UTF8.GetBytes(text);
        foreach (ref var one in bytes.AsSpan())
        {
            if (one is < (byte)' ' or > (byte)'~')
                one = (byte)'@';
        }

        return Encoding.ASCII.GetString(bytes);
    }

    private static bool IsPrintableAscii(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
