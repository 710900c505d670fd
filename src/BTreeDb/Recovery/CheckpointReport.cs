using BTreeDb.Primitives;

namespace BTreeDb.Recovery;

/// <summary>What a checkpoint has done.</summary>
/// <param name="Number">The how manyth since opening, from 1.</param>
/// <param name="Reason">Why it was taken.</param>
/// <param name="BeganAt">When it began, in UTC ticks.</param>
/// <param name="Redo">Where a restart from it begins.</param>
/// <param name="LogBytes">What was logged between the one before and this one.</param>
/// <param name="Pages">The pages that it wrote.</param>
/// <param name="WriteTime">How long that took, pauses included.</param>
/// <param name="SyncTime">How long the syncs of file, log and meta page took.</param>
internal sealed record CheckpointReport(
    long Number, CheckpointReason Reason, long BeganAt, Lsn Redo, long LogBytes, int Pages, TimeSpan WriteTime,
    TimeSpan SyncTime);
