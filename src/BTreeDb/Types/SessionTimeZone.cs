using System.Collections.Frozen;
using System.Globalization;

namespace BTreeDb.Types;

/// <summary>
/// A time zone: a fixed offset, or a set of IANA rules as the platform knows them. Beyond the years 1 to 9999 the offset
/// of the nearest known year holds.
/// </summary>
internal sealed class SessionTimeZone
{
    private const long DotNetEpochMicros = 730119L * TimestampMath.MicrosPerDay;
    private const long TicksPerMicro = 10;

    private static readonly FrozenDictionary<string, int> Abbreviations = MakeAbbreviations();

    private readonly TimeZoneInfo? _rules;
    private readonly int _offset;

    private SessionTimeZone(string name, int offset, TimeZoneInfo? rules)
    {
        Name = name;
        _offset = offset;
        _rules = rules;
    }

    public static SessionTimeZone Utc { get; } = new("UTC", 0, null);

    /// <summary>The name as given.</summary>
    public string Name { get; }

    /// <summary>How the session that has this zone writes and reads values.</summary>
    public TextStyle Style { get; private init; } = TextStyle.Default;

    /// <summary>The same zone with another style.</summary>
    public SessionTimeZone With(TextStyle style) => new(Name, _offset, _rules) { Style = style };

    /// <summary>A zone that is always this many seconds ahead of UTC.</summary>
    public static SessionTimeZone Fixed(int offsetSeconds) =>
        new($"<{OffsetText(offsetSeconds)}>{OffsetText(-offsetSeconds)}", offsetSeconds, null);

    /// <summary>An offset as POSIX names have it: <c>+05</c>, <c>-03:30</c>.</summary>
    private static string OffsetText(int seconds)
    {
        var magnitude = Math.Abs(seconds);
        var text = $"{(seconds < 0 ? '-' : '+')}{magnitude / 3600:00}";
        if (magnitude % 3600 != 0)
            text += $":{magnitude / 60 % 60:00}";
        return magnitude % 60 == 0 ? text : $"{text}:{magnitude % 60:00}";
    }

    /// <summary>Finds a zone by IANA name or usual abbreviation, whatever the case.</summary>
    public static bool TryFind(string name, out SessionTimeZone zone)
    {
        zone = Utc;
        if (Abbreviations.TryGetValue(name, out var offset))
        {
            zone = offset == 0 ? Utc : new SessionTimeZone(name, offset, null);
            return true;
        }

        if (name.Length < 3 || !TimeZoneInfo.TryFindSystemTimeZoneById(name, out var rules))
            return false;
        zone = new SessionTimeZone(name, 0, rules);
        return true;
    }

    /// <summary>Finds a zone or raises 22023.</summary>
    public static SessionTimeZone Find(string name)
    {
        if (TryFind(name, out var zone))
            return zone;
        if (int.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var hours)
            && hours is >= -15 and <= 15)
            return Fixed(hours * 3600);
        throw TypeErrors.UnknownTimeZone(name);
    }

    /// <summary>Seconds ahead of UTC at an instant.</summary>
    public int OffsetAtUtc(long utc) =>
        _rules is null ? _offset : (int)_rules.GetUtcOffset(ToDateTime(utc, DateTimeKind.Utc)).TotalSeconds;

    /// <summary>
    /// Seconds ahead of UTC at a local time. A time that the clock skips or shows twice is taken as standard time.
    /// </summary>
    public int OffsetAtLocal(long local) =>
        _rules is null ? _offset : (int)_rules.GetUtcOffset(ToDateTime(local, DateTimeKind.Unspecified)).TotalSeconds;

    /// <summary>The short name of the clock that is so many seconds ahead: <c>CET</c>, or the offset where there is none.</summary>
    public string AbbreviationOf(int offset)
    {
        if (_rules is null && _offset == 0)
            return "UTC";
        if (_rules is null && !char.IsAsciiDigit(Name[^1]))
            return Name.ToUpperInvariant();
        if (_rules is not null && ZoneAbbreviations.Find(Name, offset, _rules) is { } known)
            return known;
        var magnitude = Math.Abs(offset);
        var text = $"{(offset < 0 ? '-' : '+')}{magnitude / 3600:00}";
        return magnitude % 3600 == 0 ? text : $"{text}{magnitude / 60 % 60:00}";
    }

    private static DateTime ToDateTime(long micros, DateTimeKind kind)
    {
        var ticks = ((Int128)micros + DotNetEpochMicros) * TicksPerMicro;
        return new DateTime((long)Int128.Clamp(ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), kind);
    }

    private static FrozenDictionary<string, int> MakeAbbreviations()
    {
        var hours = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase)
        {
            ["UTC"] = 0, ["GMT"] = 0, ["Z"] = 0, ["ZULU"] = 0, ["UT"] = 0, ["WET"] = 0, ["WEST"] = 1, ["BST"] = 1,
            ["CET"] = 1, ["CEST"] = 2, ["MET"] = 1, ["MEST"] = 2, ["EET"] = 2, ["EEST"] = 3, ["MSK"] = 3, ["IST"] = 2,
            ["JST"] = 9, ["KST"] = 9, ["AEST"] = 10, ["AEDT"] = 11, ["ACST"] = 9.5, ["ACDT"] = 10.5, ["AWST"] = 8,
            ["NZST"] = 12, ["NZDT"] = 13, ["EST"] = -5, ["EDT"] = -4, ["CST"] = -6, ["CDT"] = -5, ["MST"] = -7,
            ["MDT"] = -6, ["PST"] = -8, ["PDT"] = -7, ["AKST"] = -9, ["AKDT"] = -8, ["HST"] = -10, ["AST"] = -4,
            ["ADT"] = -3, ["NST"] = -3.5, ["NDT"] = -2.5, ["BRT"] = -3, ["ART"] = -3,
        };
        var seconds = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, offset) in hours)
            seconds[name] = (int)(offset * 3600);
        return seconds.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
