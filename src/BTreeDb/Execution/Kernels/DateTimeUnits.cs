using System.Text;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels;

/// <summary>Finds the unit that a text names, with a memory of the last one: it is nearly always a literal.</summary>
internal sealed class DateTimeUnits
{
    private string? _text;
    private DateTimeUnit _unit;

    /// <summary>The unit that the text names, remembered in the scope.</summary>
    public static DateTimeUnit Find(in TextView text, FunctionScope scope)
    {
        var units = (DateTimeUnits)(scope.Cache ??= new DateTimeUnits());
        return units.Find(text.Span, scope.ArgumentType);
    }

    /// <summary>The error for a unit that a type does not have.</summary>
    public static Diagnostics.EngineException NotSupported(in TextView text, SqlType type) =>
        FunctionErrors.UnitNotSupported(Encoding.UTF8.GetString(text.Span), TypeNames.Of(type.Id));

    /// <summary>The unit that a text names; errors name the type.</summary>
    public DateTimeUnit Find(ReadOnlySpan<byte> text, SqlType type)
    {
        if (_text is not null && Ascii.Equals(text, _text))
            return _unit;
        var name = Encoding.UTF8.GetString(text);
        _unit = name.ToLowerInvariant() switch
        {
            "microsecond" or "microseconds" or "us" or "usec" or "usecs" => DateTimeUnit.Microseconds,
            "millisecond" or "milliseconds" or "ms" or "msec" or "msecs" => DateTimeUnit.Milliseconds,
            "second" or "seconds" or "s" or "sec" or "secs" => DateTimeUnit.Second,
            "minute" or "minutes" or "m" or "min" or "mins" => DateTimeUnit.Minute,
            "hour" or "hours" or "h" or "hr" or "hrs" => DateTimeUnit.Hour,
            "day" or "days" or "d" => DateTimeUnit.Day,
            "week" or "weeks" or "w" => DateTimeUnit.Week,
            "month" or "months" or "mon" or "mons" => DateTimeUnit.Month,
            "quarter" or "qtr" => DateTimeUnit.Quarter,
            "year" or "years" or "y" or "yr" or "yrs" => DateTimeUnit.Year,
            "decade" or "decades" or "dec" or "decs" => DateTimeUnit.Decade,
            "century" or "centuries" or "c" or "cent" => DateTimeUnit.Century,
            "millennium" or "millennia" or "mil" or "mils" => DateTimeUnit.Millennium,
            "dow" => DateTimeUnit.DayOfWeek,
            "isodow" => DateTimeUnit.IsoDayOfWeek,
            "doy" => DateTimeUnit.DayOfYear,
            "isoyear" => DateTimeUnit.IsoYear,
            "epoch" => DateTimeUnit.Epoch,
            "julian" or "jd" or "j" => DateTimeUnit.Julian,
            "timezone" => DateTimeUnit.TimeZone,
            "timezone_hour" => DateTimeUnit.TimeZoneHour,
            "timezone_minute" => DateTimeUnit.TimeZoneMinute,
            _ => throw FunctionErrors.UnitNotRecognized(name, TypeNames.Of(type.Id)),
        };
        _text = name;
        return _unit;
    }
}
