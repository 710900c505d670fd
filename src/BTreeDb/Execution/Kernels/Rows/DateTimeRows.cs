using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>Functions of dates and times that are called row by row: a list.</summary>
internal static class DateTimeRows
{
    /// <summary>date_bin(stride, moment, origin).</summary>
    public static void Bin(CallFrame call)
    {
        var stride = call.Interval(0);
        var (moment, origin) = (call.Int64(1), call.Int64(2));
        if (TimestampMath.IsInfinite(moment))
        {
            call.Return(moment);
            return;
        }

        if (TimestampMath.IsInfinite(origin))
            throw DateTimeErrors.OriginOutOfRange();
        if (stride.Months != 0)
            throw DateTimeErrors.BinWithMonths();
        var micros = ((Int128)stride.Days * TimestampMath.MicrosPerDay) + stride.Micros;
        if (micros <= 0)
            throw DateTimeErrors.StrideNotPositive();
        var difference = (Int128)moment - origin;
        var rest = difference % micros;
        call.Return(TimestampMath.CheckTimestamp(moment - (rest < 0 ? rest + micros : rest)));
    }

    public static void IsFinite(CallFrame call) => call.Return(call.TypeOf(0).Id switch
    {
        TypeId.Date => !TimestampMath.IsInfiniteDate(call.Int32(0)),
        TypeId.Interval => true,
        _ => !TimestampMath.IsInfinite(call.Int64(0)),
    });

    public static void MakeTime(CallFrame call) => call.Return(TimeOf(call.Int32(0), call.Int32(1), call.Double(2)));

    public static void MakeTimestamp(CallFrame call) => call.Return(TimestampOf(call));

    /// <summary>make_timestamptz(year, month, day, hour, minute, second [, zone]).</summary>
    public static void MakeTimestampTz(CallFrame call)
    {
        var zone = call.Count > 6 ? TimeZoneNames.Find(call.Text(6)) : call.Context.TimeZone;
        call.Return(TimestampMath.ToUtc(TimestampOf(call), zone));
    }

    /// <summary>timezone(zone, moment), which AT TIME ZONE is.</summary>
    public static void AtZone(CallFrame call)
    {
        var zone = call.TypeOf(0).Id == TypeId.Interval
            ? TimeZoneNames.Of(call.Interval(0))
            : (call.Cache as NamedZone)?.For(call.Bytes(0)) ?? Remember(call);
        var moment = call.Int64(1);
        call.Return(call.TypeOf(1).Id switch
        {
            TypeId.Timestamp => TimestampMath.ToUtc(moment, zone),
            TypeId.TimestampTz => TimestampMath.ToLocal(moment, zone),
            _ => ZonedTime.WithOffset(moment, zone.OffsetAtUtc(call.Context.TransactionTime)),
        });
    }

    /// <summary>
    /// OVERLAPS of two periods, each a start and an end or a length, whichever of the two is earlier. NULL bounds count as
    /// unknown: the answer may still be known.
    /// </summary>
    public static void Overlaps(CallFrame call)
    {
        if (!TryPeriod(call, 0, out var firstStart, out var firstEnd) || !TryPeriod(call, 2, out var secondStart, out var secondEnd))
        {
            call.ReturnNull();
            return;
        }

        if (firstStart == secondStart)
        {
            if (firstEnd is null || secondEnd is null)
                call.ReturnNull();
            else
                call.Return(true);
            return;
        }

        var (end, start) = firstStart > secondStart ? (secondEnd, firstStart) : (firstEnd, secondStart);
        var otherEnd = firstStart > secondStart ? firstEnd : secondEnd;
        if (end is { } known)
        {
            if (start < known)
                call.Return(true);
            else if (otherEnd is null)
                call.ReturnNull();
            else
                call.Return(false);
            return;
        }

        call.ReturnNull();
    }

    /// <summary>date_trunc(unit, interval).</summary>
    public static void TruncateInterval(CallFrame call) =>
        call.Return(IntervalFields.Truncate(call.Interval(1), IntervalFields.UnitOf(call, SqlType.Interval), call.Text(0)));

    /// <summary>date_trunc(unit, timestamptz, zone).</summary>
    public static void TruncateInZone(CallFrame call)
    {
        var moment = call.Int64(1);
        var unit = IntervalFields.UnitOf(call, SqlType.TimestampTz);
        var zone = TimeZoneNames.Find(call.Text(2));
        call.Return(TimestampMath.IsInfinite(moment)
            ? moment
            : TimestampMath.ToUtc(
                DateTimeFunctions.Truncate(call.View(0), unit, TimestampMath.ToLocal(moment, zone), SqlType.TimestampTz), zone));
    }

    public static void ExtractFromInterval(CallFrame call) =>
        call.Return(IntervalFields.Extract(call.Interval(1), IntervalFields.UnitOf(call, SqlType.Interval), call.Text(0)));

    public static void ExtractFromTimeTz(CallFrame call) =>
        call.Return(IntervalFields.ExtractZonedTime(call.Int64(1), IntervalFields.UnitOf(call, SqlType.TimeTz), call.Text(0)));

    private static SessionTimeZone Remember(CallFrame call)
    {
        var named = new NamedZone(call.Bytes(0).ToArray(), TimeZoneNames.Find(call.Text(0)));
        call.Cache = named;
        return named.Zone;
    }

    private static long TimestampOf(CallFrame call)
    {
        var (year, month, day) = (call.Int32(0), call.Int32(1), call.Int32(2));
        var astronomical = year < 0 ? year + 1 : year;
        if (year == 0 || month is < 1 or > 12 || day < 1 || year is > 300_000 or < -4714
            || day > CalendarDate.DaysInMonth(astronomical, month))
            throw FunctionErrors.DateFieldOutOfRange(year, month, day);
        var days = new CalendarDate(astronomical, month, day).ToDays();
        return TimestampMath.CheckTimestamp(
            ((Int128)days * TimestampMath.MicrosPerDay) + TimeOf(call.Int32(3), call.Int32(4), call.Double(5)));
    }

    private static long TimeOf(int hour, int minute, double second)
    {
        var micros = double.IsNaN(second) ? -1 : Math.Round(second * TimestampMath.MicrosPerSecond, MidpointRounding.ToEven);
        if (hour is < 0 or > 24 || minute is < 0 or > 59 || micros is < 0 or > 60_000_000
            || (hour == 24 && (minute > 0 || micros > 0)))
            throw DateTimeErrors.TimeFieldOutOfRange(hour, minute, second);
        return (hour * TimestampMath.MicrosPerHour) + (minute * TimestampMath.MicrosPerMinute) + (long)micros;
    }

    /// <summary>The bounds of a period in order; false when both are NULL.</summary>
    private static bool TryPeriod(CallFrame call, int argument, out long start, out long? end)
    {
        long? first = call.IsNull(argument) ? null : Moment(call, argument);
        long? second = call.IsNull(argument + 1) ? null
            : call.TypeOf(argument + 1).Id != TypeId.Interval ? Moment(call, argument + 1)
            : first is null ? null
            : Shift(call, argument, call.Interval(argument + 1));
        if (first is null)
            (first, second) = (second, null);
        else if (second < first)
            (first, second) = (second, first);
        start = first ?? 0;
        end = second;
        return first is not null;
    }

    private static long Moment(CallFrame call, int argument) => call.TypeOf(argument).Id == TypeId.Date
        ? TimestampMath.FromDate(call.Int32(argument))
        : call.Int64(argument);

    private static long Shift(CallFrame call, int argument, Interval span) => call.TypeOf(argument).Id switch
    {
        TypeId.Time => IntervalMath.AddTime(call.Int64(argument), span.Micros),
        TypeId.TimestampTz => IntervalMath.AddZoned(call.Int64(argument), span, call.Context.TimeZone),
        _ => IntervalMath.Add(Moment(call, argument), span),
    };

    /// <summary>A zone that was found by name, for the rows that name it again.</summary>
    private sealed class NamedZone(byte[] name, SessionTimeZone zone)
    {
        public SessionTimeZone Zone { get; } = zone;

        public SessionTimeZone? For(ReadOnlySpan<byte> wanted) => wanted.SequenceEqual(name) ? Zone : null;
    }
}
