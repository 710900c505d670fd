using BTreeDb.Diagnostics;

namespace BTreeDb.Engine.Copying;

/// <summary>Errors of COPY.</summary>
internal static class CopyErrors
{
    public static EngineException UnknownOption(string name, int position) =>
        new(SqlState.SyntaxError, $"option \"{name}\" not recognized") { Position = position };

    public static EngineException OptionTwice(int position) =>
        new(SqlState.SyntaxError, "conflicting or redundant options") { Position = position };

    public static EngineException UnknownFormat(string format, int position) =>
        new(SqlState.InvalidParameterValue, $"COPY format \"{format}\" not recognized") { Position = position };

    public static EngineException NotABoolean(string name) =>
        new(SqlState.SyntaxError, name == "header" ? "header requires a Boolean value or \"match\"" : $"{name} requires a Boolean value");

    public static EngineException NeedsParameter(string name) => new(SqlState.SyntaxError, $"{name} requires a parameter");

    public static EngineException NotColumns(string name, int position) =>
        new(SqlState.InvalidParameterValue, $"argument to option \"{name}\" must be a list of column names") { Position = position };

    public static EngineException NotAnEncoding(int position) =>
        new(SqlState.InvalidParameterValue, "argument to option \"encoding\" must be a valid encoding name") { Position = position };

    public static EngineException NotOneByte(string what) =>
        new(SqlState.FeatureNotSupported, $"COPY {what} must be a single one-byte character");

    public static EngineException BadValue(string message) => new(SqlState.InvalidParameterValue, message);

    public static EngineException Unsupported(string message) => new(SqlState.FeatureNotSupported, message);

    public static EngineException ColumnNotCopied(string option, string column) =>
        new(SqlState.InvalidColumnReference, $"{option} column \"{column}\" not referenced by COPY");

    public static EngineException WhereWithTo(int position) =>
        new(SqlState.SyntaxError, "WHERE clause not allowed with COPY TO") { Position = position };

    public static EngineException CannotCopyTo(string kind, string name) =>
        new(SqlState.WrongObjectType, $"cannot copy to {kind} \"{name}\"");

    public static EngineException CannotCopyFrom(string kind, string name) =>
        new(SqlState.WrongObjectType, $"cannot copy from {kind} \"{name}\"")
        {
            Hint = "Try the COPY (SELECT ...) TO variant.",
        };

    public static EngineException ColumnMissing(string column, string? table, int position) => new(
        SqlState.UndefinedColumn,
        table is null ? $"column \"{column}\" does not exist" : $"column \"{column}\" of relation \"{table}\" does not exist")
        {
            Position = position,
        };

    public static EngineException ColumnIsGenerated(string column, int position) =>
        new(SqlState.InvalidColumnReference, $"column \"{column}\" is a generated column")
        {
            Position = position,
            Detail = "Generated columns cannot be used in COPY.",
        };

    public static EngineException ColumnTwice(string column, int position) =>
        new(SqlState.DuplicateColumn, $"column \"{column}\" specified more than once") { Position = position };

    public static EngineException NoClient(bool isFrom, int position) =>
        new(SqlState.FeatureNotSupported, isFrom
            ? "COPY FROM STDIN is not supported by this way of running a command"
            : "COPY TO STDOUT is not supported by this way of running a command")
        {
            Position = position,
            Hint = "Use CopyFrom or CopyTo of the connection, or \\copy in the shell.",
        };

    public static EngineException CannotOpen(string path, bool isFrom, string state, string reason, Exception cause) =>
        new(state, $"could not open file \"{path}\" for {(isFrom ? "reading" : "writing")}: {reason}", cause);

    public static EngineException IsDirectory(string path) =>
        new(SqlState.WrongObjectType, $"\"{path}\" is a directory");

    public static EngineException Bad(string message) => new(SqlState.BadCopyFileFormat, message);

    public static EngineException HeaderMismatch(int place, string found, string expected) => new(
        SqlState.BadCopyFileFormat,
        $"column name mismatch in header line field {place}: got \"{found}\", expected \"{expected}\"");

    public static EngineException HeaderWidth(int found, int expected) => new(
        SqlState.BadCopyFileFormat, $"wrong number of fields in header line: got {found}, expected {expected}");
}
