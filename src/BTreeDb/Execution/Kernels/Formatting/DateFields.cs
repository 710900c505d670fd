using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels.Formatting;

/// <summary>What a date format shows or reads: the parts of a moment or of an interval.</summary>
internal struct DateFields
{
    /// <summary>Astronomical year; of an interval, its years.</summary>
    public int Year;
    public int Month;
    public int Day;

    /// <summary>Hours; of an interval, all of its time.</summary>
    public long Hour;
    public int Minute;
    public int Second;
    public int Micros;

    /// <summary>Days since 2000-01-01; meaningless for an interval.</summary>
    public long DayNumber;

    /// <summary>Seconds east of UTC, for moments with a zone.</summary>
    public int Offset;

    /// <summary>The zone, for moments that have one.</summary>
    public SessionTimeZone? Zone;
    public bool IsInterval;

    /// <summary>The fields of a local timestamp.</summary>
    public static DateFields OfTimestamp(long local)
    {
        var days = TimestampMath.DaysOf(local);
        var date = CalendarDate.FromDays(days);
        var fields = new DateFields { Year = date.Year, Month = date.Month, Day = date.Day, DayNumber = days };
        fields.SetTime(local - (days * TimestampMath.MicrosPerDay));
        return fields;
    }

    /// <summary>The fields of an interval.</summary>
    public static DateFields OfInterval(Interval value)
    {
        var fields = new DateFields
        {
            Year = value.Months / 12, Month = value.Months % 12, Day = value.Days, IsInterval = true,
        };
        fields.SetTime(value.Micros);
        return fields;
    }

    private void SetTime(long micros)
    {
        Hour = micros / TimestampMath.MicrosPerHour;
        Minute = (int)(micros / TimestampMath.MicrosPerMinute % 60);
        Second = (int)(micros / TimestampMath.MicrosPerSecond % 60);
        Micros = (int)(micros % TimestampMath.MicrosPerSecond);
    }
}
