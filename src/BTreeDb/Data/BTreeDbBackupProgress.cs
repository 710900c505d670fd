namespace BTreeDb.Data;

/// <summary>How far a backup has come.</summary>
/// <param name="PagesCopied">The pages copied so far.</param>
/// <param name="PagesTotal">The pages of the database when the backup began.</param>
public readonly record struct BTreeDbBackupProgress(long PagesCopied, long PagesTotal);
