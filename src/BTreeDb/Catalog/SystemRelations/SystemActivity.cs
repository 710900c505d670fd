namespace BTreeDb.Catalog.SystemRelations;

/// <summary>A session and what it does, as <c>pg_stat_activity</c> shows it.</summary>
/// <param name="Session">Its number.</param>
/// <param name="ApplicationName">What it calls itself.</param>
/// <param name="BeganAt">Since when there is it, in microseconds since 2000-01-01 UTC.</param>
/// <param name="State">What it does, in PostgreSQL's words.</param>
/// <param name="Query">The statement that it runs, or ran last.</param>
internal sealed record SystemActivity(int Session, string ApplicationName, long BeganAt, string State, string Query)
{
    /// <summary>Whether it waits for a lock.</summary>
    public bool WaitsForLock { get; init; }
}
