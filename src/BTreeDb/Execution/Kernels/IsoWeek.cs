using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels;

/// <summary>ISO 8601 weeks: they begin on Monday, and a year's first one holds its first Thursday.</summary>
internal static class IsoWeek
{
    // 2000-01-01 was a Saturday.
    private const int EpochDayOfWeek = 6;

    /// <summary>0 for Sunday to 6 for Saturday.</summary>
    public static int DayOfWeek(long days) => (int)(((days + EpochDayOfWeek) % 7 + 7) % 7);

    /// <summary>1 for Monday to 7 for Sunday.</summary>
    public static int IsoDayOfWeek(long days) => (DayOfWeek(days) + 6) % 7 + 1;

    /// <summary>The Monday of a day's week.</summary>
    public static long MondayOf(long days) => days - IsoDayOfWeek(days) + 1;

    /// <summary>The year that a day's week belongs to.</summary>
    public static int YearOf(long days) => CalendarDate.FromDays(MondayOf(days) + 3).Year;

    /// <summary>The number of a day's week in its year.</summary>
    public static int WeekOf(long days)
    {
        var monday = MondayOf(days);
        var january4 = new CalendarDate(YearOf(days), 1, 4).ToDays();
        return (int)((monday - MondayOf(january4)) / 7) + 1;
    }
}
