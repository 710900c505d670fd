namespace BTreeDb.Bench.Engines;

/// <summary>How a database under measurement is opened.</summary>
internal sealed record EngineOptions
{
    /// <summary>Where its files lie.</summary>
    public required string Folder { get; init; }

    /// <summary>The database's name: of its file, or on the server.</summary>
    public required string Database { get; init; }

    /// <summary>The page cache.</summary>
    public long CacheBytes { get; init; } = 256L << 20;

    /// <summary>What one sort or hash table may take before it spills.</summary>
    public long WorkMemoryBytes { get; init; } = 256L << 20;

    /// <summary>Whether a commit is synced before it is acknowledged.</summary>
    public bool IsDurable { get; init; } = true;

    /// <summary>Where libraries of peers lie.</summary>
    public string? Libraries { get; init; }

    /// <summary>How PostgreSQL is reached; null where it is not.</summary>
    public string? Postgres { get; init; }
}
