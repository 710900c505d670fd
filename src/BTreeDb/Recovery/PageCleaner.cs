using BTreeDb.Buffers;
using BTreeDb.Diagnostics;
using BTreeDb.Wal;

namespace BTreeDb.Recovery;

/// <summary>
/// The thread that writes dirty pages before their frames are needed. It sleeps until the pool asks: when a miss meets a dirty
/// page, and from then on as long as frames are emptied and there is something to write. An error is left to those who need
/// the frames: they write for themselves then and meet it.
/// </summary>
internal sealed class PageCleaner : IDisposable
{
    private readonly BufferPool _pool;
    private readonly WriteAheadLog _log;
    private readonly AutoResetEvent _wanted = new(false);
    private readonly Thread _thread;
    private int _isWanted;
    private volatile bool _stopping;

    /// <summary>Starts the thread.</summary>
    public PageCleaner(BufferPool pool, WriteAheadLog log)
    {
        _pool = pool;
        _log = log;
        _thread = new Thread(Work) { IsBackground = true, Name = "BTreeDb page cleaner" };
        _thread.Start();
        _pool.CleaningWanted = Signal;
    }

    /// <summary>The error that the last cleaning met, or null.</summary>
    public Exception? LastFailure { get; private set; }

    /// <summary>Stops the thread, waiting for the write that is under way.</summary>
    public void Dispose()
    {
        if (_stopping)
            return;
        _pool.CleaningWanted = null;
        _stopping = true;
        _wanted.Set();
        _thread.Join();
        _wanted.Dispose();
    }

    private void Signal()
    {
        if (Volatile.Read(ref _isWanted) != 0 || Interlocked.Exchange(ref _isWanted, 1) != 0)
            return;
        try
        {
            _wanted.Set();
        }
        catch (ObjectDisposedException)
        {
            // Closing.
        }
    }

    private void Work()
    {
        while (true)
        {
            _wanted.WaitOne();
            Volatile.Write(ref _isWanted, 0);
            if (_stopping || _log.IsPoisoned)
                return;
            try
            {
                _pool.CleanAhead();
                LastFailure = null;
            }
            catch (Exception failure)
            {
                LastFailure = failure;
                // What nobody foresaw must not end the host process.
                if (failure is not EngineException)
                    _log.Poison(failure);
            }
        }
    }
}
