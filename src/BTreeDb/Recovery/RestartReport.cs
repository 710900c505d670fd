namespace BTreeDb.Recovery;

/// <summary>What the restart after a crash has done when the database was opened.</summary>
/// <param name="LogBytes">The log that was repeated.</param>
/// <param name="Records">Its records.</param>
/// <param name="RolledBack">The transactions that the crash had interrupted.</param>
/// <param name="RedoTime">How long repeating took.</param>
/// <param name="UndoTime">How long rolling back took.</param>
/// <param name="CheckpointTime">How long the checkpoint took that ended it.</param>
internal sealed record RestartReport(
    long LogBytes, long Records, int RolledBack, TimeSpan RedoTime, TimeSpan UndoTime, TimeSpan CheckpointTime);
