namespace BTreeDb.Types;

/// <summary>Text output of intervals in the formats beside PostgreSQL's own.</summary>
internal static class IntervalStyles
{
    /// <summary>Writes an interval in the format that a session asks for.</summary>
    public static void Write(ByteWriter writer, Interval value, IntervalFormat format)
    {
        switch (format)
        {
            case IntervalFormat.PostgresVerbose:
                WriteVerbose(writer, value);
                break;
            case IntervalFormat.Iso8601:
                WriteIso(writer, value);
                break;
            case IntervalFormat.SqlStandard:
                WriteSql(writer, value);
                break;
            default:
                IntervalText.Write(writer, value);
                break;
        }
    }

    private static void WriteVerbose(ByteWriter writer, Interval value)
    {
        var (isZero, isBefore) = (true, false);
        writer.Append((byte)'@');
        WriteUnit(value.Months / 12, "year"u8);
        WriteUnit(value.Months % 12, "mon"u8);
        WriteUnit(value.Days, "day"u8);
        WriteUnit(value.Micros / TimestampMath.MicrosPerHour, "hour"u8);
        WriteUnit(value.Micros / TimestampMath.MicrosPerMinute % 60, "min"u8);
        var micros = value.Micros % TimestampMath.MicrosPerMinute;
        if (micros != 0)
        {
            writer.Append((byte)' ');
            if (isZero)
                isBefore = micros < 0;
            else if (micros < 0 != isBefore)
                writer.Append((byte)'-');
            WriteSeconds(writer, micros, digits: 1);
            writer.Append(Math.Abs(micros) == TimestampMath.MicrosPerSecond ? " sec"u8 : " secs"u8);
            isZero = false;
        }

        if (isZero)
            writer.Append(" 0"u8);
        if (isBefore)
            writer.Append(" ago"u8);

        void WriteUnit(long number, ReadOnlySpan<byte> unit)
        {
            if (number == 0)
                return;
            if (isZero)
                (isBefore, number, isZero) = (number < 0, Math.Abs(number), false);
            else if (isBefore)
                number = -number;
            writer.Append((byte)' ');
            IntegerText.Write(writer, number);
            writer.Append((byte)' ');
            writer.Append(unit);
            if (number != 1)
                writer.Append((byte)'s');
        }
    }

    private static void WriteIso(ByteWriter writer, Interval value)
    {
        if (value is { Months: 0, Days: 0, Micros: 0 })
        {
            writer.Append("PT0S"u8);
            return;
        }

        writer.Append((byte)'P');
        WriteField(writer, value.Months / 12, (byte)'Y');
        WriteField(writer, value.Months % 12, (byte)'M');
        WriteField(writer, value.Days, (byte)'D');
        if (value.Micros == 0)
            return;
        writer.Append((byte)'T');
        WriteField(writer, value.Micros / TimestampMath.MicrosPerHour, (byte)'H');
        WriteField(writer, value.Micros / TimestampMath.MicrosPerMinute % 60, (byte)'M');
        var micros = value.Micros % TimestampMath.MicrosPerMinute;
        if (micros == 0)
            return;
        if (micros < 0)
            writer.Append((byte)'-');
        WriteSeconds(writer, micros, digits: 1);
        writer.Append((byte)'S');
    }

    private static void WriteField(ByteWriter writer, long number, byte unit)
    {
        if (number == 0)
            return;
        IntegerText.Write(writer, number);
        writer.Append(unit);
    }

    /// <summary>The standard has one sign for all fields, and no interval of both months and days; others get a sign each.</summary>
    private static void WriteSql(ByteWriter writer, Interval value)
    {
        var isNegative = value.Months < 0 || value.Days < 0 || value.Micros < 0;
        var isPositive = value.Months > 0 || value.Days > 0 || value.Micros > 0;
        var hasMonths = value.Months != 0;
        if (!isNegative && !isPositive)
        {
            writer.Append((byte)'0');
            return;
        }

        if ((isNegative && isPositive) || (hasMonths && (value.Days != 0 || value.Micros != 0)))
        {
            WriteMonths(writer, value.Months, hasSign: true);
            writer.Append((byte)' ');
            writer.Append(value.Days < 0 ? (byte)'-' : (byte)'+');
            IntegerText.Write(writer, Math.Abs((long)value.Days));
            writer.Append((byte)' ');
            writer.Append(value.Micros < 0 ? (byte)'-' : (byte)'+');
            WriteClock(writer, value.Micros);
            return;
        }

        if (isNegative)
            writer.Append((byte)'-');
        if (hasMonths)
        {
            WriteMonths(writer, value.Months, hasSign: false);
            return;
        }

        if (value.Days != 0)
        {
            IntegerText.Write(writer, Math.Abs((long)value.Days));
            writer.Append((byte)' ');
        }

        WriteClock(writer, value.Micros);
    }

    private static void WriteMonths(ByteWriter writer, int months, bool hasSign)
    {
        if (hasSign)
            writer.Append(months < 0 ? (byte)'-' : (byte)'+');
        IntegerText.Write(writer, Math.Abs(months / 12));
        writer.Append((byte)'-');
        IntegerText.Write(writer, Math.Abs(months % 12));
    }

    /// <summary>Hours, minutes and seconds without a sign.</summary>
    private static void WriteClock(ByteWriter writer, long micros)
    {
        var hours = Math.Abs(micros / TimestampMath.MicrosPerHour);
        IntegerText.Write(writer, hours);
        writer.Append((byte)':');
        writer.AppendDecimal((ulong)Math.Abs(micros / TimestampMath.MicrosPerMinute % 60), 2);
        writer.Append((byte)':');
        WriteSeconds(writer, micros % TimestampMath.MicrosPerMinute, digits: 2);
    }

    private static void WriteSeconds(ByteWriter writer, long micros, int digits)
    {
        var magnitude = Math.Abs(micros);
        writer.AppendDecimal((ulong)(magnitude / TimestampMath.MicrosPerSecond), digits);
        DateTimeOutput.WriteFraction(writer, (int)(magnitude % TimestampMath.MicrosPerSecond));
    }
}
