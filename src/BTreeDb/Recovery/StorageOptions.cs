using BTreeDb.Wal;

namespace BTreeDb.Recovery;

/// <summary>How a database's storage is opened.</summary>
internal sealed record StorageOptions
{
    /// <summary>The smallest page size of a database.</summary>
    public const int PageSizeMin = 4096;

    /// <summary>The page size of a database that is created now; an existing one keeps its own.</summary>
    public int PageSize { get; init; } = 8192;

    /// <summary>The bound on the buffer pool's memory.</summary>
    public long PoolBytes { get; init; } = 128L * 1024 * 1024;

    /// <summary>The memory that old versions and undo entries may take before they go to temporary files.</summary>
    public long VersionBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Where the restart of a restored database stops.</summary>
    public RecoveryTarget Target { get; init; }

    /// <summary>The folder where the log's segments are kept for restores; null if they are not kept.</summary>
    public string? ArchiveFolder { get; init; }

    /// <summary>How the log is kept.</summary>
    public WalOptions Wal { get; init; } = new();

    /// <summary>Whether a missing (or empty) file becomes a new database.</summary>
    public bool CreateIfMissing { get; init; } = true;

    /// <summary>Whether threads take checkpoints and clean pages on their own. Deterministic tests do both themselves.</summary>
    public bool BackgroundCheckpoints { get; init; } = true;

    /// <summary>The longest time between checkpoints while something is written.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The share of the way to the next checkpoint over which one spreads its writes, 0 to 1.</summary>
    public double CheckpointShare { get; init; } = 0.9;
}
