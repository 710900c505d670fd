namespace BTreeDb.Types;

/// <summary>
/// The up to three parts of a date in the order written, and the rules by which they become year, month and day: a month's
/// name says where the month is, a number of more than two digits is the year, else the order is the session's.
/// </summary>
internal struct DateParts
{
    private const int YearMax = 5_874_897;

    private (int Value, int Digits) _first;
    private (int Value, int Digits) _second;
    private (int Value, int Digits) _third;

    // One more than the place of the part that was a month's name; 0 when none was.
    private int _monthName;

    public int Count { get; private set; }

    /// <summary>The order of numbers that could be read in several ones.</summary>
    public DateOrder Written { get; init; }

    /// <summary>The years are counted backwards.</summary>
    public bool IsBeforeChrist { get; set; }

    /// <summary>Adds a number; false when there are three parts already.</summary>
    public bool TryAdd(int value, int digits)
    {
        switch (Count)
        {
            case 0:
                _first = (value, digits);
                break;
            case 1:
                _second = (value, digits);
                break;
            case 2:
                _third = (value, digits);
                break;
            default:
                return false;
        }

        Count++;
        return true;
    }

    /// <summary>Adds a month that was named; false when there was one already.</summary>
    public bool TryAddMonth(int month)
    {
        if (_monthName > 0)
            return false;
        _monthName = Count + 1;
        return TryAdd(month, 2);
    }

    /// <summary>Whether these are the parts of some date: three of them, or a year and the day of the year.</summary>
    public readonly bool AreComplete => Count == 3 || IsDayOfYear;

    /// <summary>The date; false when there is no such day.</summary>
    public readonly bool TryResolve(out CalendarDate date)
    {
        if (IsDayOfYear)
            return TryResolveDayOfYear(_first.Value, _second.Value, out date);
        var (year, month, day) = Order();
        date = default;
        if (!TryResolveYear(year, out var number))
            return false;
        if (month is < 1 or > 12 || day < 1 || number > YearMax || day > CalendarDate.DaysInMonth(number, month))
            return false;
        date = new CalendarDate(number, month, day);
        return true;
    }

    /// <summary>A year of two digits lies between 1970 and 2069.</summary>
    public static int CenturyOf(int year) => year < 70 ? year + 2000 : year + 1900;

    private readonly bool IsDayOfYear => Count == 2 && _monthName == 0 && _first.Digits >= 4 && _second.Digits == 3;

    private readonly ((int Value, int Digits) Year, int Month, int Day) Order()
    {
        var firstIsYear = _first.Digits > 2 || (Written == DateOrder.YearMonthDay && (_monthName == 0 || _third.Digits <= 2));
        return _monthName switch
        {
            1 => _second.Digits > 2 || (Written == DateOrder.YearMonthDay && _third.Digits <= 2)
                ? (_second, _first.Value, _third.Value)
                : (_third, _first.Value, _second.Value),
            2 => firstIsYear ? (_first, _second.Value, _third.Value) : (_third, _second.Value, _first.Value),
            3 => firstIsYear ? (_first, _third.Value, _second.Value) : (_second, _third.Value, _first.Value),
            _ when firstIsYear => (_first, _second.Value, _third.Value),
            _ => Written == DateOrder.DayMonthYear
                ? (_third, _second.Value, _first.Value)
                : (_third, _first.Value, _second.Value),
        };
    }

    private readonly bool TryResolveYear((int Value, int Digits) written, out int year)
    {
        year = written.Value;
        if (IsBeforeChrist)
            year = 1 - year;
        else if (written.Digits <= 2)
            year = CenturyOf(year);
        // The year 0 is none; 1 BC is its astronomical number.
        return written.Value > 0 || written.Digits <= 2 && !IsBeforeChrist;
    }

    private static bool TryResolveDayOfYear(int year, int dayOfYear, out CalendarDate date)
    {
        date = default;
        if (year < 1 || dayOfYear < 1 || dayOfYear > (CalendarDate.IsLeapYear(year) ? 366 : 365))
            return false;
        date = CalendarDate.FromDays(new CalendarDate(year, 1, 1).ToDays() + dayOfYear - 1);
        return true;
    }
}
