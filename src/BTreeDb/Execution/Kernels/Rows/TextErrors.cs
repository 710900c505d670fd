using BTreeDb.Diagnostics;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>The errors of functions over text and byte strings. Messages are PostgreSQL's.</summary>
internal static class TextErrors
{
    public static EngineException UnterminatedFormat() =>
        new(SqlState.InvalidParameterValue, "unterminated format() type specifier")
        {
            Hint = "For a single \"%\" use \"%%\".",
        };

    public static EngineException UnrecognizedFormat(char type) =>
        new(SqlState.InvalidParameterValue, $"unrecognized format() type specifier \"{type}\"")
        {
            Hint = "For a single \"%\" use \"%%\".",
        };

    public static EngineException TooFewFormatArguments() =>
        new(SqlState.InvalidParameterValue, "too few arguments for format()");

    public static EngineException ZeroFormatArgument() =>
        new(SqlState.InvalidParameterValue, "format specifies argument 0, but arguments are numbered from 1");

    public static EngineException FormatNumberOutOfRange() =>
        new(SqlState.NumericValueOutOfRange, "number is out of range");

    public static EngineException NullIdentifier() =>
        new(SqlState.NullValueNotAllowed, "null values cannot be formatted as an SQL identifier");

    public static EngineException UnknownEncoding(string name) =>
        new(SqlState.InvalidParameterValue, $"unrecognized encoding: \"{name}\"");

    public static EngineException InvalidEncodingName(string name, string role) =>
        new(SqlState.InvalidParameterValue, $"invalid {role} encoding name \"{name}\"");

    public static EngineException InvalidByteSequence(string encoding) =>
        new(SqlState.CharacterNotInRepertoire, $"invalid byte sequence for encoding \"{encoding}\"");

    public static EngineException Untranslatable(string encoding) =>
        new(SqlState.UntranslatableCharacter, $"character has no equivalent in encoding \"{encoding}\"");

    public static EngineException InvalidBase64() =>
        new(SqlState.InvalidParameterValue, "invalid base64 end sequence")
        {
            Hint = "Input data is missing padding, is truncated, or is otherwise corrupted.",
        };

    public static EngineException InvalidBase64Symbol(char symbol) =>
        new(SqlState.InvalidParameterValue, $"invalid symbol \"{symbol}\" found while decoding base64 sequence");

    public static EngineException IndexOutOfRange(long index, long last) =>
        new(SqlState.ArraySubscriptError, $"index {index} out of valid range, 0..{last}");

    public static EngineException NewBit() => new(SqlState.InvalidParameterValue, "new bit must be 0 or 1");

    public static EngineException InvalidUnicodeEscape() =>
        new(SqlState.SyntaxError, "invalid Unicode escape")
        {
            Hint = "Unicode escapes must be \\XXXX, \\+XXXXXX, \\uXXXX, or \\UXXXXXXXX.",
        };

    public static EngineException InvalidUnicodePair() =>
        new(SqlState.SyntaxError, "invalid Unicode surrogate pair");

    public static EngineException InvalidCodePoint(long code) =>
        new(SqlState.InvalidParameterValue, $"invalid Unicode code point: {code:X4}");

    public static EngineException InvalidNormalizationForm(string form) =>
        new(SqlState.InvalidParameterValue, $"invalid normalization form: {form}");

    public static EngineException InvalidIdentifier(string text) =>
        new(SqlState.InvalidParameterValue, $"string is not a valid identifier: \"{text}\"");
}
