using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>The fields of intervals and of times with zone: EXTRACT and date_trunc.</summary>
internal static class IntervalFields
{
    /// <summary>The unit that argument 0 names, for a type that is named in errors.</summary>
    public static DateTimeUnit UnitOf(CallFrame call, SqlType type)
    {
        var units = (DateTimeUnits)(call.Cache ??= new DateTimeUnits());
        return units.Find(call.Bytes(0), type);
    }

    public static Numeric Extract(Interval value, DateTimeUnit unit, string name)
    {
        var micros = value.Micros % TimestampMath.MicrosPerMinute;
        var years = value.Months / 12;
        return unit switch
        {
            DateTimeUnit.Microseconds => Numeric.FromInt64(micros),
            DateTimeUnit.Milliseconds => Numeric.FromParts(micros, 3),
            DateTimeUnit.Second => Numeric.FromParts(micros, 6),
            DateTimeUnit.Minute => Numeric.FromInt64(value.Micros / TimestampMath.MicrosPerMinute % 60),
            DateTimeUnit.Hour => Numeric.FromInt64(value.Micros / TimestampMath.MicrosPerHour),
            DateTimeUnit.Day => Numeric.FromInt64(value.Days),
            DateTimeUnit.Month => Numeric.FromInt64(value.Months % 12),
            DateTimeUnit.Quarter => Numeric.FromInt64((value.Months % 12 / 3) + 1),
            DateTimeUnit.Year => Numeric.FromInt64(years),
            DateTimeUnit.Decade => Numeric.FromInt64(years / 10),
            DateTimeUnit.Century => Numeric.FromInt64(years / 100),
            DateTimeUnit.Millennium => Numeric.FromInt64(years / 1000),
            DateTimeUnit.Epoch => Epoch(value),
            _ => throw FunctionErrors.UnitNotSupported(name, "interval"),
        };
    }

    public static Numeric ExtractZonedTime(long value, DateTimeUnit unit, string name)
    {
        var (local, offset) = (ZonedTime.LocalOf(value), ZonedTime.OffsetOf(value));
        return unit switch
        {
            DateTimeUnit.Microseconds => Numeric.FromInt64(local % TimestampMath.MicrosPerMinute),
            DateTimeUnit.Milliseconds => Numeric.FromParts(local % TimestampMath.MicrosPerMinute, 3),
            DateTimeUnit.Second => Numeric.FromParts(local % TimestampMath.MicrosPerMinute, 6),
            DateTimeUnit.Minute => Numeric.FromInt64(local / TimestampMath.MicrosPerMinute % 60),
            DateTimeUnit.Hour => Numeric.FromInt64(local / TimestampMath.MicrosPerHour),
            DateTimeUnit.TimeZone => Numeric.FromInt64(offset),
            DateTimeUnit.TimeZoneHour => Numeric.FromInt64(offset / 3600),
            DateTimeUnit.TimeZoneMinute => Numeric.FromInt64(offset / 60 % 60),
            DateTimeUnit.Epoch => Numeric.FromParts((Int128)local - (offset * TimestampMath.MicrosPerSecond), 6),
            _ => throw FunctionErrors.UnitNotSupported(name, "time with time zone"),
        };
    }

    /// <summary>Cuts off what is smaller than a unit.</summary>
    public static Interval Truncate(Interval value, DateTimeUnit unit, string name)
    {
        var micros = unit switch
        {
            DateTimeUnit.Microseconds => 1,
            DateTimeUnit.Milliseconds => 1000,
            DateTimeUnit.Second => TimestampMath.MicrosPerSecond,
            DateTimeUnit.Minute => TimestampMath.MicrosPerMinute,
            DateTimeUnit.Hour => TimestampMath.MicrosPerHour,
            _ => 0,
        };
        if (micros > 0)
            return new Interval(value.Months, value.Days, value.Micros / micros * micros);
        if (unit == DateTimeUnit.Day)
            return new Interval(value.Months, value.Days, 0);
        var months = unit switch
        {
            DateTimeUnit.Month => 1,
            DateTimeUnit.Quarter => 3,
            DateTimeUnit.Year => 12,
            DateTimeUnit.Decade => 120,
            DateTimeUnit.Century => 1200,
            DateTimeUnit.Millennium => 12000,
            _ => throw FunctionErrors.UnitNotSupported(name, "interval"),
        };
        return new Interval(value.Months / months * months, 0, 0);
    }

    /// <summary>Seconds: a year counts as 365.25 days, a month as 30.</summary>
    private static Numeric Epoch(Interval value)
    {
        var quarterDays = ((Int128)(value.Months / 12) * 1461) + (((Int128)(value.Months % 12) * 30) + value.Days) * 4;
        return Numeric.FromParts((quarterDays * (TimestampMath.MicrosPerDay / 4)) + value.Micros, 6);
    }
}
