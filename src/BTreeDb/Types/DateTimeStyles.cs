namespace BTreeDb.Types;

/// <summary>Text output of dates and timestamps in the formats beside ISO.</summary>
internal static class DateTimeStyles
{
    /// <summary>Writes a finite date.</summary>
    public static void WriteDate(ByteWriter writer, CalendarDate date, TextStyle style)
    {
        var separator = style.Dates switch { DateFormat.Sql => (byte)'/', DateFormat.German => (byte)'.', _ => (byte)'-' };
        WriteNumbers(writer, date, separator, IsDayFirst(style));
        WriteEra(writer, date);
    }

    /// <summary>Writes a finite timestamp, local in the zone if there is one.</summary>
    /// <param name="writer">Takes the text.</param>
    /// <param name="local">Microseconds on the clock.</param>
    /// <param name="zoneName">What the clock is called, or null for a timestamp without time zone.</param>
    /// <param name="style">The session's style.</param>
    public static void WriteTimestamp(ByteWriter writer, long local, string? zoneName, TextStyle style)
    {
        var days = TimestampMath.DaysOf(local);
        var date = CalendarDate.FromDays(days);
        var time = local - (days * TimestampMath.MicrosPerDay);
        if (style.Dates == DateFormat.Postgres)
        {
            WriteDayNames(writer, date, days, style.Order == DateOrder.DayMonthYear);
            writer.Append((byte)' ');
            DateTimeOutput.WriteTime(writer, time);
            writer.Append((byte)' ');
            writer.AppendDecimal(YearOf(date), 4);
        }
        else
        {
            WriteNumbers(writer, date, style.Dates == DateFormat.Sql ? (byte)'/' : (byte)'.', IsDayFirst(style));
            writer.Append((byte)' ');
            DateTimeOutput.WriteTime(writer, time);
        }

        if (zoneName is not null)
        {
            writer.Append((byte)' ');
            writer.Append(System.Text.Encoding.UTF8.GetBytes(zoneName));
        }

        WriteEra(writer, date);
    }

    private static bool IsDayFirst(TextStyle style) =>
        style.Dates == DateFormat.German || style.Order == DateOrder.DayMonthYear;

    private static void WriteDayNames(ByteWriter writer, CalendarDate date, long days, bool isDayFirst)
    {
        writer.Append(DayName(days));
        writer.Append((byte)' ');
        if (isDayFirst)
        {
            writer.AppendDecimal((ulong)date.Day, 2);
            writer.Append((byte)' ');
        }

        writer.Append("JanFebMarAprMayJunJulAugSepOctNovDec"u8.Slice(3 * (date.Month - 1), 3));
        if (!isDayFirst)
        {
            writer.Append((byte)' ');
            writer.AppendDecimal((ulong)date.Day, 2);
        }
    }

    /// <summary>2000-01-01 was a Saturday.</summary>
    private static ReadOnlySpan<byte> DayName(long days) => "SatSunMonTueWedThuFri"u8.Slice(3 * (int)(((days % 7) + 7) % 7), 3);

    private static void WriteNumbers(ByteWriter writer, CalendarDate date, byte separator, bool isDayFirst)
    {
        writer.AppendDecimal((ulong)(isDayFirst ? date.Day : date.Month), 2);
        writer.Append(separator);
        writer.AppendDecimal((ulong)(isDayFirst ? date.Month : date.Day), 2);
        writer.Append(separator);
        writer.AppendDecimal(YearOf(date), 4);
    }

    private static ulong YearOf(CalendarDate date) => (ulong)(date.Year > 0 ? date.Year : 1 - date.Year);

    private static void WriteEra(ByteWriter writer, CalendarDate date)
    {
        if (date.Year <= 0)
            writer.Append(" BC"u8);
    }
}
