using System.Buffers;
using System.Text;

namespace BTreeDb.Types;

/// <summary>
/// Text input (<c>1 year 2 mons 3 days 04:05:06</c>, with <c>ago</c>, and ISO 8601 <c>P1Y2M3DT4H5M6S</c>) and output
/// (PostgreSQL's style) of intervals.
/// </summary>
internal static class IntervalText
{
    private const int DaysPerMonth = 30;

    private static readonly SearchValues<byte> AlternativeBytes = SearchValues.Create("0123456789-:.T"u8);

    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("+-.0123456789"u8);

    /// <summary>Reads an interval; the type's modifier says the unit of numbers without one.</summary>
    public static Interval Parse(ReadOnlySpan<byte> text, int modifier = -1)
    {
        var rest = TextInput.Trim(text);
        if (rest.Length > 0 && rest[0] == 'P')
            return ParseIso(rest[1..], text);
        var sum = default(Interval);
        var any = false;
        var seen = 0;
        while (NextToken(ref rest, out var token))
        {
            if (Ascii.EqualsIgnoreCase(token, "ago"u8) && any && rest.Length == 0)
                return -sum;
            if (token.SequenceEqual("@"u8))
                continue;
            any = true;
            if (token.Contains((byte)':'))
            {
                sum += ParseClock(token, text, IntervalModifier.ReadsMinutes(modifier));
                continue;
            }

            if (IsYearMonth(token, out var dash))
            {
                var sign = token[0] == '-' ? -1 : 1;
                sum += Interval.Checked(NumericCasts.ToInt64(ParseNumber(token[..dash], text)) * 12, 0, 0)
                    + Interval.Checked(sign * NumericCasts.ToInt64(ParseNumber(token[(dash + 1)..], text)), 0, 0);
                continue;
            }

            var unit = SplitUnit(ref token);
            if (unit.Length == 0)
                unit = NextUnit(ref rest, modifier);
            MarkUnit(ref seen, unit, text);
            sum += Scale(ParseNumber(token, text), unit, text);
        }

        return any ? sum : throw Invalid(text);
    }

    /// <summary>
    /// Reads an interval in a session's format: the standard's sign at the beginning is that of all fields, unless another
    /// one has its own.
    /// </summary>
    public static Interval Parse(ReadOnlySpan<byte> text, int modifier, IntervalFormat format)
    {
        var value = Parse(text, modifier);
        var trimmed = TextInput.Trim(text);
        if (format != IntervalFormat.SqlStandard || trimmed.Length == 0 || trimmed[0] != '-')
            return value;
        for (var i = 1; i < trimmed.Length; i++)
        {
            if (TextInput.IsSpace(trimmed[i - 1]) && trimmed[i] is (byte)'-' or (byte)'+')
                return value;
        }

        return new Interval(-Math.Abs(value.Months), -Math.Abs(value.Days), -Math.Abs(value.Micros));
    }

    public static void Write(ByteWriter writer, Interval value)
    {
        var start = writer.Length;
        WriteUnit(writer, start, value.Months / 12, "year"u8);
        WriteUnit(writer, start, value.Months % 12, "mon"u8);
        WriteUnit(writer, start, value.Days, "day"u8, isAfterNegative: value.Months < 0);
        if (value.Micros == 0 && writer.Length > start)
            return;
        if (writer.Length > start)
            writer.Append((byte)' ');
        if (value.Micros < 0)
            writer.Append((byte)'-');
        else if (value.Days < 0 || (value.Days == 0 && value.Months < 0))
            writer.Append((byte)'+');
        var magnitude = (ulong)(value.Micros < 0 ? -(Int128)value.Micros : value.Micros);
        writer.AppendDecimal(magnitude / TimestampMath.MicrosPerHour, 2);
        writer.Append((byte)':');
        writer.AppendDecimal(magnitude / TimestampMath.MicrosPerMinute % 60, 2);
        writer.Append((byte)':');
        writer.AppendDecimal(magnitude / TimestampMath.MicrosPerSecond % 60, 2);
        DateTimeOutput.WriteFraction(writer, (int)(magnitude % TimestampMath.MicrosPerSecond));
    }

    private static void WriteUnit(ByteWriter writer, int start, int value, ReadOnlySpan<byte> unit, bool isAfterNegative = false)
    {
        if (value == 0)
            return;
        if (writer.Length > start)
            writer.Append((byte)' ');
        if (isAfterNegative && value > 0)
            writer.Append((byte)'+');
        IntegerText.Write(writer, value);
        writer.Append((byte)' ');
        writer.Append(unit);
        if (value != 1)
            writer.Append((byte)'s');
    }

    /// <summary>A number before a clock counts days; at the end it has the type's last unit, as has one before it.</summary>
    private static ReadOnlySpan<byte> NextUnit(ref ReadOnlySpan<byte> rest, int modifier)
    {
        rest = TextInput.Trim(rest);
        if (rest.Length == 0)
            return IntervalModifier.DefaultUnit(modifier);
        if (!char.IsAsciiLetter((char)rest[0]))
            return "day"u8;
        var end = 0;
        while (end < rest.Length && !TextInput.IsSpace(rest[end]))
            end++;
        var unit = rest[..end];
        rest = rest[end..];
        return unit;
    }

    /// <summary>Each unit may be named once.</summary>
    private static void MarkUnit(ref int seen, ReadOnlySpan<byte> unit, ReadOnlySpan<byte> text)
    {
        var (months, days, micros) = UnitOf(unit, text);
        var bit = 1 << (months, days, micros) switch
        {
            (1, _, _) => 0,
            (12, _, _) => 1,
            (120, _, _) => 2,
            (1200, _, _) => 3,
            (12000, _, _) => 4,
            (_, 1, _) => 5,
            (_, 7, _) => 6,
            (_, _, TimestampMath.MicrosPerHour) => 7,
            (_, _, TimestampMath.MicrosPerMinute) => 8,
            (_, _, TimestampMath.MicrosPerSecond) => 9,
            (_, _, 1000) => 10,
            _ => 11,
        };
        if ((seen & bit) != 0)
            throw Invalid(text);
        seen |= bit;
    }

    /// <summary><c>1-2</c>: years and months.</summary>
    private static bool IsYearMonth(ReadOnlySpan<byte> token, out int dash)
    {
        var start = token.Length > 0 && token[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        dash = token[start..].IndexOf((byte)'-') + start;
        return dash > start && token.IndexOfAnyExcept(NumberBytes) < 0;
    }

    /// <summary>The alternative form: <c>P0001-02-03T04:05:06</c>.</summary>
    private static Interval ParseIsoAlternative(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> text)
    {
        var time = rest.IndexOf((byte)'T');
        var sum = time < 0 ? default : ParseClock(rest[(time + 1)..], text, readsMinutes: false);
        if (time >= 0)
            rest = rest[..time];
        for (var part = 0; part < 3 && rest.Length > 0; part++)
        {
            var dash = rest.IndexOf((byte)'-');
            var field = dash < 0 ? rest : rest[..dash];
            rest = dash < 0 ? default : rest[(dash + 1)..];
            sum += Scale(ParseNumber(field, text), part switch { 0 => "year"u8, 1 => "month"u8, _ => "day"u8 }, text);
        }

        return rest.Length > 0 ? throw Invalid(text) : sum;
    }

    private static Interval ParseIso(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> text)
    {
        if (rest.IndexOfAnyExcept(AlternativeBytes) < 0 && (rest.Contains((byte)':') || rest.Contains((byte)'-')))
            return ParseIsoAlternative(rest, text);
        var sum = default(Interval);
        var inTime = false;
        if (rest.Length == 0)
            throw Invalid(text);
        while (rest.Length > 0)
        {
            if (rest[0] == 'T')
            {
                inTime = true;
                rest = rest[1..];
                continue;
            }

            var end = rest.IndexOfAnyExcept(NumberBytes);
            if (end <= 0)
                throw Invalid(text);
            var unit = ((char)rest[end], inTime) switch
            {
                ('Y', false) => "year"u8,
                ('M', false) => "month"u8,
                ('W', false) => "week"u8,
                ('D', false) => "day"u8,
                ('H', true) => "hour"u8,
                ('M', true) => "minute"u8,
                ('S', true) => "second"u8,
                _ => throw Invalid(text),
            };
            sum += Scale(ParseNumber(rest[..end], text), unit, text);
            rest = rest[(end + 1)..];
        }

        return sum;
    }

    private static bool NextToken(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> token)
    {
        rest = TextInput.Trim(rest);
        var end = 0;
        while (end < rest.Length && !TextInput.IsSpace(rest[end]))
            end++;
        token = rest[..end];
        rest = rest[end..];
        return token.Length > 0;
    }

    /// <summary>Splits <c>3days</c> into number and unit.</summary>
    private static ReadOnlySpan<byte> SplitUnit(ref ReadOnlySpan<byte> token)
    {
        var end = token.IndexOfAnyExcept(NumberBytes);
        if (end < 0)
            return default;
        var unit = token[end..];
        token = token[..end];
        return unit;
    }

    private static Numeric ParseNumber(ReadOnlySpan<byte> token, ReadOnlySpan<byte> text) =>
        NumericText.TryParse(token, out var number) ? number : throw Invalid(text);

    private static Interval ParseClock(ReadOnlySpan<byte> token, ReadOnlySpan<byte> text, bool readsMinutes)
    {
        var negative = token[0] == '-';
        if (token[0] is (byte)'-' or (byte)'+')
            token = token[1..];
        var sum = default(Interval);
        var parts = token.Count((byte)':') + 1;
        for (var part = 0; part < 3 && token.Length > 0; part++)
        {
            var colon = token.IndexOf((byte)':');
            var field = colon < 0 ? token : token[..colon];
            token = colon < 0 ? default : token[(colon + 1)..];
            var unit = (readsMinutes && parts == 2 ? part + 1 : part) switch { 0 => "hour"u8, 1 => "minute"u8, _ => "second"u8 };
            sum += Scale(ParseNumber(field, text), unit, text);
        }

        if (token.Length > 0)
            throw Invalid(text);
        return negative ? -sum : sum;
    }

    /// <summary>A number of units; fractions spill into the smaller fields, a month counting as 30 days.</summary>
    private static Interval Scale(Numeric number, ReadOnlySpan<byte> unit, ReadOnlySpan<byte> text)
    {
        var (months, days, micros) = UnitOf(unit, text);
        if (months > 0)
        {
            var total = number * Numeric.FromInt64(months);
            var whole = NumericRounding.Truncate(total, 0);
            var fraction = months >= 12 ? Numeric.Zero : (total - whole) * Numeric.FromInt64(DaysPerMonth);
            return Interval.Checked(NumericCasts.ToInt64(whole), 0, 0) + Days(fraction);
        }

        return days > 0
            ? Days(number * Numeric.FromInt64(days))
            : Interval.Checked(0, 0, NumericCasts.ToInt64(number * Numeric.FromInt64(micros)));
    }

    private static Interval Days(Numeric days)
    {
        var whole = NumericRounding.Truncate(days, 0);
        var micros = (days - whole) * Numeric.FromInt64(TimestampMath.MicrosPerDay);
        return Interval.Checked(0, NumericCasts.ToInt64(whole), NumericCasts.ToInt64(micros));
    }

    private static (int Months, int Days, long Micros) UnitOf(ReadOnlySpan<byte> unit, ReadOnlySpan<byte> text)
    {
        if (unit.Length > 16)
            throw Invalid(text);
        Span<char> lower = stackalloc char[unit.Length];
        for (var i = 0; i < unit.Length; i++)
            lower[i] = char.ToLowerInvariant((char)unit[i]);
        return new string(lower) switch
        {
            "year" or "years" or "y" or "yr" or "yrs" => (12, 0, 0),
            "month" or "months" or "mon" or "mons" => (1, 0, 0),
            "decade" or "decades" => (120, 0, 0),
            "century" or "centuries" => (1200, 0, 0),
            "millennium" or "millennia" => (12000, 0, 0),
            "week" or "weeks" or "w" => (0, 7, 0),
            "day" or "days" or "d" => (0, 1, 0),
            "hour" or "hours" or "h" or "hr" or "hrs" => (0, 0, TimestampMath.MicrosPerHour),
            "minute" or "minutes" or "m" or "min" or "mins" => (0, 0, TimestampMath.MicrosPerMinute),
            "second" or "seconds" or "s" or "sec" or "secs" => (0, 0, TimestampMath.MicrosPerSecond),
            "millisecond" or "milliseconds" or "ms" or "msec" or "msecs" => (0, 0, 1000),
            "microsecond" or "microseconds" or "us" or "usec" or "usecs" => (0, 0, 1),
            _ => throw Invalid(text),
        };
    }

    private static Diagnostics.EngineException Invalid(ReadOnlySpan<byte> text) =>
        TypeErrors.InvalidDateTime("interval", text);
}
