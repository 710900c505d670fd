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

    /// <summary>Prepares checkpoints of a database.</summary>
    public Checkpointer(DatabaseFile file, WriteAheadLog log, BufferPool pool)
    {
        _file = file;
        _log = log;
        _pool = pool;
    }

    /// <summary>Checkpoints completed so far.</summary>
    public long Count { get; private set; }

    /// <summary>
    /// Takes a checkpoint. The order is what makes it safe: the redo position, the pages, their sync, the log, the meta
    /// page that names the position, and only then the cut (R3).
    /// </summary>
    /// <exception cref="EngineException">58030: something failed; after a failed sync the log takes no more.</exception>
    public void Run(CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            _log.ThrowIfPoisoned();
            var started = Stopwatch.GetTimestamp();
            var redo = _log.BeginCheckpoint(out var nextTransactionId);
            _pool.WriteDirtyPages(redo, cancellation);
            var meta = _file.Meta;
            meta.PageCount = _file.PageCount;
            meta.RedoLsn = redo.Value;
            meta.NextTransactionId = nextTransactionId.Value;
            SyncOrPoison(_file.Sync);
            meta.CheckpointLsn = _log.EndCheckpoint().Value;
            SyncOrPoison(() => _file.WriteMeta(meta));
            _log.Cut();
            Count++;
            Telemetry.RecordCheckpoint(_file.Path, Stopwatch.GetElapsedTime(started));
        }
    }

    /// <summary>
    /// Takes a checkpoint and keeps the log that a restart from it needs, for a copy of the database.
    /// </summary>
    /// <param name="meta">The meta page that the checkpoint wrote.</param>
    /// <returns>What <see cref="WriteAheadLog.EndHold"/> wants.</returns>
    public Primitives.Lsn RunAndHold(out MetaPage meta)
    {
        lock (_gate)
        {
            Run();
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
        lock (_gate)
        {
            Run(CancellationToken.None);
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
