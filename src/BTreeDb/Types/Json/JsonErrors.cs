using System.Text;
using BTreeDb.Diagnostics;

namespace BTreeDb.Types.Json;

/// <summary>The errors of json and jsonb. Messages are PostgreSQL's.</summary>
internal static class JsonErrors
{
    public static EngineException Invalid(string detail) =>
        new(SqlState.InvalidTextRepresentation, "invalid input syntax for type json") { Detail = detail };

    public static EngineException InvalidToken(ReadOnlySpan<byte> token) =>
        Invalid($"Token \"{Encoding.UTF8.GetString(token)}\" is invalid.");

    public static EngineException EndedUnexpectedly() => Invalid("The input string ended unexpectedly.");

    public static EngineException Expected(string what, ReadOnlySpan<byte> found) =>
        Invalid($"Expected {what}, but found \"{Encoding.UTF8.GetString(found)}\".");

    public static EngineException ZeroEscape() =>
        new(SqlState.UntranslatableCharacter, "unsupported Unicode escape sequence")
        {
            Detail = "\\u0000 cannot be converted to text.",
        };

    public static EngineException NotRecord(string function, bool isArray) =>
        new(SqlState.InvalidParameterValue, function.EndsWith("set", StringComparison.Ordinal)
            ? $"argument of {function} must be an array of objects"
            : $"cannot call {function} on {(isArray ? "an array" : "a scalar")}");

    public static EngineException ExpectedArray(string key) =>
        new(SqlState.InvalidTextRepresentation, "expected JSON array") { Hint = $"See the value of key \"{key}\"." };

    public static EngineException NotScalarLength() =>
        new(SqlState.InvalidParameterValue, "cannot get array length of a scalar");

    public static EngineException NotArrayLength() =>
        new(SqlState.InvalidParameterValue, "cannot get array length of a non-array");

    public static EngineException CannotExtract(string what, string function) =>
        new(SqlState.InvalidParameterValue, $"cannot extract {what}");

    public static EngineException CannotCall(string function, string what) =>
        new(SqlState.InvalidParameterValue, $"cannot call {function} on {what}");

    public static EngineException CannotDelete(string what) =>
        new(SqlState.InvalidParameterValue, $"cannot delete {what}");

    public static EngineException CannotSetInScalar() =>
        new(SqlState.InvalidParameterValue, "cannot set path in scalar");

    public static EngineException CannotReplaceKey() =>
        new(SqlState.InvalidParameterValue, "cannot replace existing key")
        {
            Hint = "Try using the function jsonb_set to replace key value.",
        };

    public static EngineException PathThroughScalar() =>
        new(SqlState.InvalidParameterValue, "cannot replace existing key")
        {
            Detail = "The path assumes key is a composite object, but it is a scalar value.",
        };

    public static EngineException PathOutOfRange(int position, int index) =>
        new(SqlState.InvalidParameterValue, $"path element at position {position} is out of range: {index}");

    public static EngineException NullSubscript() =>
        new(SqlState.NullValueNotAllowed, "jsonb subscript in assignment must not be null");

    public static EngineException PathNotInteger(int position, ReadOnlySpan<byte> text) =>
        new(SqlState.InvalidTextRepresentation,
            $"path element at position {position} is not an integer: \"{Encoding.UTF8.GetString(text)}\"");

    public static EngineException PathNull(int position) =>
        new(SqlState.NullValueNotAllowed, $"path element at position {position} is null");

    public static EngineException OddArguments() =>
        new(SqlState.InvalidParameterValue, "argument list must have even number of elements")
        {
            Hint = "The arguments of json_build_object() must consist of alternating keys and values.",
        };

    public static EngineException NullKey(int position) =>
        new(SqlState.InvalidParameterValue, $"argument {position} cannot be null")
        {
            Hint = "Object keys should be text.",
        };

    public static EngineException JsonbNullKey(int position) =>
        new(SqlState.InvalidParameterValue, $"argument {position}: key must not be null");

    public static EngineException NullObjectKey() =>
        new(SqlState.NullValueNotAllowed, "null value not allowed for object key");

    public static EngineException NullFieldName() =>
        new(SqlState.InvalidParameterValue, "field name must not be null");

    public static EngineException NoObject() =>
        new(SqlState.InvalidParameterValue, "cannot deconstruct an array as an object");

    public static EngineException NoContainer() =>
        new(SqlState.InvalidParameterValue, "cannot deconstruct a scalar");

    public static EngineException KeyNotScalar() =>
        new(SqlState.InvalidParameterValue, "key value must be scalar, not array, composite, or json");

    public static EngineException OddArray() =>
        new(SqlState.ArraySubscriptError, "array must have even number of elements");

    public static EngineException NotTwoColumns() => new(SqlState.ArraySubscriptError, "array must have two columns");

    public static EngineException TooManyMembers(bool isArray, int max) => new(
        SqlState.ProgramLimitExceeded,
        $"number of jsonb {(isArray ? "array elements" : "object pairs")} exceeds the maximum allowed ({max})");

    public static EngineException WrongSubscripts() =>
        new(SqlState.ArraySubscriptError, "wrong number of array subscripts");

    public static EngineException MismatchedDimensions() =>
        new(SqlState.ArraySubscriptError, "mismatched array dimensions");

    public static EngineException CannotCast(string kind, string type) =>
        new(SqlState.InvalidParameterValue, $"cannot cast jsonb {kind} to type {type}");

    public static EngineException LaxNullTreatment() =>
        new(SqlState.InvalidParameterValue,
            "null_value_treatment must be \"delete_key\", \"return_target\", \"use_json_null\", or \"raise_exception\"");

    public static EngineException LaxNull() =>
        new(SqlState.NullValueNotAllowed, "JSON value must not be null")
        {
            Detail = "Exception was raised because null_value_treatment is \"raise_exception\".",
        };

    public static EngineException CannotConcatenate() =>
        new(SqlState.InvalidParameterValue, "invalid concatenation of jsonb objects");
}
