using System.Text;

namespace BTreeDb.Parsing.Adapter;

/// <summary>The escapes of <c>E'...'</c>: C's, octal and hexadecimal bytes, and Unicode.</summary>
internal static class EscapeSequences
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    /// <summary>Replaces the escapes, and doubled quotes, in a text.</summary>
    public static string Resolve(ReadOnlySpan<char> text, int position)
    {
        var result = new StringBuilder(text.Length);
        var bytes = new List<byte>();
        var high = 0;
        for (var i = 0; i < text.Length;)
        {
            var unit = text[i];
            if (unit == '\\' && ByteEscape(text, ref i, out var value))
            {
                UnicodeEscapes.RejectLoneHigh(high, position);
                bytes.Add(value);
                continue;
            }

            FlushBytes(result, bytes, position);
            if (unit == '\\' && text[i + 1] is 'u' or 'U')
            {
                var digits = text[i + 1] == 'u' ? 4 : 8;
                var code = LiteralDecoder.Hex(text, i + 2, digits);
                if (code < 0)
                    throw ParsingErrors.InvalidUnicodeEscape(position);
                high = UnicodeEscapes.Append(result, code, high, position);
                i += 2 + digits;
                continue;
            }

            UnicodeEscapes.RejectLoneHigh(high, position);
            high = 0;
            result.Append(unit == '\\' ? Simple(text[i + 1]) : unit);
            // A backslash and its letter, or a doubled quote.
            i += unit is '\\' or '\'' ? 2 : 1;
        }

        FlushBytes(result, bytes, position);
        UnicodeEscapes.RejectLoneHigh(high, position);
        return result.ToString();
    }

    private static char Simple(char letter) => letter switch
    {
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\v',
        _ => letter,
    };

    /// <summary>Reads <c>\ooo</c> or <c>\xhh</c> and steps over it; false when something else stands there.</summary>
    private static bool ByteEscape(ReadOnlySpan<char> text, ref int i, out byte value)
    {
        var at = i + 1;
        var result = 0;
        if (text[at] == 'x' && at + 1 < text.Length && char.IsAsciiHexDigit(text[at + 1]))
        {
            at++;
            for (var digits = 0; digits < 2 && at < text.Length && char.IsAsciiHexDigit(text[at]); digits++)
                result = (result << 4) | Convert.ToInt32(text[at++].ToString(), 16);
        }
        else
        {
            for (var digits = 0; digits < 3 && at < text.Length && text[at] is >= '0' and <= '7'; digits++)
                result = (result << 3) | (text[at++] - '0');
        }

        value = (byte)result;
        if (at == i + 1)
            return false;
        i = at;
        return true;
    }

    private static void FlushBytes(StringBuilder result, List<byte> bytes, int position)
    {
        if (bytes.Count == 0)
            return;
        if (bytes.Contains(0))
            throw ParsingErrors.InvalidBytes(0, position);
        try
        {
            result.Append(StrictUtf8.GetString(bytes.ToArray()));
        }
        catch (DecoderFallbackException)
        {
            throw ParsingErrors.InvalidBytes(bytes[0], position);
        }

        bytes.Clear();
    }
}
