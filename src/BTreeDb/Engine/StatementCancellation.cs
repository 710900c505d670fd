using BTreeDb.Diagnostics;

namespace BTreeDb.Engine;

/// <summary>
/// Ends running statements early: on request, when the caller's token is cancelled, or after the statement timeout. One
/// token source serves statement after statement until it has been cancelled.
/// </summary>
internal sealed class StatementCancellation : IDisposable
{
    private const int Idle = 0;
    private const int Running = 1;
    private const int Cancelling = 2;
    private const int Cancelled = 3;

    private CancellationTokenSource _source = new();
    private CancellationTokenRegistration _registration;
    private int _state;
    private volatile bool _isRequested;
    private bool _hasTimeout;

    /// <summary>Whether a statement runs.</summary>
    public bool IsRunning => Volatile.Read(ref _state) != Idle;

    /// <summary>Starts a statement; returns the token that it polls.</summary>
    public CancellationToken Begin(TimeSpan timeout, CancellationToken callerToken)
    {
        if (_source.IsCancellationRequested)
            Renew();
        _isRequested = false;
        _hasTimeout = timeout > TimeSpan.Zero;
        if (_hasTimeout)
            _source.CancelAfter(timeout);
        Volatile.Write(ref _state, Running);
        if (callerToken.CanBeCanceled)
            _registration = callerToken.UnsafeRegister(static state => ((StatementCancellation)state!).Cancel(), this);
        return _source.Token;
    }

    /// <summary>Ends the statement; a later <see cref="Cancel"/> has no effect.</summary>
    public void End()
    {
        // Waits for a callback that runs at this moment, so that it cannot hit the next statement.
        _registration.Dispose();
        _registration = default;
        if (Interlocked.CompareExchange(ref _state, Idle, Running) is Cancelling or Cancelled)
            AwaitCancel();
        if (!_hasTimeout)
            return;
        if (!_source.TryReset())
            Renew();
        _hasTimeout = false;
    }

    /// <summary>Asks the running statement to end. From any thread.</summary>
    public void Cancel()
    {
        // Whoever gets the state out of Running cancels; the source stays until he is done.
        if (Interlocked.CompareExchange(ref _state, Cancelling, Running) != Running)
            return;
        _isRequested = true;
        try
        {
            _source.Cancel();
        }
        finally
        {
            Volatile.Write(ref _state, Cancelled);
        }
    }

    /// <summary>The error that a cancelled statement ends with.</summary>
    public EngineException MakeError(Exception cause) => _isRequested || !_hasTimeout
        ? SessionErrors.CanceledByUser(cause)
        : SessionErrors.CanceledByTimeout(cause);

    /// <inheritdoc/>
    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }

    private void AwaitCancel()
    {
        var spinner = default(SpinWait);
        while (Volatile.Read(ref _state) != Cancelled)
            spinner.SpinOnce();
        _state = Idle;
    }

    private void Renew()
    {
        _source.Dispose();
        _source = new CancellationTokenSource();
    }
}
