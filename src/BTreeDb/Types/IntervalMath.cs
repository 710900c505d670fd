namespace BTreeDb.Types;

/// <summary>
/// Arithmetic between intervals and moments. Months come first, the day cut to the month's length, then days, then time;
/// months and days of a moment in a zone count on the zone's clock.
/// </summary>
internal static class IntervalMath
{
    private const int DaysPerMonth = 30;

    /// <summary>A timestamp and an interval; infinities stay.</summary>
    public static long Add(long timestamp, Interval span)
    {
        if (TimestampMath.IsInfinite(timestamp))
            return timestamp;
        return TimestampMath.CheckTimestamp((Int128)AddDays(AddMonths(timestamp, span.Months), span.Days) + span.Micros);
    }

    /// <summary>A timestamp with time zone and an interval.</summary>
    public static long AddZoned(long timestamp, Interval span, SessionTimeZone zone)
    {
        if (TimestampMath.IsInfinite(timestamp))
            return timestamp;
        if (span.Months != 0 || span.Days != 0)
        {
            var local = TimestampMath.ToLocal(timestamp, zone);
            timestamp = TimestampMath.ToUtc(AddDays(AddMonths(local, span.Months), span.Days), zone);
        }

        return TimestampMath.CheckTimestamp((Int128)timestamp + span.Micros);
    }

    /// <summary>A time of day and the time of an interval, around midnight.</summary>
    public static long AddTime(long time, long micros)
    {
        var sum = (long)((time + (Int128)micros) % TimestampMath.MicrosPerDay);
        return sum < 0 ? sum + TimestampMath.MicrosPerDay : sum;
    }

    /// <summary>The time between two timestamps, in days and time.</summary>
    public static Interval Subtract(long left, long right)
    {
        if (TimestampMath.IsInfinite(left) || TimestampMath.IsInfinite(right))
            throw TypeErrors.InfiniteTimestampDifference();
        var difference = (Int128)left - right;
        return JustifyHours(Interval.Checked(0, 0, difference));
    }

    /// <summary>The time between two local timestamps in years, months, days and time, as calendars count.</summary>
    public static Interval Age(long left, long right)
    {
        if (TimestampMath.IsInfinite(left) || TimestampMath.IsInfinite(right))
            throw TypeErrors.InfiniteTimestampDifference();
        var isNegative = left < right;
        var (later, earlier) = isNegative ? (right, left) : (left, right);
        var a = CalendarDate.FromDays(TimestampMath.DaysOf(later));
        var b = CalendarDate.FromDays(TimestampMath.DaysOf(earlier));
        var micros = TimeOf(later) - TimeOf(earlier);
        var days = a.Day - b.Day;
        var months = (a.Year - b.Year) * 12 + a.Month - b.Month;
        if (micros < 0)
        {
            micros += TimestampMath.MicrosPerDay;
            days--;
        }

        if (days < 0)
        {
            days += CalendarDate.DaysInMonth(b.Year, b.Month);
            months--;
        }

        var age = new Interval(months, days, micros);
        return isNegative ? -age : age;
    }

    public static Interval JustifyHours(Interval value)
    {
        var (days, micros) = Math.DivRem(value.Micros, TimestampMath.MicrosPerDay);
        days += value.Days;
        Balance(ref days, ref micros, TimestampMath.MicrosPerDay);
        return Interval.Checked(value.Months, days, micros);
    }

    public static Interval JustifyDays(Interval value)
    {
        var (months, days) = Math.DivRem((long)value.Days, DaysPerMonth);
        months += value.Months;
        Balance(ref months, ref days, DaysPerMonth);
        return Interval.Checked(months, days, value.Micros);
    }

    public static Interval Justify(Interval value)
    {
        var (days, micros) = Math.DivRem(value.Micros, TimestampMath.MicrosPerDay);
        days += value.Days;
        var (months, rest) = Math.DivRem(days, DaysPerMonth);
        months += value.Months;
        if (months > 0 && (rest < 0 || (rest == 0 && micros < 0)))
        {
            rest += DaysPerMonth;
            months--;
        }
        else if (months < 0 && (rest > 0 || (rest == 0 && micros > 0)))
        {
            rest -= DaysPerMonth;
            months++;
        }

        Balance(ref rest, ref micros, TimestampMath.MicrosPerDay);
        return Interval.Checked(months, rest, micros);
    }

    /// <summary>Rounds to a number of fractional digits of the seconds; below zero digits nothing happens.</summary>
    public static Interval Round(Interval value, int digits) =>
        digits is < 0 or >= 6 ? value : new Interval(value.Months, value.Days, TimestampMath.Round(value.Micros, digits));

    /// <summary>The time of day of a timestamp.</summary>
    public static long TimeOf(long timestamp) =>
        timestamp - (TimestampMath.DaysOf(timestamp) * TimestampMath.MicrosPerDay);

    private static long AddMonths(long timestamp, int months)
    {
        if (months == 0)
            return timestamp;
        var date = CalendarDate.FromDays(TimestampMath.DaysOf(timestamp));
        var count = (date.Year * 12L) + date.Month - 1 + months;
        var year = CalendarDate.FloorDivide(count, 12);
        if (year is < -5000 or > 300_000)
            throw TypeErrors.TimestampOutOfRange();
        var month = (int)(count - (year * 12)) + 1;
        var day = Math.Min(date.Day, CalendarDate.DaysInMonth((int)year, month));
        return TimestampMath.CheckTimestamp(
            ((Int128)new CalendarDate((int)year, month, day).ToDays() * TimestampMath.MicrosPerDay) + TimeOf(timestamp));
    }

    private static long AddDays(long timestamp, int days) =>
        TimestampMath.CheckTimestamp((Int128)timestamp + ((Int128)days * TimestampMath.MicrosPerDay));

    /// <summary>Gives two fields the same sign.</summary>
    private static void Balance(ref long large, ref long small, long ratio)
    {
        if (large > 0 && small < 0)
        {
            small += ratio;
            large--;
        }
        else if (large < 0 && small > 0)
        {
            small -= ratio;
            large++;
        }
    }
}
