using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels;

/// <summary>EXTRACT for each type that has fields; results have PostgreSQL's scales (seconds 6, milliseconds 3).</summary>
internal static class ExtractFunctions
{
    private const long UnixEpochMicros = TimestampMath.UnixEpochDays * TimestampMath.MicrosPerDay;
    private const int JulianEpoch = 2451545;

    public readonly struct FromDate : IFunction<TextView, int, Numeric>
    {
        public static Numeric Invoke(in TextView a, in int b, FunctionScope scope)
        {
            var unit = DateTimeUnits.Find(a, scope);
            if (TimestampMath.IsInfiniteDate(b))
                return Infinite(unit, b > 0, a, SqlType.Date);
            return unit switch
            {
                DateTimeUnit.Epoch => Numeric.FromInt64((b - (long)TimestampMath.UnixEpochDays) * 86400),
                DateTimeUnit.Julian => Numeric.FromInt64(b + (long)JulianEpoch),
                < DateTimeUnit.Day or > DateTimeUnit.Julian => throw DateTimeUnits.NotSupported(a, SqlType.Date),
                _ => Numeric.FromInt64(DateField(unit, b)),
            };
        }
    }

    public readonly struct FromTime : IFunction<TextView, long, Numeric>
    {
        public static Numeric Invoke(in TextView a, in long b, FunctionScope scope)
        {
            var unit = DateTimeUnits.Find(a, scope);
            return unit switch
            {
                DateTimeUnit.Epoch => Numeric.FromParts(b, 6),
                <= DateTimeUnit.Hour => TimeField(unit, b),
                _ => throw DateTimeUnits.NotSupported(a, SqlType.Time),
            };
        }
    }

    public readonly struct FromTimestamp : IFunction<TextView, long, Numeric>
    {
        public static Numeric Invoke(in TextView a, in long b, FunctionScope scope)
        {
            var unit = DateTimeUnits.Find(a, scope);
            if (TimestampMath.IsInfinite(b))
                return Infinite(unit, b > 0, a, SqlType.Timestamp);
            if (unit >= DateTimeUnit.TimeZone)
                throw DateTimeUnits.NotSupported(a, SqlType.Timestamp);
            return unit == DateTimeUnit.Epoch
                ? Numeric.FromParts((Int128)b - UnixEpochMicros, 6)
                : TimestampField(unit, b);
        }
    }

    public readonly struct FromTimestampTz : IFunction<TextView, long, Numeric>
    {
        public static Numeric Invoke(in TextView a, in long b, FunctionScope scope)
        {
            var unit = DateTimeUnits.Find(a, scope);
            if (TimestampMath.IsInfinite(b))
                return Infinite(unit, b > 0, a, SqlType.TimestampTz);
            var offset = scope.Context.TimeZone.OffsetAtUtc(b);
            return unit switch
            {
                DateTimeUnit.Epoch => Numeric.FromParts((Int128)b - UnixEpochMicros, 6),
                DateTimeUnit.TimeZone => Numeric.FromInt64(offset),
                DateTimeUnit.TimeZoneHour => Numeric.FromInt64(offset / 3600),
                DateTimeUnit.TimeZoneMinute => Numeric.FromInt64(offset / 60 % 60),
                _ => TimestampField(unit, TimestampMath.ToLocal(b, scope.Context.TimeZone)),
            };
        }
    }

    private static Numeric TimestampField(DateTimeUnit unit, long timestamp)
    {
        var days = TimestampMath.DaysOf(timestamp);
        var time = timestamp - days * TimestampMath.MicrosPerDay;
        if (unit == DateTimeUnit.Julian)
        {
            var micros = (Int128)(days + JulianEpoch) * TimestampMath.MicrosPerDay + time;
            return NumericArithmetic.Divide(
                Numeric.FromParts(micros, 0), Numeric.FromInt64(TimestampMath.MicrosPerDay));
        }

        return unit <= DateTimeUnit.Hour ? TimeField(unit, time) : Numeric.FromInt64(DateField(unit, days));
    }

    private static Numeric TimeField(DateTimeUnit unit, long time) => unit switch
    {
        DateTimeUnit.Microseconds => Numeric.FromInt64(time % TimestampMath.MicrosPerMinute),
        DateTimeUnit.Milliseconds => Numeric.FromParts(time % TimestampMath.MicrosPerMinute, 3),
        DateTimeUnit.Second => Numeric.FromParts(time % TimestampMath.MicrosPerMinute, 6),
        DateTimeUnit.Minute => Numeric.FromInt64(time / TimestampMath.MicrosPerMinute % 60),
        _ => Numeric.FromInt64(time / TimestampMath.MicrosPerHour),
    };

    private static long DateField(DateTimeUnit unit, long days)
    {
        var date = CalendarDate.FromDays(days);
        var year = date.Year;
        return unit switch
        {
            DateTimeUnit.Day => date.Day,
            DateTimeUnit.Month => date.Month,
            DateTimeUnit.Quarter => (date.Month + 2) / 3,
            DateTimeUnit.Week => IsoWeek.WeekOf(days),
            DateTimeUnit.Year => CommonYear(year),
            DateTimeUnit.IsoYear => CommonYear(IsoWeek.YearOf(days)),
            DateTimeUnit.Decade => CalendarDate.FloorDivide(year, 10),
            DateTimeUnit.Century => year > 0 ? (year + 99) / 100 : -((99 - (year - 1)) / 100),
            DateTimeUnit.Millennium => year > 0 ? (year + 999) / 1000 : -((999 - (year - 1)) / 1000),
            DateTimeUnit.DayOfWeek => IsoWeek.DayOfWeek(days),
            DateTimeUnit.IsoDayOfWeek => IsoWeek.IsoDayOfWeek(days),
            _ => days - new CalendarDate(year, 1, 1).ToDays() + 1,
        };
    }

    /// <summary>There is no year 0: the year before 1 is -1.</summary>
    private static int CommonYear(int year) => year > 0 ? year : year - 1;

    private static Numeric Infinite(DateTimeUnit unit, bool positive, in TextView name, SqlType type)
    {
        if (unit >= DateTimeUnit.TimeZone && type.Id != TypeId.TimestampTz)
            throw DateTimeUnits.NotSupported(name, type);
        return positive ? Numeric.PositiveInfinity : Numeric.NegativeInfinity;
    }
}
