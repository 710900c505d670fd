using BTreeDb.Diagnostics;

namespace BTreeDb.Execution.Kernels.Formatting;

/// <summary>The errors of to_char and its kin. Messages are PostgreSQL's.</summary>
internal static class FormatErrors
{
    public static EngineException NotForIntervals() =>
        new(SqlState.InvalidDatetimeFormat, "invalid format specification for an interval value")
        {
            Hint = "Intervals are not tied to specific calendar dates.",
        };

    public static EngineException InvalidValue(string value, string field, string detail) =>
        new(SqlState.InvalidDatetimeFormat, $"invalid value \"{value}\" for \"{field}\"") { Detail = detail };

    public static EngineException TooShort(string field) =>
        new(SqlState.InvalidDatetimeFormat, $"source string too short for \"{field}\" formatting field");

    public static EngineException Conflict(string field) =>
        new(SqlState.InvalidDatetimeFormat, $"conflicting values for \"{field}\" field in formatting string")
        {
            Detail = "This value contradicts a previous setting for the same field type.",
        };

    public static EngineException MixedDates() =>
        new(SqlState.InvalidDatetimeFormat, "invalid combination of date conventions")
        {
            Hint = "Do not mix Gregorian and ISO week date conventions in a formatting template.",
        };

    public static EngineException OnlyInToChar(string field) =>
        new(SqlState.FeatureNotSupported, $"formatting field \"{field}\" is only supported in to_char");

    public static EngineException TwelveHourClock(int hour) =>
        new(SqlState.InvalidDatetimeFormat, $"hour \"{hour}\" is invalid for the 12-hour clock")
        {
            Hint = "Use the 24-hour clock, or give an hour between 1 and 12.",
        };

    public static EngineException OutOfRange(string text) =>
        new(SqlState.DatetimeFieldOverflow, $"date/time field value out of range: \"{text}\"");

    public static EngineException Unmatched(string text) =>
        new(SqlState.InvalidDatetimeFormat, $"unmatched format separator \"{text}\"");

    public static EngineException NumberFormat(string message) => new(SqlState.SyntaxError, message);

    public static EngineException RomanInput() => new(SqlState.FeatureNotSupported, "\"RN\" not supported for input");
}
