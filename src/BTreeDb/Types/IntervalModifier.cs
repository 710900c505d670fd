namespace BTreeDb.Types;

/// <summary>
/// The modifier of an interval type: fractional digits of the seconds, or the fields that it keeps and digits. Fields stand
/// from the fifth bit on, as the number of the first field and, above it, that of the last; digits 15 are none.
/// </summary>
internal static class IntervalModifier
{
    private const int NoDigits = 15;
    private const int FirstShift = 4;
    private const int LastShift = 8;

    private static readonly string[] Names = ["year", "month", "day", "hour", "minute", "second"];

    /// <summary>Fields from one to another, numbered from year = 0 to second = 5.</summary>
    public static int OfFields(int first, int last, int digits) =>
        ((last + 1) << LastShift) | (first << FirstShift) | (digits < 0 ? NoDigits : digits);

    /// <summary>The unit of a number without one: the last field that the type keeps.</summary>
    public static ReadOnlySpan<byte> DefaultUnit(int modifier) => LastOf(modifier) switch
    {
        0 => "year"u8,
        1 => "month"u8,
        2 => "day"u8,
        3 => "hour"u8,
        4 => "minute"u8,
        _ => "second"u8,
    };

    /// <summary>Whether a time of two parts is minutes and seconds.</summary>
    public static bool ReadsMinutes(int modifier) => LastOf(modifier) == 5 && ((modifier >> FirstShift) & 15) == 4;

    /// <summary>Cuts off what the type does not keep.</summary>
    public static Interval Apply(Interval value, int modifier)
    {
        if (modifier < 0)
            return value;
        value = LastOf(modifier) switch
        {
            0 => new Interval(value.Months / 12 * 12, 0, 0),
            1 => new Interval(value.Months, 0, 0),
            2 => new Interval(value.Months, value.Days, 0),
            3 => Cut(value, TimestampMath.MicrosPerHour),
            4 => Cut(value, TimestampMath.MicrosPerMinute),
            _ => value,
        };
        var digits = modifier & 15;
        return digits == NoDigits ? value : IntervalMath.Round(value, digits);
    }

    /// <summary>The type's name with fields and digits.</summary>
    public static string NameOf(int modifier)
    {
        var digits = modifier & 15;
        var precision = digits == NoDigits ? "" : $"({digits})";
        if (LastOf(modifier) < 0)
            return $"interval{precision}";
        var (first, last) = ((modifier >> FirstShift) & 15, LastOf(modifier));
        return first == last ? $"interval {Names[first]}{precision}" : $"interval {Names[first]} to {Names[last]}{precision}";
    }

    private static int LastOf(int modifier) => modifier < 0 ? -1 : (modifier >> LastShift) - 1;

    private static Interval Cut(Interval value, long unit) =>
        new(value.Months, value.Days, value.Micros / unit * unit);
}
