namespace BTreeDb.Data;

/// <summary>
/// .NET's dates and times to the engine's and back: days, and microseconds, since 2000-01-01. .NET knows the years 1 to
/// 9999 only; what lies outside cannot be handed out, and the infinities become the ends of .NET's range.
/// </summary>
internal static class ClrTime
{
    private const int DaysTo2000 = 730119;
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMillisecond / 1000;
    private const long TicksTo2000 = DaysTo2000 * TimeSpan.TicksPerDay;

    /// <summary>Days since 2000-01-01.</summary>
    public static int ToDays(DateOnly value) => value.DayNumber - DaysTo2000;

    /// <summary>Microseconds since midnight.</summary>
    public static long ToMicroseconds(TimeOnly value) => value.Ticks / TicksPerMicrosecond;

    /// <summary>Microseconds since 2000-01-01, whatever the kind.</summary>
    public static long ToMicroseconds(DateTime value) =>
        // Rounded down on both sides of the epoch.
        (value.Ticks / TicksPerMicrosecond) - (TicksTo2000 / TicksPerMicrosecond);

    /// <summary>The date of a day number.</summary>
    public static DateOnly ToDateOnly(int days) => days switch
    {
        int.MaxValue => DateOnly.MaxValue,
        int.MinValue => DateOnly.MinValue,
        _ => (long)days + DaysTo2000 is var number && number >= 0 && number <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)number)
            : throw OutOfRange("date"),
    };

    /// <summary>The time of day; 24:00:00 has no .NET value.</summary>
    public static TimeOnly ToTimeOnly(long microseconds) =>
        microseconds * TicksPerMicrosecond < TimeSpan.TicksPerDay
            ? new(microseconds * TicksPerMicrosecond)
            : throw OutOfRange("time");

    /// <summary>The moment, with the kind that the column's type calls for.</summary>
    public static DateTime ToDateTime(long microseconds, DateTimeKind kind)
    {
        const long Min = -TicksTo2000 / TicksPerMicrosecond;
        switch (microseconds)
        {
            case long.MaxValue:
                return DateTime.SpecifyKind(DateTime.MaxValue, kind);
            case long.MinValue:
                return DateTime.SpecifyKind(DateTime.MinValue, kind);
        }

        if (microseconds < Min || microseconds > (DateTime.MaxValue.Ticks - TicksTo2000) / TicksPerMicrosecond)
            throw OutOfRange("timestamp");
        return new((microseconds * TicksPerMicrosecond) + TicksTo2000, kind);
    }

    private static OverflowException OutOfRange(string type) =>
        new($"The {type} lies outside of what .NET can hold; read it as a string.");
}
