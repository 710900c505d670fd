using Antlr4.Runtime;
using Antlr4.Runtime.Misc;
using BTreeDb.Diagnostics;
using BTreeDb.Parsing.Generated;

namespace BTreeDb.Parsing;

/// <summary>The errors that a text can have before its names are looked at, in PostgreSQL's words.</summary>
internal static class ParsingErrors
{
    /// <summary>A token where the grammar allows none like it, or that is none.</summary>
    public static EngineException Syntax(IToken token) => token.Type switch
    {
        TokenConstants.EOF => Invalid("syntax error at end of input", token.StartIndex),
        BTreeDbLexer.UNTERMINATED_STRING => Unterminated("quoted string", token),
        BTreeDbLexer.UNTERMINATED_IDENTIFIER => Unterminated("quoted identifier", token),
        BTreeDbLexer.UNTERMINATED_BIT_STRING => Unterminated("bit string literal", token),
        BTreeDbLexer.UNTERMINATED_HEX_STRING => Unterminated("hexadecimal string literal", token),
        BTreeDbLexer.DOLLAR_QUOTE => Unterminated("dollar-quoted string", token),
        BTreeDbLexer.BLOCK_COMMENT => Unterminated("/* comment", token),
        BTreeDbLexer.EMPTY_IDENTIFIER => Near("zero-length delimited identifier", token),
        BTreeDbLexer.NUMBER_JUNK => Near("trailing junk after numeric literal", token),
        BTreeDbLexer.PARAMETER_JUNK => Near("trailing junk after parameter", token),
        _ => Near("syntax error", token),
    };

    /// <summary>A special complaint about a token.</summary>
    public static EngineException Near(string complaint, IToken token) =>
        new(SqlState.SyntaxError, $"{complaint} at or near \"{token.Text}\"") { Position = token.StartIndex };

    /// <summary>A complaint at a position, for what is grammatical but makes no sense.</summary>
    public static EngineException Invalid(string complaint, int position) =>
        new(SqlState.SyntaxError, complaint) { Position = position };

    /// <summary>UESCAPE without a string.</summary>
    public static EngineException MissingUnicodeEscape(SqlToken token) =>
        Near("UESCAPE must be followed by a simple string literal", token);

    /// <summary>UESCAPE with a character that cannot introduce an escape.</summary>
    public static EngineException InvalidUnicodeEscapeCharacter(SqlToken token) =>
        Near("invalid Unicode escape character", token);

    /// <summary>A malformed escape in a literal.</summary>
    public static EngineException InvalidUnicodeEscape(int position) =>
        new(SqlState.InvalidEscapeSequence, "invalid Unicode escape")
        {
            Position = position,
            Hint = "Unicode escapes must be \\XXXX or \\+XXXXXX.",
        };

    /// <summary>A code point that does not exist, or half a surrogate pair.</summary>
    public static EngineException InvalidUnicodeValue(string what, int position) =>
        new(SqlState.SyntaxError, what) { Position = position };

    /// <summary>Escaped bytes that are not UTF-8.</summary>
    public static EngineException InvalidBytes(byte first, int position) =>
        new(SqlState.CharacterNotInRepertoire, $"invalid byte sequence for encoding \"UTF8\": 0x{first:x2}") { Position = position };

    /// <summary>A statement or clause that PostgreSQL knows and this engine does not.</summary>
    public static EngineException NotSupported(string feature, int position) =>
        new(SqlState.FeatureNotSupported, $"{feature} is not supported") { Position = position };

    /// <summary>A number out of the range that a clause takes.</summary>
    public static EngineException InvalidParameter(string complaint, int position) =>
        new(SqlState.InvalidParameterValue, complaint) { Position = position };

    /// <summary><c>$0</c>, or a number that no parameter can have.</summary>
    public static EngineException NoParameter(SqlToken token) =>
        new(SqlState.UndefinedParameter, $"there is no parameter {token.Text}") { Position = token.StartIndex };

    /// <summary>A query in FROM without a name.</summary>
    public static EngineException MissingAlias(bool isValues, int position) =>
        new(SqlState.SyntaxError, (isValues ? "VALUES" : "subquery") + " in FROM must have an alias")
        {
            Position = position,
            Hint = $"For example, FROM ({(isValues ? "VALUES" : "SELECT")} ...) [AS] foo.",
        };

    /// <summary>A window frame that cannot be.</summary>
    public static EngineException Windowing(string complaint, int position) =>
        new(SqlState.WindowingError, complaint) { Position = position };

    private static EngineException Unterminated(string what, IToken token)
    {
        var rest = token.InputStream.GetText(new Interval(token.StartIndex, token.InputStream.Size));
        return Invalid($"unterminated {what} at or near \"{rest}\"", token.StartIndex);
    }
}
