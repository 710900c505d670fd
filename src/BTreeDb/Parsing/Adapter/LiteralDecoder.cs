using System.Globalization;
using System.Text;

namespace BTreeDb.Parsing.Adapter;

/// <summary>Turns the text of identifier and string tokens into what they mean.</summary>
internal static class LiteralDecoder
{
    /// <summary>PostgreSQL's NAMEDATALEN less the terminator: longer names are cut, in UTF-8 bytes.</summary>
    private const int IdentifierBytesMax = 63;

    /// <summary>The name: folded to lower case (ASCII only, as PostgreSQL does in UTF-8) unless it was quoted.</summary>
    public static string Identifier(SqlToken token)
    {
        var span = token.Span;
        var name = token.Spelling switch
        {
            TokenSpelling.QuotedIdentifier => Undouble(span[1..^1], '"'),
            TokenSpelling.UnicodeIdentifier =>
                UnicodeEscapes.Resolve(Undouble(span[3..^1], '"'), token.UnicodeEscape, token.StartIndex),
            _ => Fold(span),
        };
        return name.Length * 3 > IdentifierBytesMax ? Truncate(name) : name;
    }

    /// <summary>The value of a string.</summary>
    public static string String(SqlToken token)
    {
        var span = token.Span;
        switch (token.Spelling)
        {
            case TokenSpelling.EscapeString:
                return EscapeSequences.Resolve(Join(span[1..], true), token.StartIndex);
            case TokenSpelling.UnicodeString:
                return UnicodeEscapes.Resolve(Undouble(Join(span[2..], false), '\''), token.UnicodeEscape, token.StartIndex);
            case TokenSpelling.DollarString:
                var tag = span[1..].IndexOf('$') + 2;
                return span[tag..^tag].ToString();
            default:
                return Undouble(Join(span[0] == '\'' ? span : span[1..], false), '\'');
        }
    }

    /// <summary>The digits of a bit string.</summary>
    public static string Bits(SqlToken token) => Join(token.Span[1..], false).ToString();

    /// <summary>
    /// The text between the quotes. Where the literal was continued after a line break, the pieces are joined; doubled
    /// quotes and escapes stay.
    /// </summary>
    private static ReadOnlySpan<char> Join(ReadOnlySpan<char> quoted, bool escapes)
    {
        var end = PieceEnd(quoted, escapes);
        if (end == quoted.Length)
            return quoted[1..^1];
        var joined = new StringBuilder();
        while (true)
        {
            joined.Append(quoted[1..(end - 1)]);
            quoted = quoted[end..];
            if (quoted.IsEmpty)
                return joined.ToString();
            quoted = quoted[NextQuote(quoted)..];
            end = PieceEnd(quoted, escapes);
        }
    }

    /// <summary>The index behind the closing quote of the literal that begins the text.</summary>
    private static int PieceEnd(ReadOnlySpan<char> quoted, bool escapes)
    {
        var i = 1;
        while (true)
        {
            i += escapes ? quoted[i..].IndexOfAny('\'', '\\') : quoted[i..].IndexOf('\'');
            if (quoted[i] == '\\')
                i += 2;
            else if (i + 1 < quoted.Length && quoted[i + 1] == '\'')
                i += 2;
            else
                return i + 1;
        }
    }

    // Between the pieces there is white space and line comments, which may hold quotes.
    private static int NextQuote(ReadOnlySpan<char> text)
    {
        var i = 0;
        while (text[i] != '\'')
        {
            if (text[i] == '-')
                i += text[i..].IndexOfAny('\r', '\n');
            else
                i++;
        }

        return i;
    }

    private static string Undouble(ReadOnlySpan<char> text, char quote) =>
        text.Contains(quote) ? text.ToString().Replace(new string(quote, 2), quote.ToString(), StringComparison.Ordinal) : text.ToString();

    private static string Fold(ReadOnlySpan<char> word) => word.ContainsAnyInRange('A', 'Z')
        ? string.Create(word.Length, word, static (lower, upper) =>
        {
            for (var i = 0; i < upper.Length; i++)
                lower[i] = char.IsAsciiLetterUpper(upper[i]) ? (char)(upper[i] | 0x20) : upper[i];
        })
        : word.ToString();

    private static string Truncate(string name)
    {
        var bytes = 0;
        var units = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > IdentifierBytesMax)
                return name[..units];
            units += rune.Utf16SequenceLength;
        }

        return name;
    }

    /// <summary>Parses hexadecimal digits; negative when there are not exactly as many as asked for.</summary>
    internal static int Hex(ReadOnlySpan<char> text, int start, int digits) =>
        start + digits <= text.Length
        && int.TryParse(text.Slice(start, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : -1;
}
