namespace BTreeDb.SqlTest.Running;

/// <summary>How scripts are run. Travels to worker processes as JSON.</summary>
internal sealed record RunOptions
{
    /// <summary>The names under which <c>onlyif</c> and <c>skipif</c> know this engine.</summary>
    public IReadOnlyList<string> Labels { get; init; } = ["btreedb"];

    /// <summary>Connection-string keywords and values beside the data source.</summary>
    public IReadOnlyDictionary<string, string> ConnectionSettings { get; init; } = new Dictionary<string, string>();

    /// <summary>Session settings, applied with <c>SET</c> on each connection.</summary>
    public IReadOnlyDictionary<string, string> SessionSettings { get; init; } = new Dictionary<string, string>();

    /// <summary>Seconds that one record may take.</summary>
    public int TimeoutSeconds { get; init; } = 60;

    /// <summary>How much longer than its own timeout a record may take before the process is taken for hung.</summary>
    public int GraceSeconds { get; init; } = 15;

    /// <summary>Another provider to run on, see <see cref="ProviderLoader"/>; null for BTreeDb.</summary>
    public string? Provider { get; init; }

    /// <summary>Whether the database lies in a file; otherwise in memory.</summary>
    public bool OnDisk { get; init; }

    /// <summary>Whether expected results are replaced by what comes out.</summary>
    public bool Rewrite { get; init; }

    /// <summary>
    /// Whether rewriting also turns success into the error that came, an error into success, and corrects the columns of
    /// queries: for recording from the oracle, where a wrong expectation is the script's mistake.
    /// </summary>
    public bool RewriteErrors { get; init; }

    /// <summary>How many differences of a file are kept with their text.</summary>
    public int MaxDifferences { get; init; } = 10;
}
