namespace BTreeDb.Types;

/// <summary>
/// Time of day with time zone, in 64 bits that are ordered as PostgreSQL orders it: by the moment in UTC, then by the zone,
/// farther west being more. The moment is shifted left by eighteen bits; the zone is seconds west of UTC plus 2^17.
/// </summary>
internal static class ZonedTime
{
    private const int ZoneBits = 18;
    private const int ZoneBias = 1 << 17;

    /// <summary>Makes a value of a local time and an offset in seconds east of UTC.</summary>
    public static long Make(long localMicros, int offset) =>
        ((localMicros - (offset * TimestampMath.MicrosPerSecond)) << ZoneBits) + ZoneBias - offset;

    /// <summary>Seconds east of UTC.</summary>
    public static int OffsetOf(long value) => ZoneBias - (int)(value & ((1 << ZoneBits) - 1));

    /// <summary>The time on the zone's clock.</summary>
    public static long LocalOf(long value) => (value >> ZoneBits) + (OffsetOf(value) * TimestampMath.MicrosPerSecond);

    /// <summary>The same moment on the clock of another offset.</summary>
    public static long WithOffset(long value, int offset)
    {
        var utc = value >> ZoneBits;
        return Make(IntervalMath.AddTime(0, utc + (offset * TimestampMath.MicrosPerSecond)), offset);
    }

    /// <summary>A later time in the same zone, around midnight.</summary>
    public static long AddMicros(long value, long micros) =>
        Make(IntervalMath.AddTime(LocalOf(value), micros), OffsetOf(value));
}
