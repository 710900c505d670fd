using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels;

/// <summary>Functions and operators of dates and times besides EXTRACT: a list.</summary>
internal static class DateTimeFunctions
{
    public readonly struct DatePlusDays : IBinaryKernel<int, int, int>
    {
        public static bool CanFail => true;

        public static int Invoke(int left, int right) =>
            TimestampMath.IsInfiniteDate(left) ? left : TimestampMath.CheckDate((long)left + right);
    }

    public readonly struct DaysPlusDate : IBinaryKernel<int, int, int>
    {
        public static bool CanFail => true;

        public static int Invoke(int left, int right) => DatePlusDays.Invoke(right, left);
    }

    public readonly struct DateMinusDays : IBinaryKernel<int, int, int>
    {
        public static bool CanFail => true;

        public static int Invoke(int left, int right) =>
            TimestampMath.IsInfiniteDate(left) ? left : TimestampMath.CheckDate((long)left - right);
    }

    public readonly struct DateMinusDate : IBinaryKernel<int, int, int>
    {
        public static bool CanFail => true;

        public static int Invoke(int left, int right)
        {
            if (TimestampMath.IsInfiniteDate(left) || TimestampMath.IsInfiniteDate(right))
                throw FunctionErrors.InfiniteDifference();
            return left - right;
        }
    }

    public readonly struct DatePlusTime : IBinaryKernel<int, long, long>
    {
        public static bool CanFail => true;

        public static long Invoke(int left, long right)
        {
            var midnight = TimestampMath.FromDate(left);
            return TimestampMath.IsInfinite(midnight) ? midnight : TimestampMath.CheckTimestamp((Int128)midnight + right);
        }
    }

    public readonly struct TimePlusDate : IBinaryKernel<long, int, long>
    {
        public static bool CanFail => true;

        public static long Invoke(long left, int right) => DatePlusTime.Invoke(right, left);
    }

    public readonly struct MakeDate : IFunction<int, int, int, int>
    {
        public static int Invoke(in int a, in int b, in int c, FunctionScope scope)
        {
            // Negative years are BC; there is no year 0.
            var year = a < 0 ? a + 1 : a;
            if (a == 0 || b is < 1 or > 12 || c < 1 || a > 5_874_897 || a < -4714
                || c > CalendarDate.DaysInMonth(year, b))
                throw FunctionErrors.DateFieldOutOfRange(a, b, c);
            return TimestampMath.CheckDate(new CalendarDate(year, b, c).ToDays());
        }
    }

    public readonly struct TruncateTimestamp : IFunction<TextView, long, long>
    {
        public static long Invoke(in TextView a, in long b, FunctionScope scope)
        {
            var unit = DateTimeUnits.Find(a, scope);
            return TimestampMath.IsInfinite(b) ? b : Truncate(a, unit, b, scope.ResultType);
        }
    }

    public readonly struct TruncateTimestampTz : IFunction<TextView, long, long>
    {
        public static long Invoke(in TextView a, in long b, FunctionScope scope)
        {
            var unit = DateTimeUnits.Find(a, scope);
            if (TimestampMath.IsInfinite(b))
                return b;
            var zone = scope.Context.TimeZone;
            var local = TimestampMath.ToLocal(b, zone);
            return TimestampMath.ToUtc(Truncate(a, unit, local, scope.ResultType), zone);
        }
    }

    /// <summary>Cuts a local timestamp to a unit; the name is for errors.</summary>
    public static long Truncate(in TextView name, DateTimeUnit unit, long timestamp, SqlType type)
    {
        var micros = unit switch
        {
            DateTimeUnit.Microseconds => 1,
            DateTimeUnit.Milliseconds => 1000,
            DateTimeUnit.Second => TimestampMath.MicrosPerSecond,
            DateTimeUnit.Minute => TimestampMath.MicrosPerMinute,
            DateTimeUnit.Hour => TimestampMath.MicrosPerHour,
            DateTimeUnit.Day => TimestampMath.MicrosPerDay,
            _ => 0,
        };
        if (micros > 0)
            return CalendarDate.FloorDivide(timestamp, micros) * micros;
        if (unit > DateTimeUnit.Millennium)
            throw DateTimeUnits.NotSupported(name, type);
        return FirstDayOf(unit, TimestampMath.DaysOf(timestamp)) * TimestampMath.MicrosPerDay;
    }

    private static long FirstDayOf(DateTimeUnit unit, long days)
    {
        if (unit == DateTimeUnit.Week)
            return IsoWeek.MondayOf(days);
        var date = CalendarDate.FromDays(days);
        var (year, month) = unit switch
        {
            DateTimeUnit.Month => (date.Year, date.Month),
            DateTimeUnit.Quarter => (date.Year, (date.Month - 1) / 3 * 3 + 1),
            DateTimeUnit.Decade => ((int)CalendarDate.FloorDivide(date.Year, 10) * 10, 1),
            DateTimeUnit.Century => ((int)CalendarDate.FloorDivide(date.Year - 1, 100) * 100 + 1, 1),
            DateTimeUnit.Millennium => ((int)CalendarDate.FloorDivide(date.Year - 1, 1000) * 1000 + 1, 1),
            _ => (date.Year, 1),
        };
        return new CalendarDate(year, month, 1).ToDays();
    }
}
