using BTreeDb.Diagnostics;

namespace BTreeDb.Backups;

/// <summary>The conditions that backups raise.</summary>
internal static class BackupErrors
{
    /// <summary>The backup's file exists.</summary>
    public static EngineException TargetExists(string path) =>
        new(SqlState.DuplicateFile, $"file \"{path}\" exists already");

    /// <summary>A file is no base or incremental backup.</summary>
    public static EngineException NotABackup(string path) =>
        new(SqlState.DataCorrupted, $"file \"{path}\" is not a base or incremental backup");

    /// <summary>A backup is not what was written.</summary>
    public static EngineException Damaged(string path, string reason) =>
        new(SqlState.DataCorrupted, $"backup \"{path}\" is damaged: {reason}");

    /// <summary>A file is of another database.</summary>
    public static EngineException Foreign(string path) =>
        new(SqlState.ObjectNotInPrerequisiteState, $"file \"{path}\" belongs to another database");

    /// <summary>The first backup of a restore is incremental.</summary>
    public static EngineException NoBase(string path) =>
        new(SqlState.ObjectNotInPrerequisiteState, $"backup \"{path}\" is incremental and needs the backups before it");

    /// <summary>An incremental backup does not begin where the one before it does.</summary>
    public static EngineException Gap(string path) =>
        new(SqlState.ObjectNotInPrerequisiteState, $"backup \"{path}\" does not build on the backup before it");

    /// <summary>A restore cannot stop while the backup was being made.</summary>
    public static EngineException TargetWithinBackup(string path, ulong target, ulong end) =>
        new(SqlState.ObjectNotInPrerequisiteState, $"log position {target} lies before the end of backup \"{path}\"")
        {
            Detail = $"The backup is consistent from position {end} on.",
        };

    /// <summary>The log forgets its records at once.</summary>
    public static EngineException NoLog() =>
        new(SqlState.FeatureNotSupported, "a backup of a database without a log is not supported");

    /// <summary>The copy could not be made a closed database.</summary>
    public static EngineException NotClosed(string path) =>
        new(SqlState.IoError, $"the copy \"{path}\" could not be closed cleanly");
}
