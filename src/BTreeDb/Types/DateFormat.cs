namespace BTreeDb.Types;

/// <summary>The formats of dates and timestamps that DateStyle knows.</summary>
internal enum DateFormat
{
    /// <summary><c>1997-12-17 07:37:16+01</c>.</summary>
    Iso,

    /// <summary><c>12/17/1997 07:37:16 CET</c>.</summary>
    Sql,

    /// <summary><c>Wed Dec 17 07:37:16 1997 CET</c>.</summary>
    Postgres,

    /// <summary><c>17.12.1997 07:37:16 CET</c>.</summary>
    German,
}
