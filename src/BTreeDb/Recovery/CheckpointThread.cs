using BTreeDb.Diagnostics;
using BTreeDb.Wal;

namespace BTreeDb.Recovery;

/// <summary>
/// Takes checkpoints, without haste, when the log asks for one, and from time to time while something is written. Low priority work:
/// an error is left to the writers, who meet it themselves, and the next attempt comes with the next reason.
/// </summary>
internal sealed class CheckpointThread : IDisposable
{
    /// <summary>Less than this since the last checkpoint is just that checkpoint's own records.</summary>
    private const long IdleBytes = 4096;

    private readonly Checkpointer _checkpointer;
    private readonly WriteAheadLog _log;
    private readonly TimeSpan _interval;
    private readonly double _share;
    private readonly SemaphoreSlim _signal = new(0, 1);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Thread _thread;

    /// <summary>Starts the thread.</summary>
    public CheckpointThread(Checkpointer checkpointer, WriteAheadLog log, TimeSpan interval, double share)
    {
        _checkpointer = checkpointer;
        _log = log;
        _interval = interval;
        _share = share;
        _log.CheckpointNeeded = Signal;
        _thread = new Thread(Work) { IsBackground = true, Name = "BTreeDb checkpoints" };
        _thread.Start();
    }

    /// <summary>The error that the last checkpoint met, or null.</summary>
    public Exception? LastFailure { get; private set; }

    /// <summary>Stops the thread, waiting for a running checkpoint to notice.</summary>
    public void Dispose()
    {
        _log.CheckpointNeeded = null;
        _stopping.Cancel();
        _thread.Join();
        _signal.Dispose();
        _stopping.Dispose();
    }

    /// <summary>Never blocks: the log calls it under its append gate.</summary>
    private void Signal()
    {
        try
        {
            if (_signal.CurrentCount == 0)
                _signal.Release();
        }
        catch (Exception failure) when (failure is SemaphoreFullException or ObjectDisposedException)
        {
            // Somebody else has signalled, or we are closing.
        }
    }

    private void Work()
    {
        try
        {
            while (!_log.IsPoisoned)
            {
                var isWanted = _signal.Wait(_interval, _stopping.Token);
                if (_log.BytesSinceCheckpoint > IdleBytes)
                    TryCheckpoint(isWanted ? CheckpointReason.Log : CheckpointReason.Time);
            }
        }
        catch (OperationCanceledException)
        {
            // Closing.
        }
    }

    private void TryCheckpoint(CheckpointReason reason)
    {
        try
        {
            _checkpointer.RunSlowly(reason, _share, _interval, _stopping.Token);
            LastFailure = null;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LastFailure = failure;
            // What nobody foresaw must neither end the host process nor be taken for a checkpoint.
            if (failure is not EngineException)
                _log.Poison(failure);
        }
    }
}
