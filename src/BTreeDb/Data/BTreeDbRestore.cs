using BTreeDb.Backups;
using BTreeDb.Files;

namespace BTreeDb.Data;

/// <summary>
/// Makes a new database of backups (<see cref="BTreeDbConnection.BackupBase"/>) and log that came after them
/// (<see cref="BTreeDbConnectionStringBuilder.WalArchive"/>), as it was at a moment.
/// </summary>
public sealed class BTreeDbRestore
{
    /// <summary>A base backup, then the incremental ones that build on it, in their order.</summary>
    public IReadOnlyList<string> Backups { get; init; } = [];

    /// <summary>The folder with archived log, or null to restore what the last backup has.</summary>
    public string? WalArchive { get; init; }

    /// <summary>The write-ahead log of the lost database, should it have survived, or null. It is only read.</summary>
    public string? LogPath { get; init; }

    /// <summary>The moment after which no commit counts; null for all there is.</summary>
    public DateTimeOffset? TargetTime { get; init; }

    /// <summary>The log position at which the restore stops; null for all there is.</summary>
    public long? TargetLsn { get; init; }

    /// <summary>Restores into a new file.</summary>
    /// <param name="path">The new database, which must not exist. It is complete when it is there.</param>
    /// <param name="progress">Is told how many pages of a backup are there, on the calling thread, or null.</param>
    /// <param name="cancellationToken">Ends the restore; nothing is left of the new database.</param>
    /// <exception cref="BTreeDbException">
    /// 58P02: the new file exists. 58P01: a backup is missing. XX001: a backup or archived log is damaged. 55000: the backups
    /// do not belong together, or the target cannot be reached. 53100: the disk is full. 58030: another failure of it.
    /// </exception>
    public void Run(
        string path, IProgress<BTreeDbBackupProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Backups.Count == 0)
            throw new InvalidOperationException("There is no backup to restore.");
        var backups = new List<string>();
        foreach (var backup in Backups)
            backups.Add(Path.GetFullPath(backup));
        var options = new RestoreOptions
        {
            Backups = backups,
            Target = Path.GetFullPath(path),
            ArchiveFolder = WalArchive is null ? null : Path.GetFullPath(WalArchive),
            LogPath = LogPath is null ? null : Path.GetFullPath(LogPath),
            TargetLsn = (ulong)(TargetLsn ?? 0),
            TargetTicks = TargetTime?.UtcTicks ?? 0,
        };
        try
        {
            DatabaseRestore.Run(
                RealFileSystem.Instance, options, progress is null ? null : new BackupProgressRelay(progress), cancellationToken);
        }
        catch (Exception e) when (ErrorBoundary.IsForeign(e))
        {
            throw ErrorBoundary.Translate(e);
        }
    }
}
