namespace BTreeDb.Engine;

/// <summary>
/// Ends a transaction block whose user says nothing for too long: its locks and its snapshot are in others' way. Armed
/// and disarmed by the session's thread; what it does when the time is up runs on a thread of its own while the session's
/// thread, should it come back at this moment, waits in <see cref="Disarm"/>.
/// </summary>
internal sealed class IdleWatch : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Action _expire;
    private readonly Timer _timer;
    private long _deadline;
    private bool _isArmed;
    private bool _hasExpired;

    /// <summary>A watch that is not armed.</summary>
    /// <param name="expire">Ends the block.</param>
    public IdleWatch(Action expire)
    {
        _expire = expire;
        _timer = new Timer(static state => ((IdleWatch)state!).OnTimer(), this, Timeout.Infinite, Timeout.Infinite);
    }

    /// <summary>The session falls silent.</summary>
    public void Arm(TimeSpan patience)
    {
        lock (_gate)
        {
            _isArmed = true;
            _deadline = Environment.TickCount64 + (long)patience.TotalMilliseconds;
            _timer.Change(patience, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The session goes on.</summary>
    /// <returns>Whether its block was ended meanwhile; said once.</returns>
    public bool Disarm()
    {
        lock (_gate)
        {
            if (_isArmed)
                _timer.Change(Timeout.Infinite, Timeout.Infinite);
            _isArmed = false;
            var hasExpired = _hasExpired;
            _hasExpired = false;
            return hasExpired;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Disarm();
        _timer.Dispose();
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            if (!_isArmed)
                return;

            // The call may belong to an earlier arming, and the clocks differ a little.
            var rest = _deadline - Environment.TickCount64;
            if (rest > 0)
            {
                _timer.Change(rest, Timeout.Infinite);
                return;
            }

            _isArmed = false;
            _hasExpired = true;
            _expire();
        }
    }
}
