namespace BTreeDb.Types;

/// <summary>What <see cref="DateTimeScanner"/> found in a text: the parts of a date, a time and a zone.</summary>
internal struct DateTimeFields
{
    public DateTimeSpecial Special;
    public bool HasDate;
    public CalendarDate Date;
    public bool HasTime;

    /// <summary>Microseconds since midnight; 24:00:00 and a leap second are possible.</summary>
    public long Time;

    /// <summary>The zone written, or null.</summary>
    public SessionTimeZone? Zone;
}
