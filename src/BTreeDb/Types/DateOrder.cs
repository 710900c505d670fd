namespace BTreeDb.Types;

/// <summary>The orders of year, month and day in a date of numbers.</summary>
internal enum DateOrder
{
    MonthDayYear,
    DayMonthYear,
    YearMonthDay,
}
