using Antlr4.Runtime;
using BTreeDb.Diagnostics;

namespace BTreeDb.Parsing;

/// <summary>The errors that a text can have before its names are looked at, in PostgreSQL's words.</summary>
internal static class ParsingErrors
{
    /// <summary>A token where the grammar allows none like it.</summary>
    public static EngineException Syntax(IToken token) => token.Type == TokenConstants.EOF
        ? new EngineException(SqlState.SyntaxError, "syntax error at end of input") { Position = token.StartIndex }
        : Near("syntax error", token);

    /// <summary>A special complaint about a token.</summary>
    public static EngineException Near(string complaint, IToken token) =>
        new(SqlState.SyntaxError, $"{complaint} at or near \"{token.Text}\"") { Position = token.StartIndex };

    /// <summary>A complaint at a position, for what is grammatical but makes no sense.</summary>
    public static EngineException Invalid(string complaint, int position) =>
        new(SqlState.SyntaxError, complaint) { Position = position };

    /// <summary>A quoted thing or comment that runs to the end of the text.</summary>
    public static EngineException Unterminated(string what, SqlToken token) =>
        new(SqlState.SyntaxError, $"unterminated {what} at or near \"{Rest(token)}\"") { Position = token.StartIndex };

    /// <summary>A number or parameter with letters at its end.</summary>
    public static EngineException TrailingJunk(string what, SqlToken token) => Near($"trailing junk after {what}", token);

    /// <summary><c>""</c>.</summary>
    public static EngineException EmptyIdentifier(SqlToken token) => Near("zero-length delimited identifier", token);

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

    private static string Rest(SqlToken token) => token.InputStream.GetText(new Antlr4.Runtime.Misc.Interval(token.StartIndex, int.MaxValue - 1));
}
