namespace BTreeDb.Engine;

/// <summary>Something the user should know that is no error, such as PostgreSQL's warnings and notices.</summary>
/// <param name="Severity"><c>WARNING</c> or <c>NOTICE</c>.</param>
/// <param name="SqlState">The SQLSTATE code.</param>
/// <param name="Message">The text, lower case, without full stop.</param>
internal sealed record Notice(string Severity, string SqlState, string Message)
{
    /// <summary>More about it, or null.</summary>
    public string? Detail { get; init; }
}
