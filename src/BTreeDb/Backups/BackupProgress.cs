namespace BTreeDb.Backups;

/// <summary>How far a backup has come.</summary>
/// <param name="PagesCopied">The pages looked at so far.</param>
/// <param name="PagesTotal">The pages of the database when the backup began.</param>
internal readonly record struct BackupProgress(long PagesCopied, long PagesTotal);
