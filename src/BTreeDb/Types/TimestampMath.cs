namespace BTreeDb.Types;

/// <summary>Constants and small arithmetic of dates (days) and timestamps (microseconds), both since 2000-01-01.</summary>
internal static class TimestampMath
{
    public const long MicrosPerSecond = 1_000_000;
    public const long MicrosPerMinute = 60 * MicrosPerSecond;
    public const long MicrosPerHour = 60 * MicrosPerMinute;
    public const long MicrosPerDay = 24 * MicrosPerHour;

    public const int DateInfinity = int.MaxValue;
    public const int DateNegativeInfinity = int.MinValue;
    public const long Infinity = long.MaxValue;
    public const long NegativeInfinity = long.MinValue;

    /// <summary>Days from 1970-01-01 to 2000-01-01.</summary>
    public const int UnixEpochDays = -10957;

    // 4714-11-24 BC, the day zero of Julian days, to 5874897 AD.
    private const int DateMin = -2451545;
    private const int DateEnd = 2145031949;
    private const long EpochTicks = 630822816000000000;
    private const long TimestampMin = -211813488000000000;
    private const long TimestampEnd = 9223371331200000000;

    public static bool IsInfinite(long timestamp) => timestamp is Infinity or NegativeInfinity;

    public static bool IsInfiniteDate(int date) => date is DateInfinity or DateNegativeInfinity;

    public static bool IsDateInRange(long days) => days is >= DateMin and < DateEnd;

    public static bool IsInRange(Int128 timestamp) => timestamp >= TimestampMin && timestamp < TimestampEnd;

    public static int CheckDate(long days) => IsDateInRange(days) ? (int)days : throw TypeErrors.DateOutOfRange();

    public static long CheckTimestamp(Int128 timestamp) =>
        IsInRange(timestamp) ? (long)timestamp : throw TypeErrors.TimestampOutOfRange();

    /// <summary>The timestamp of a .NET date and time, whatever its kind.</summary>
    public static long FromDateTime(DateTime value) =>
        (value.Ticks - EpochTicks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The day of a timestamp.</summary>
    public static long DaysOf(long timestamp) => CalendarDate.FloorDivide(timestamp, MicrosPerDay);

    /// <summary>Midnight of a date, infinities kept.</summary>
    public static long FromDate(int date) => date switch
    {
        DateInfinity => Infinity,
        DateNegativeInfinity => NegativeInfinity,
        _ => CheckTimestamp((Int128)date * MicrosPerDay),
    };

    /// <summary>The date of a timestamp, infinities kept.</summary>
    public static int ToDate(long timestamp) => timestamp switch
    {
        Infinity => DateInfinity,
        NegativeInfinity => DateNegativeInfinity,
        _ => CheckDate(DaysOf(timestamp)),
    };

    /// <summary>Rounds to a number of fractional digits, half away from zero; below zero digits nothing happens.</summary>
    public static long Round(long timestamp, int digits)
    {
        if (digits is < 0 or >= 6 || IsInfinite(timestamp))
            return timestamp;
        var unit = PowersOfTen.Long(6 - digits);
        var half = timestamp >= 0 ? unit / 2 : -(unit / 2);
        return (timestamp + half) / unit * unit;
    }

    /// <summary>Rounds a time of day.</summary>
    public static long RoundTime(long time, int digits) => Round(time, digits);

    /// <summary>From the local clock of a zone to UTC.</summary>
    public static long ToUtc(long local, SessionTimeZone zone) =>
        IsInfinite(local) ? local : CheckTimestamp((Int128)local - zone.OffsetAtLocal(local) * MicrosPerSecond);

    /// <summary>From UTC to the local clock of a zone.</summary>
    public static long ToLocal(long utc, SessionTimeZone zone) =>
        IsInfinite(utc) ? utc : CheckTimestamp((Int128)utc + zone.OffsetAtUtc(utc) * MicrosPerSecond);
}
