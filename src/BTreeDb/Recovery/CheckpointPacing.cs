using System.Diagnostics;
using BTreeDb.Buffers;
using BTreeDb.Wal;

namespace BTreeDb.Recovery;

/// <summary>
/// Spreads the writes of a checkpoint over a share of the way to the next one, which comes after some log or some time:
/// as long as it is ahead of both it pauses. Under load it keeps step with the log, so that it is done before the next
/// one is due and never near the log's cap. Whoever waits for a checkpoint ends all pauses.
/// </summary>
internal sealed class CheckpointPacing : IWritePacing
{
    private const int PauseMs = 20;

    /// <summary>After so many pages the file is synced, so that the last sync has not all of it left to do.</summary>
    private const int PagesBetweenSyncs = 512;

    private readonly WriteAheadLog _log;
    private readonly Func<bool> _isUrgent;
    private readonly Action _sync;
    private readonly CancellationToken _cancellation;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly double _logBytes;
    private readonly double _milliseconds;
    private int _synced;

    /// <summary>Prepares a checkpoint that has not begun yet.</summary>
    /// <param name="log">The log.</param>
    /// <param name="share">The share of the way, 0 to 1.</param>
    /// <param name="interval">The time between checkpoints.</param>
    /// <param name="isUrgent">Whether somebody waits.</param>
    /// <param name="sync">Syncs the data file.</param>
    /// <param name="cancellation">Ends a pause.</param>
    public CheckpointPacing(
        WriteAheadLog log, double share, TimeSpan interval, Func<bool> isUrgent, Action sync, CancellationToken cancellation)
    {
        _log = log;
        _isUrgent = isUrgent;
        _sync = sync;
        _cancellation = cancellation;
        // Half of what is free below the cap: the rest is for what is logged while pages are being written and synced.
        var room = Math.Max(0, log.MaxBytes - log.NeededBytes) / 2;
        _logBytes = share * Math.Min(log.CheckpointBytes, room);
        _milliseconds = share * interval.TotalMilliseconds;
    }

    /// <inheritdoc/>
    public void Pace(int done, int total)
    {
        var progress = (double)done / total;
        while (IsAhead(progress) && !_isUrgent())
        {
            if (_cancellation.WaitHandle.WaitOne(PauseMs))
                return;
        }

        if (done - _synced < PagesBetweenSyncs)
            return;
        _synced = done;
        _sync();
    }

    private bool IsAhead(double progress) =>
        progress * _logBytes > _log.BytesSinceCheckpoint
        && progress * _milliseconds > Stopwatch.GetElapsedTime(_started).TotalMilliseconds;
}
