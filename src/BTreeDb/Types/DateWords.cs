using System.Globalization;
using System.Text;

namespace BTreeDb.Types;

/// <summary>The words in dates: English names of months and weekdays, whole or cut to three letters, and special ones.</summary>
internal static class DateWords
{
    private const int SeptemberWithFourLetters = 9;

    private static ReadOnlySpan<byte> MonthPrefixes => "janfebmaraprmayjunjulaugsepoctnovdec"u8;

    private static ReadOnlySpan<byte> DayPrefixes => "sunmontuewedthufrisat"u8;

    /// <summary>The month whose name stands at the start, or 0.</summary>
    public static int MonthAt(ReadOnlySpan<byte> text)
    {
        var end = 0;
        while (end < text.Length && (text[end] | 0x20) is >= 'a' and <= 'z')
            end++;
        var month = PrefixIndex(text[..end], MonthPrefixes) + 1;
        if (month == 0 || end == 3)
            return month;
        var name = CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month);
        return (end == name.Length && IsStartOf(text[..end], name)) || (month == SeptemberWithFourLetters && end == 4)
            ? month
            : 0;
    }

    /// <summary>Whether a word is a weekday's name, which says nothing that the date does not.</summary>
    public static bool IsWeekday(ReadOnlySpan<byte> word)
    {
        var day = PrefixIndex(word, DayPrefixes);
        if (day < 0)
            return false;
        var name = CultureInfo.InvariantCulture.DateTimeFormat.GetDayName((DayOfWeek)day);
        return word.Length <= name.Length && IsStartOf(word, name);
    }

    public static bool TryFindSpecial(ReadOnlySpan<byte> word, out DateTimeSpecial special)
    {
        special = DateTimeSpecial.None;
        if (Ascii.EqualsIgnoreCase(word, "infinity"u8) || Ascii.EqualsIgnoreCase(word, "inf"u8))
            special = DateTimeSpecial.Infinity;
        else if (Ascii.EqualsIgnoreCase(word, "epoch"u8))
            special = DateTimeSpecial.Epoch;
        else if (Ascii.EqualsIgnoreCase(word, "now"u8))
            special = DateTimeSpecial.Now;
        else if (Ascii.EqualsIgnoreCase(word, "today"u8))
            special = DateTimeSpecial.Today;
        else if (Ascii.EqualsIgnoreCase(word, "tomorrow"u8))
            special = DateTimeSpecial.Tomorrow;
        else if (Ascii.EqualsIgnoreCase(word, "yesterday"u8))
            special = DateTimeSpecial.Yesterday;
        return special != DateTimeSpecial.None;
    }

    private static bool IsStartOf(ReadOnlySpan<byte> word, string name)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if ((word[i] | 0x20) != (name[i] | 0x20))
                return false;
        }

        return true;
    }

    private static int PrefixIndex(ReadOnlySpan<byte> word, ReadOnlySpan<byte> prefixes)
    {
        if (word.Length < 3)
            return -1;
        for (var i = 0; i < prefixes.Length; i += 3)
        {
            if (Ascii.EqualsIgnoreCase(word[..3], prefixes.Slice(i, 3)))
                return i / 3;
        }

        return -1;
    }
}
