using System.Text;

namespace BTreeDb.Parsing.Adapter;

/// <summary>The escapes of <c>U&amp;'...'</c>: <c>\XXXX</c>, <c>\+XXXXXX</c>, and the escape character doubled.</summary>
internal static class UnicodeEscapes
{
    /// <summary>Replaces the escapes in a text.</summary>
    public static string Resolve(string text, char escape, int position)
    {
        if (!text.Contains(escape))
            return text;
        var result = new StringBuilder(text.Length);
        var high = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != escape || (i + 1 < text.Length && text[i + 1] == escape))
            {
                RejectLoneHigh(high, position);
                result.Append(text[i]);
                i += text[i] == escape ? 1 : 0;
                continue;
            }

            var wide = i + 1 < text.Length && text[i + 1] == '+';
            var code = wide ? LiteralDecoder.Hex(text, i + 2, 6) : LiteralDecoder.Hex(text, i + 1, 4);
            if (code < 0)
                throw ParsingErrors.InvalidUnicodeEscape(position);
            i += wide ? 7 : 4;
            high = Append(result, code, high, position);
        }

        RejectLoneHigh(high, position);
        return result.ToString();
    }

    /// <summary>
    /// Appends a code point, pairing surrogates; returns the high surrogate that waits for its other half, or zero.
    /// </summary>
    public static int Append(StringBuilder result, int code, int high, int position)
    {
        if (code is >= 0xDC00 and <= 0xDFFF && high != 0)
        {
            result.Append((char)high).Append((char)code);
            return 0;
        }

        RejectLoneHigh(high, position);
        if (code is >= 0xDC00 and <= 0xDFFF)
            throw ParsingErrors.InvalidUnicodeValue("invalid Unicode surrogate pair", position);
        if (code is >= 0xD800 and <= 0xDBFF)
            return code;
        if (code is 0 or > 0x10FFFF)
            throw ParsingErrors.InvalidUnicodeValue("invalid Unicode escape value", position);
        result.Append(char.ConvertFromUtf32(code));
        return 0;
    }

    /// <summary>Fails when a high surrogate was not followed by a low one.</summary>
    public static void RejectLoneHigh(int high, int position)
    {
        if (high != 0)
            throw ParsingErrors.InvalidUnicodeValue("invalid Unicode surrogate pair", position);
    }
}
