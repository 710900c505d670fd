namespace BTreeDb.Types;

/// <summary>
/// A day of the proleptic Gregorian calendar. Years are astronomical: 1 BC is year 0. Days count from 2000-01-01.
/// </summary>
internal readonly record struct CalendarDate(int Year, int Month, int Day)
{
    private const int DaysPerEra = 146097;

    // From 0000-03-01, where the eras of the conversion begin, to 2000-01-01.
    private const int EpochOffset = 730425;

    private static ReadOnlySpan<byte> MonthLengths => [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    /// <summary>The date of a day number. Years begin in March here, so that the leap day is a year's last.</summary>
    public static CalendarDate FromDays(long days)
    {
        var shifted = days + EpochOffset;
        var era = FloorDivide(shifted, DaysPerEra);
        var dayOfEra = (int)(shifted - era * DaysPerEra);
        var yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
        var dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var monthIndex = (5 * dayOfYear + 2) / 153;
        var day = dayOfYear - (153 * monthIndex + 2) / 5 + 1;
        var month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9;
        var year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        return new((int)year, month, day);
    }

    /// <summary>Days since 2000-01-01; the date must be valid.</summary>
    public long ToDays()
    {
        var year = (long)Year - (Month <= 2 ? 1 : 0);
        var era = FloorDivide(year, 400);
        var yearOfEra = year - era * 400;
        var dayOfYear = (153 * (Month + (Month > 2 ? -3 : 9)) + 2) / 5 + Day - 1;
        var dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * DaysPerEra + dayOfEra - EpochOffset;
    }

    public static bool IsLeapYear(int year) => (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);

    public static int DaysInMonth(int year, int month) =>
        month == 2 && IsLeapYear(year) ? 29 : MonthLengths[month - 1];

    /// <summary>The quotient rounded down.</summary>
    public static long FloorDivide(long value, long divisor)
    {
        var (quotient, remainder) = Math.DivRem(value, divisor);
        return remainder < 0 ? quotient - 1 : quotient;
    }
}
