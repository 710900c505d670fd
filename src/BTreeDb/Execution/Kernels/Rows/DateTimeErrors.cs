using System.Globalization;
using BTreeDb.Diagnostics;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>The errors of functions of dates and times. Messages are PostgreSQL's.</summary>
internal static class DateTimeErrors
{
    public static EngineException OriginOutOfRange() => new(SqlState.DatetimeFieldOverflow, "origin out of range");

    public static EngineException BinWithMonths() =>
        new(SqlState.FeatureNotSupported, "timestamps cannot be binned into intervals containing months or years");

    public static EngineException StrideNotPositive() =>
        new(SqlState.DatetimeFieldOverflow, "stride must be greater than zero");

    public static EngineException TimeFieldOutOfRange(int hour, int minute, double second) =>
        new(SqlState.DatetimeFieldOverflow,
            string.Create(CultureInfo.InvariantCulture, $"time field value out of range: {hour}:{minute:00}:{second:00.######}"));

    public static EngineException UnknownFormat(string what) => new(SqlState.InvalidDatetimeFormat, what);

    public static EngineException InvalidValue(string value, string field, string? detail) =>
        new(SqlState.InvalidDatetimeFormat, $"invalid value \"{value}\" for \"{field}\"") { Detail = detail };

    public static EngineException ConflictingValues(string field) =>
        new(SqlState.InvalidDatetimeFormat, $"conflicting values for \"{field}\" field in formatting string")
        {
            Detail = "This value contradicts a previous setting for the same field type.",
        };

    public static EngineException FieldOutOfRange(string text) =>
        new(SqlState.DatetimeFieldOverflow, $"date/time field value out of range: \"{text}\"");

    public static EngineException InvalidFormat(string message, string? hint = null) =>
        new(SqlState.SyntaxError, message) { Hint = hint };

    public static EngineException InvalidNumberText(string text) =>
        new(SqlState.InvalidTextRepresentation, $"invalid input syntax for type numeric: \"{text}\"");
}
