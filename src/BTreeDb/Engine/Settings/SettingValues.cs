using System.Globalization;

namespace BTreeDb.Engine.Settings;

/// <summary>Reads and prints the kinds of values that settings have, in PostgreSQL's notation.</summary>
internal static class SettingValues
{
    private static readonly (string Unit, long Bytes)[] MemoryUnits =
        [("B", 1), ("kB", 1L << 10), ("MB", 1L << 20), ("GB", 1L << 30), ("TB", 1L << 40)];

    private static readonly (string Unit, double Milliseconds)[] TimeUnits =
        [("us", 0.001), ("ms", 1), ("s", 1000), ("min", 60_000), ("h", 3_600_000), ("d", 86_400_000)];

    /// <summary>Reads a boolean, whose words may be cut short.</summary>
    public static bool ReadBoolean(string name, string value)
    {
        var word = value.Trim().ToLowerInvariant();
        if (word is "on" or "1" || IsPrefix(word, "true", 1) || IsPrefix(word, "yes", 1))
            return true;
        if (word is "0" || IsPrefix(word, "off", 2) || IsPrefix(word, "false", 1) || IsPrefix(word, "no", 1))
            return false;
        throw SettingErrors.NotBoolean(name);
    }

    /// <summary>Checks a real number and returns it as it is shown.</summary>
    public static string CheckReal(string name, string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number >= 0 ? number.ToString(CultureInfo.InvariantCulture) : throw SettingErrors.OutOfRange(name, value, "0", "1.79769e+308")
            : throw SettingErrors.Invalid(name, value);

    /// <summary>Checks an integer and returns it as it is shown.</summary>
    public static string CheckInteger(string name, string value, long min, long max)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var real))
            throw SettingErrors.Invalid(name, value);
        var number = Math.Round(real);
        if (number < min || number > max)
            throw SettingErrors.OutOfRange(name, value, min.ToString(CultureInfo.InvariantCulture), max.ToString(CultureInfo.InvariantCulture));
        return number.ToString("F0", CultureInfo.InvariantCulture);
    }

    /// <summary>Checks that a value is one of some words.</summary>
    public static string CheckChoice(string name, string value, string[] choices)
    {
        var word = value.ToLowerInvariant();
        return Array.IndexOf(choices, word) >= 0 ? word : throw SettingErrors.NotAChoice(name, value, choices);
    }

    public static string ShowBoolean(bool value) => value ? "on" : "off";

    /// <summary>Reads an amount of memory; a bare number counts kilobytes.</summary>
    public static long ReadMemory(string name, string value)
    {
        var (number, unit) = Split(name, value);
        if (unit.Length == 0)
            unit = "kB";
        foreach (var (known, bytes) in MemoryUnits)
        {
            if (known == unit && number >= 0 && number * bytes < long.MaxValue)
                return (long)(number * bytes);
        }

        throw SettingErrors.Invalid(name, value);
    }

    /// <summary>Shows an amount of memory in the largest unit that needs no fraction.</summary>
    public static string ShowMemory(long bytes)
    {
        for (var i = MemoryUnits.Length - 1; i > 0; i--)
        {
            if (bytes >= MemoryUnits[i].Bytes && bytes % MemoryUnits[i].Bytes == 0)
                return (bytes / MemoryUnits[i].Bytes).ToString(CultureInfo.InvariantCulture) + MemoryUnits[i].Unit;
        }

        return bytes.ToString(CultureInfo.InvariantCulture) + "B";
    }

    /// <summary>Reads a duration; a bare number counts milliseconds.</summary>
    public static TimeSpan ReadDuration(string name, string value)
    {
        var (number, unit) = Split(name, value);
        if (unit.Length == 0)
            unit = "ms";
        foreach (var (known, milliseconds) in TimeUnits)
        {
            if (known == unit && number >= 0 && number * milliseconds <= int.MaxValue)
                return TimeSpan.FromMilliseconds(number * milliseconds);
        }

        throw SettingErrors.Invalid(name, value);
    }

    /// <summary>Shows a duration in the largest unit that needs no fraction.</summary>
    public static string ShowDuration(TimeSpan duration)
    {
        var milliseconds = (long)duration.TotalMilliseconds;
        if (milliseconds == 0)
            return "0";
        for (var i = TimeUnits.Length - 1; i > 1; i--)
        {
            if (milliseconds % (long)TimeUnits[i].Milliseconds == 0)
                return (milliseconds / (long)TimeUnits[i].Milliseconds).ToString(CultureInfo.InvariantCulture) + TimeUnits[i].Unit;
        }

        return milliseconds.ToString(CultureInfo.InvariantCulture) + "ms";
    }

    private static bool IsPrefix(string word, string whole, int least) =>
        word.Length >= least && whole.StartsWith(word, StringComparison.Ordinal);

    private static (double Number, string Unit) Split(string name, string value)
    {
        var text = value.AsSpan().Trim();
        var length = 0;
        while (length < text.Length && (char.IsAsciiDigit(text[length]) || text[length] is '.' or '-' or '+'))
            length++;
        if (!double.TryParse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            throw SettingErrors.Invalid(name, value);
        return (number, text[length..].Trim().ToString());
    }
}
