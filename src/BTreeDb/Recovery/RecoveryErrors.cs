using BTreeDb.Diagnostics;
using BTreeDb.Primitives;

namespace BTreeDb.Recovery;

/// <summary>The errors of this folder, one factory per condition.</summary>
internal static class RecoveryErrors
{
    /// <summary>A record holds a page image that does not fit the page.</summary>
    public static EngineException BadImage(string path, PageId page, Lsn lsn) =>
        new(SqlState.DataCorrupted, $"invalid image of page {page} at {lsn} of write-ahead log \"{path}\"");

    /// <summary>The log ends before the target of a restore.</summary>
    public static EngineException TargetNotReached(string path, Lsn end) =>
        new(SqlState.ObjectNotInPrerequisiteState, "recovery ended before the target of the restore was reached")
        {
            Detail = $"Write-ahead log \"{path}\" ends at {end}.",
        };

    /// <summary>A checkpoint record cannot be read.</summary>
    public static EngineException BadCheckpoint(string path, Lsn lsn) =>
        new(SqlState.DataCorrupted, $"invalid checkpoint at {lsn} of write-ahead log \"{path}\"");
}
