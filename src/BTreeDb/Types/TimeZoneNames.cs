using System.Globalization;

namespace BTreeDb.Types;

/// <summary>The zones that functions and AT TIME ZONE name: as in settings, and POSIX offsets, which count westwards.</summary>
internal static class TimeZoneNames
{
    /// <summary>Finds a zone, or raises 22023.</summary>
    public static SessionTimeZone Find(string name)
    {
        if (SessionTimeZone.TryFind(name, out var zone))
            return zone;
        return TryParsePosix(name, out var seconds) ? SessionTimeZone.Fixed(-seconds) : throw TypeErrors.UnknownTimeZone(name);
    }

    /// <summary>
    /// Finds the zone that SET TIME ZONE names: a number counts hours eastwards, an interval is an offset, the rest is a name.
    /// </summary>
    public static SessionTimeZone FindForSession(string name)
    {
        if (double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out var hours) && Math.Abs(hours) <= 167)
            return SessionTimeZone.Fixed((int)Math.Round(hours * 3600));
        return Find(name);
    }

    /// <summary>The zone at a fixed offset; one with months or days is refused.</summary>
    public static SessionTimeZone Of(Interval offset)
    {
        if (offset.Months == 0 && offset.Days == 0)
            return SessionTimeZone.Fixed((int)(offset.Micros / TimestampMath.MicrosPerSecond));
        var writer = new ByteWriter();
        IntervalText.Write(writer, offset);
        throw TypeErrors.ZoneIntervalWithDays(System.Text.Encoding.UTF8.GetString(writer.Written));
    }

    /// <summary>Letters or a name in brackets, then an offset: <c>UTC+5</c>, <c>&lt;+05&gt;-5</c>, <c>-3:30</c>.</summary>
    private static bool TryParsePosix(string name, out int seconds)
    {
        var at = 0;
        seconds = 0;
        if (name.StartsWith('<'))
        {
            at = name.IndexOf('>', StringComparison.Ordinal) + 1;
            if (at == 0)
                return false;
        }
        else
        {
            while (at < name.Length && char.IsAsciiLetter(name[at]))
                at++;
        }

        if (at == name.Length)
            return false;
        var sign = name[at] == '-' ? -1 : 1;
        if (name[at] is '+' or '-')
            at++;
        var unit = 3600;
        foreach (var part in name[at..].Split(':'))
        {
            if (unit == 0 || !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                return false;
            seconds += value * unit;
            unit /= 60;
        }

        seconds *= sign;
        return Math.Abs(seconds) <= 24 * 3600;
    }
}
