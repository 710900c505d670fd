namespace BTreeDb.Types;

/// <summary>Text output of dates and times: in ISO style, or through <see cref="DateTimeStyles"/> in the session's.</summary>
internal static class DateTimeOutput
{
    /// <summary>Writes a date, time or timestamp from its bits.</summary>
    public static void Write(ByteWriter writer, long value, TypeId id, SessionTimeZone zone)
    {
        switch (id)
        {
            case TypeId.Date:
                WriteDate(writer, (int)value, zone.Style);
                break;
            case TypeId.Time:
                WriteTime(writer, value);
                break;
            case TypeId.TimeTz:
                WriteTime(writer, ZonedTime.LocalOf(value));
                WriteOffset(writer, ZonedTime.OffsetOf(value));
                break;
            case TypeId.Timestamp when zone.Style.Dates == DateFormat.Iso || TimestampMath.IsInfinite(value):
                WriteTimestamp(writer, value);
                break;
            case TypeId.Timestamp:
                DateTimeStyles.WriteTimestamp(writer, value, null, zone.Style);
                break;
            case TypeId.TimestampTz when zone.Style.Dates != DateFormat.Iso && !TimestampMath.IsInfinite(value):
                var offset = zone.OffsetAtUtc(value);
                DateTimeStyles.WriteTimestamp(
                    writer, value + (offset * TimestampMath.MicrosPerSecond), zone.AbbreviationOf(offset), zone.Style);
                break;
            default:
                WriteTimestampTz(writer, value, zone);
                break;
        }
    }

    /// <summary>Writes a date in a session's style.</summary>
    public static void WriteDate(ByteWriter writer, int days, TextStyle style)
    {
        if (style.Dates == DateFormat.Iso || TimestampMath.IsInfiniteDate(days))
            WriteDate(writer, days);
        else
            DateTimeStyles.WriteDate(writer, CalendarDate.FromDays(days), style);
    }

    public static void WriteDate(ByteWriter writer, int days)
    {
        if (TimestampMath.IsInfiniteDate(days))
        {
            WriteInfinity(writer, days > 0);
            return;
        }

        var date = CalendarDate.FromDays(days);
        WriteDay(writer, date);
        WriteEra(writer, date);
    }

    public static void WriteTime(ByteWriter writer, long micros)
    {
        writer.AppendDecimal((ulong)(micros / TimestampMath.MicrosPerHour), 2);
        writer.Append((byte)':');
        writer.AppendDecimal((ulong)(micros / TimestampMath.MicrosPerMinute % 60), 2);
        writer.Append((byte)':');
        writer.AppendDecimal((ulong)(micros / TimestampMath.MicrosPerSecond % 60), 2);
        WriteFraction(writer, (int)(micros % TimestampMath.MicrosPerSecond));
    }

    public static void WriteTimestamp(ByteWriter writer, long micros)
    {
        if (TimestampMath.IsInfinite(micros))
        {
            WriteInfinity(writer, micros > 0);
            return;
        }

        var date = WriteDateAndTime(writer, micros);
        WriteEra(writer, date);
    }

    public static void WriteTimestampTz(ByteWriter writer, long micros, SessionTimeZone zone)
    {
        if (TimestampMath.IsInfinite(micros))
        {
            WriteInfinity(writer, micros > 0);
            return;
        }

        var offset = zone.OffsetAtUtc(micros);
        var date = WriteDateAndTime(writer, micros + offset * TimestampMath.MicrosPerSecond);
        WriteOffset(writer, offset);
        WriteEra(writer, date);
    }

    /// <summary>The fraction of a second without trailing zeros, or nothing.</summary>
    public static void WriteFraction(ByteWriter writer, int micros)
    {
        if (micros == 0)
            return;
        writer.Append((byte)'.');
        var digits = 6;
        while (micros % 10 == 0)
        {
            micros /= 10;
            digits--;
        }

        writer.AppendDecimal((ulong)micros, digits);
    }

    private static CalendarDate WriteDateAndTime(ByteWriter writer, long micros)
    {
        var days = TimestampMath.DaysOf(micros);
        var date = CalendarDate.FromDays(days);
        WriteDay(writer, date);
        writer.Append((byte)' ');
        WriteTime(writer, micros - days * TimestampMath.MicrosPerDay);
        return date;
    }

    private static void WriteDay(ByteWriter writer, CalendarDate date)
    {
        writer.AppendDecimal((ulong)(date.Year > 0 ? date.Year : 1 - date.Year), 4);
        writer.Append((byte)'-');
        writer.AppendDecimal((ulong)date.Month, 2);
        writer.Append((byte)'-');
        writer.AppendDecimal((ulong)date.Day, 2);
    }

    private static void WriteEra(ByteWriter writer, CalendarDate date)
    {
        if (date.Year <= 0)
            writer.Append(" BC"u8);
    }

    private static void WriteOffset(ByteWriter writer, int seconds)
    {
        writer.Append((byte)(seconds < 0 ? '-' : '+'));
        var magnitude = Math.Abs(seconds);
        writer.AppendDecimal((ulong)(magnitude / 3600), 2);
        if (magnitude % 3600 == 0)
            return;
        writer.Append((byte)':');
        writer.AppendDecimal((ulong)(magnitude / 60 % 60), 2);
        if (magnitude % 60 == 0)
            return;
        writer.Append((byte)':');
        writer.AppendDecimal((ulong)(magnitude % 60), 2);
    }

    private static void WriteInfinity(ByteWriter writer, bool positive) =>
        writer.Append(positive ? "infinity"u8 : "-infinity"u8);
}
