namespace BTreeDb.Types;

/// <summary>Text input of dates and times.</summary>
internal static class DateTimeInput
{
    // 1970-01-01 as a timestamp.
    private const long UnixEpoch = TimestampMath.UnixEpochDays * TimestampMath.MicrosPerDay;

    /// <summary>Reads a date; a time beside it is ignored.</summary>
    public static int ParseDate(ReadOnlySpan<byte> text, in ConversionContext context)
    {
        var fields = DateTimeScanner.Scan(text, "date", context.TimeZone.Style.Order);
        if (fields.Special != DateTimeSpecial.None)
            return TimestampMath.ToDate(LocalSpecial(fields, context));
        if (!fields.HasDate)
            throw TypeErrors.InvalidDateTime("date", text);
        var days = fields.Date.ToDays();
        return TimestampMath.IsDateInRange(days)
            ? (int)days
            : throw OutOfRange("date", text);
    }

    /// <summary>Reads a time of day; a date and a zone beside it are ignored.</summary>
    public static long ParseTime(ReadOnlySpan<byte> text, in ConversionContext context)
    {
        var fields = DateTimeScanner.Scan(text, "time", context.TimeZone.Style.Order);
        if (fields.Special == DateTimeSpecial.Now)
        {
            var local = TimestampMath.ToLocal(context.Now, context.TimeZone);
            return local - TimestampMath.DaysOf(local) * TimestampMath.MicrosPerDay;
        }

        if (fields.Special != DateTimeSpecial.None || !fields.HasTime)
            throw TypeErrors.InvalidDateTime("time", text);
        return fields.Time;
    }

    /// <summary>Reads a time of day with its zone; without a zone written the session's zone holds.</summary>
    public static long ParseTimeTz(ReadOnlySpan<byte> text, int digits, in ConversionContext context)
    {
        const string TypeName = "time with time zone";
        var fields = DateTimeScanner.Scan(text, TypeName, context.TimeZone.Style.Order);
        var zone = fields.Zone ?? context.TimeZone;
        var now = TimestampMath.ToLocal(context.Now, zone);
        if (fields.Special == DateTimeSpecial.Now)
            return ZonedTime.Make(TimestampMath.RoundTime(IntervalMath.TimeOf(now), digits), zone.OffsetAtUtc(context.Now));
        if (fields.Special != DateTimeSpecial.None || !fields.HasTime)
            throw TypeErrors.InvalidDateTime(TypeName, text);
        var day = fields.HasDate ? fields.Date.ToDays() : TimestampMath.DaysOf(now);
        var offset = zone.OffsetAtLocal((day * TimestampMath.MicrosPerDay) + fields.Time);
        return ZonedTime.Make(TimestampMath.RoundTime(fields.Time, digits), offset);
    }

    /// <summary>Reads a timestamp without time zone; a zone written is ignored.</summary>
    public static long ParseTimestamp(ReadOnlySpan<byte> text, in ConversionContext context)
    {
        var fields = DateTimeScanner.Scan(text, "timestamp", context.TimeZone.Style.Order);
        return fields.Special != DateTimeSpecial.None ? LocalSpecial(fields, context) : Local(fields, text, "timestamp");
    }

    /// <summary>Reads a timestamp with time zone; without a zone written the session's zone holds.</summary>
    public static long ParseTimestampTz(ReadOnlySpan<byte> text, in ConversionContext context)
    {
        const string TypeName = "timestamp with time zone";
        var fields = DateTimeScanner.Scan(text, TypeName, context.TimeZone.Style.Order);
        var zone = fields.Zone ?? context.TimeZone;
        switch (fields.Special)
        {
            case DateTimeSpecial.Now:
                return context.Now;
            case DateTimeSpecial.Epoch:
                return UnixEpoch;
            case DateTimeSpecial.None:
                return TimestampMath.ToUtc(Local(fields, text, TypeName), zone);
            default:
                return TimestampMath.ToUtc(LocalSpecial(fields, context), zone);
        }
    }

    private static long Local(in DateTimeFields fields, ReadOnlySpan<byte> text, string typeName)
    {
        if (!fields.HasDate)
            throw TypeErrors.InvalidDateTime(typeName, text);
        var micros = (Int128)fields.Date.ToDays() * TimestampMath.MicrosPerDay + fields.Time;
        return TimestampMath.IsInRange(micros) ? (long)micros : throw OutOfRange("timestamp", text);
    }

    private static long LocalSpecial(in DateTimeFields fields, in ConversionContext context)
    {
        var now = TimestampMath.ToLocal(context.Now, context.TimeZone);
        var today = TimestampMath.DaysOf(now) * TimestampMath.MicrosPerDay + fields.Time;
        return fields.Special switch
        {
            DateTimeSpecial.Infinity => TimestampMath.Infinity,
            DateTimeSpecial.NegativeInfinity => TimestampMath.NegativeInfinity,
            DateTimeSpecial.Epoch => UnixEpoch,
            DateTimeSpecial.Now => now,
            DateTimeSpecial.Tomorrow => today + TimestampMath.MicrosPerDay,
            DateTimeSpecial.Yesterday => today - TimestampMath.MicrosPerDay,
            _ => today,
        };
    }

    private static Diagnostics.EngineException OutOfRange(string typeName, ReadOnlySpan<byte> text) =>
        TypeErrors.DateTimeOutOfRange(typeName, text);
}
