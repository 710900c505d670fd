namespace BTreeDb.Types;

/// <summary>
/// PostgreSQL's interval: months, days and microseconds kept apart, because a month has no fixed number of days and a day
/// no fixed number of hours. Comparison counts a month as 30 days and a day as 24 hours.
/// </summary>
internal readonly struct Interval(int months, int days, long micros) : IEquatable<Interval>, IComparable<Interval>
{
    public int Months { get; } = months;

    public int Days { get; } = days;

    public long Micros { get; } = micros;

    /// <summary>The length that comparison sees, in microseconds.</summary>
    public Int128 Span => ((Int128)Months * 30 + Days) * TimestampMath.MicrosPerDay + Micros;

    public static Interval operator -(Interval value) =>
        value.Months == int.MinValue || value.Days == int.MinValue || value.Micros == long.MinValue
            ? throw TypeErrors.IntervalOutOfRange()
            : new(-value.Months, -value.Days, -value.Micros);

    public static Interval operator +(Interval left, Interval right) => Checked(
        (long)left.Months + right.Months, (long)left.Days + right.Days, (Int128)left.Micros + right.Micros);

    public static Interval operator -(Interval left, Interval right) => Checked(
        (long)left.Months - right.Months, (long)left.Days - right.Days, (Int128)left.Micros - right.Micros);

    /// <summary>Makes an interval and raises 22008 when a field does not fit.</summary>
    public static Interval Checked(long months, long days, Int128 micros) =>
        months != (int)months || days != (int)days || micros != (long)micros
            ? throw TypeErrors.IntervalOutOfRange()
            : new((int)months, (int)days, (long)micros);

    /// <summary>The interval divided by a number; what is left of months goes to days, of days to time.</summary>
    public Interval Divide(double divisor) => Scaled(Months / divisor, Days / divisor, Micros / divisor);

    /// <summary>The interval times a number.</summary>
    public Interval Multiply(double factor) => Scaled(Months * factor, Days * factor, Micros * factor);

    private static Interval Scaled(double exactMonths, double exactDays, double exactMicros)
    {
        const double SecondsPerDay = 86400;
        if (double.IsNaN(exactMonths) || Math.Abs(exactMonths) > int.MaxValue || Math.Abs(exactDays) > int.MaxValue)
            throw TypeErrors.IntervalOutOfRange();
        var months = (int)exactMonths;
        var days = (int)exactDays;
        var monthRest = ToMicros((exactMonths - months) * 30);
        var seconds = ToMicros((exactDays - days + monthRest - (int)monthRest) * SecondsPerDay);
        if (Math.Abs(seconds) >= SecondsPerDay)
        {
            days += (int)(seconds / SecondsPerDay);
            seconds -= (int)(seconds / SecondsPerDay) * SecondsPerDay;
        }

        var micros = Math.Round(exactMicros + seconds * TimestampMath.MicrosPerSecond, MidpointRounding.ToEven);
        if (double.IsNaN(micros) || Math.Abs(micros) > long.MaxValue)
            throw TypeErrors.IntervalOutOfRange();
        return Checked(months, days + (int)monthRest, (Int128)micros);
    }

    public int CompareTo(Interval other) => Span.CompareTo(other.Span);

    public bool Equals(Interval other) => Span == other.Span;

    public override bool Equals(object? obj) => obj is Interval other && Equals(other);

    public override int GetHashCode() => Span.GetHashCode();

    /// <summary>Rounds seconds or days to six digits, so that noise of the division does not add up.</summary>
    private static double ToMicros(double value) => Math.Round(value * 1e6, MidpointRounding.ToEven) / 1e6;
}
