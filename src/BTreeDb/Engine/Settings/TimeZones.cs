using System.Globalization;

namespace BTreeDb.Engine.Settings;

/// <summary>Finds the time zone that a setting names: an IANA name, or an offset from UTC in hours.</summary>
internal static class TimeZones
{
    /// <summary>Finds a zone; throws 22023 when there is none.</summary>
    public static TimeZoneInfo Find(string name)
    {
        var trimmed = name.Trim();
        if (trimmed.Equals("utc", StringComparison.OrdinalIgnoreCase)
            || trimmed.Equals("gmt", StringComparison.OrdinalIgnoreCase)
            || trimmed.Equals("zulu", StringComparison.OrdinalIgnoreCase))
            return TimeZoneInfo.Utc;
        if (double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var hours) && Math.Abs(hours) <= 14)
            return FromOffset(hours);
        if (TimeZoneInfo.TryFindSystemTimeZoneById(trimmed, out var zone))
            return zone;
        throw SettingErrors.Invalid("TimeZone", name);
    }

    private static TimeZoneInfo FromOffset(double hours)
    {
        var offset = TimeSpan.FromMinutes(Math.Round(hours * 60));
        var sign = offset < TimeSpan.Zero ? "-" : "+";
        var name = string.Create(CultureInfo.InvariantCulture, $"<{sign}{offset:hh}>");
        return TimeZoneInfo.CreateCustomTimeZone(name, offset, name, name);
    }
}
