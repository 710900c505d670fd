namespace BTreeDb.Parsing.Syntax;

/// <summary>The fields that an interval type keeps.</summary>
internal enum IntervalFields
{
    All,
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
    YearToMonth,
    DayToHour,
    DayToMinute,
    DayToSecond,
    HourToMinute,
    HourToSecond,
    MinuteToSecond,
}
