using BTreeDb.Diagnostics;

namespace BTreeDb.Backups;

/// <summary>The conditions that backups raise.</summary>
internal static class BackupErrors
{
    /// <summary>The backup's file exists.</summary>
    public static EngineException TargetExists(string path) =>
        new(SqlState.DuplicateFile, $"file \"{path}\" exists already");

    /// <summary>The log forgets its records at once.</summary>
    public static EngineException NoLog() =>
        new(SqlState.FeatureNotSupported, "a backup of a database without a log is not supported");

    /// <summary>The copy could not be made a closed database.</summary>
    public static EngineException NotClosed(string path) =>
        new(SqlState.IoError, $"the copy \"{path}\" could not be closed cleanly");
}
