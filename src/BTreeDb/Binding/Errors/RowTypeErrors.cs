using BTreeDb.Diagnostics;
using BTreeDb.Types;

namespace BTreeDb.Binding.Errors;

/// <summary>Errors about the row types of tables.</summary>
internal static class RowTypeErrors
{
    public static EngineException CannotCast(SqlType from, string table, int position) =>
        new(SqlState.CannotCoerce, $"cannot cast type {TypeNames.Of(from.Family)} to {table}") { Position = position };

    public static EngineException MalformedRecord(string text, int position) =>
        new(SqlState.InvalidTextRepresentation, $"malformed record literal: \"{text}\"") { Position = position };

    /// <summary>A function that makes a row does not know of which type.</summary>
    public static EngineException UnknownRowType(string function, int position) =>
        new(SqlState.FeatureNotSupported, $"could not determine row type for result of {function}") { Position = position };

    /// <summary>A function that makes a row has something else as its model.</summary>
    public static EngineException NotComposite(string function, int position) =>
        new(SqlState.DatatypeMismatch, $"first argument of {function} must be a row type") { Position = position };
}
