namespace BTreeDb.Backups;

/// <summary>What is to be restored.</summary>
internal sealed record RestoreOptions
{
    /// <summary>A base backup, then the incremental ones that build on it, in their order.</summary>
    public required IReadOnlyList<string> Backups { get; init; }

    /// <summary>The new database; it must not exist.</summary>
    public required string Target { get; init; }

    /// <summary>The folder with archived log, or null.</summary>
    public string? ArchiveFolder { get; init; }

    /// <summary>The log of the lost database, should it have survived, or null; it is only read.</summary>
    public string? LogPath { get; init; }

    /// <summary>The log position at which the restore stops; zero for no such bound.</summary>
    public ulong TargetLsn { get; init; }

    /// <summary>The time (UTC, in ticks) after which no commit counts; zero for no such bound.</summary>
    public long TargetTicks { get; init; }
}
