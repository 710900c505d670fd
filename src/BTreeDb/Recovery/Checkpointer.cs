using System.Diagnostics;
using BTreeDb.Buffers;
using BTreeDb.Diagnostics;
using BTreeDb.Files;
using BTreeDb.Wal;

namespace BTreeDb.Recovery;

/// <summary>
/// Takes fuzzy checkpoints: nobody is stopped while the pages that were dirty at its beginning are written. Afterwards
/// restart begins at the checkpoint's redo position, and the log before it can be used again.
/// </summary>
internal sealed class Checkpointer
{
    private readonly DatabaseFile _file;
    private readonly WriteAheadLog _log;
    private readonly BufferPool _pool;
    private readonly Lock _gate = new();
    private int _waiting;

    /// <summary>Prepares checkpoints of a database.</summary>
    public Checkpointer(DatabaseFile file, WriteAheadLog log, BufferPool pool)
    {
        _file = file;
        _log = log;
        _pool = pool;
    }

    /// <summary>What has been done.</summary>
    public CheckpointHistory History { get; } = new();

    /// <summary>Checkpoints completed so far.</summary>
    public long Count => History.Count;

    /// <summary>What a restart would have to repeat now.</summary>
    public long RestartBytes => (long)(_log.End.Value - Math.Min(_file.Meta.RedoLsn, _log.End.Value));

    /// <summary>Takes a checkpoint as fast as it can be done.</summary>
    /// <exception cref="EngineException">58030: something failed; after a failed sync the log takes no more.</exception>
    public void Run(CheckpointReason reason = CheckpointReason.Request)
    {
        using (Hurry())
            Take(reason, null, CancellationToken.None);
    }

    /// <summary>Takes a checkpoint that spreads its writes over a share of the way to the next one.</summary>
    /// <exception cref="EngineException">As of <see cref="Run"/>.</exception>
    public void RunSlowly(CheckpointReason reason, double share, TimeSpan interval, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var pacing = new CheckpointPacing(
                _log, share, interval, () => Volatile.Read(ref _waiting) > 0 || _log.IsCheckpointAwaited,
                () => SyncOrPoison(_file.Sync), cancellation);
            Take(reason, pacing, cancellation);
        }
    }

    /// <summary>
    /// Takes a checkpoint and keeps the log that a restart from it needs, for a copy of the database.
    /// </summary>
    /// <param name="meta">The meta page that the checkpoint wrote.</param>
    /// <returns>What <see cref="WriteAheadLog.EndHold"/> wants.</returns>
    public Primitives.Lsn RunAndHold(out MetaPage meta)
    {
        using (Hurry())
        {
            Take(CheckpointReason.Request, null, CancellationToken.None);
            meta = _file.Meta;
            return _log.BeginHold();
        }
    }

    /// <summary>
    /// Writes the meta page that says that no log is needed. The caller has stopped all activity and ended all
    /// transactions.
    /// </summary>
    public void RunForCleanShutdown()
    {
        using (Hurry())
        {
            Take(CheckpointReason.Shutdown, null, CancellationToken.None);
            // Without activity everything was dirty before the redo position.
            Primitives.Invariant.Holds(_pool.CountDirtyPages() == 0, "R4");
            var meta = _file.Meta;
            meta.RedoLsn = _log.End.Value;
            meta.CheckpointLsn = 0;
            meta.CleanShutdown = 1;
            // As long as the meta page asks for it, the log stays.
            _log.ArchiveToEnd();
            SyncOrPoison(() => _file.WriteMeta(meta));
        }
    }

    /// <summary>Enters the gate as one who waits: a checkpoint that takes its time hurries up.</summary>
    private Lock.Scope Hurry()
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            return _gate.EnterScope();
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>
    /// The order is what makes it safe: the redo position, the pages, their sync, the log, the meta page that names the
    /// position, and only then the cut (R3).
    /// </summary>
    private void Take(CheckpointReason reason, IWritePacing? pacing, CancellationToken cancellation)
    {
        _log.ThrowIfPoisoned();
        var beganAt = TimeProvider.System.GetUtcNow().Ticks;
        var started = Stopwatch.GetTimestamp();
        var logBytes = _log.BytesSinceCheckpoint;
        var redo = _log.BeginCheckpoint(out var nextTransactionId);
        var pages = _pool.WriteDirtyPages(redo, pacing, cancellation);
        var written = Stopwatch.GetElapsedTime(started);
        var meta = _file.Meta;
        meta.PageCount = _file.PageCount;
        meta.RedoLsn = redo.Value;
        meta.NextTransactionId = nextTransactionId.Value;
        SyncOrPoison(_file.Sync);
        meta.CheckpointLsn = _log.EndCheckpoint().Value;
        SyncOrPoison(() => _file.WriteMeta(meta));
        _log.Cut();
        var total = Stopwatch.GetElapsedTime(started);
        History.Add(new CheckpointReport(Count + 1, reason, beganAt, redo, logBytes, pages, written, total - written));
        Telemetry.RecordCheckpoint(_file.Path, total);
    }

    /// <summary>
    /// After a failed sync nobody knows what is on the disk, and asking again may be answered with a lie. So the log is
    /// stopped, and reopening recovers from what is really there.
    /// </summary>
    private void SyncOrPoison(Action action)
    {
        try
        {
            action();
        }
        catch (EngineException failure)
        {
            _log.Poison(failure);
            throw;
        }
    }
}
