namespace BTreeDb.Types;

/// <summary>The formats of intervals that IntervalStyle knows.</summary>
internal enum IntervalFormat
{
    /// <summary><c>1 year 2 mons 3 days 04:05:06</c>.</summary>
    Postgres,

    /// <summary><c>@ 1 year 2 mons 3 days 4 hours 5 mins 6 secs</c>.</summary>
    PostgresVerbose,

    /// <summary><c>P1Y2M3DT4H5M6S</c>.</summary>
    Iso8601,

    /// <summary><c>+1-2 +3 +4:05:06</c>.</summary>
    SqlStandard,
}
