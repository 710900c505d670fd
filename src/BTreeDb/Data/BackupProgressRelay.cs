using BTreeDb.Backups;

namespace BTreeDb.Data;

/// <summary>Tells the user's listener what the engine reports.</summary>
internal sealed class BackupProgressRelay(IProgress<BTreeDbBackupProgress> listener) : IProgress<BackupProgress>
{
    /// <inheritdoc/>
    public void Report(BackupProgress value) => listener.Report(new(value.PagesCopied, value.PagesTotal));
}
