namespace BTreeDb.Types;

/// <summary>What conversions depend on besides their argument.</summary>
/// <param name="TimeZone">The session's zone.</param>
/// <param name="Now">The transaction's start in microseconds since 2000-01-01 UTC, for <c>now</c> and <c>today</c>.</param>
/// <param name="IsExplicit">
/// An explicit cast cuts text that is too long for <c>varchar(n)</c>; an assignment raises 22001.
/// </param>
internal readonly record struct ConversionContext(SessionTimeZone TimeZone, long Now = 0, bool IsExplicit = true)
{
    /// <summary>Finds catalog objects by name; null where there is no session.</summary>
    public IObjectNames? Names { get; init; }

    /// <summary>A context for conversions that depend on nothing, and for tests.</summary>
    public static ConversionContext Utc => new(SessionTimeZone.Utc);
}
