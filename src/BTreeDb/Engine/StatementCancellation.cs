using BTreeDb.Diagnostics;

namespace BTreeDb.Engine;

/// <summary>
/// Ends running statements early: on request, when the caller's token is cancelled, or after the statement timeout. One
/// token source serves statement after statement until it has been cancelled.
/// </summary>
internal sealed class StatementCancellation : IDisposable
{
    private readonly Lock _gate = new();
    private CancellationTokenSource _source = new();
    private CancellationTokenRegistration _registration;
    private bool _isRunning;
    private bool _isRequested;
    private bool _hasTimeout;

    /// <summary>Starts a statement; returns the token that it polls.</summary>
    public CancellationToken Begin(TimeSpan timeout, CancellationToken callerToken)
    {
        lock (_gate)
        {
            if (_source.IsCancellationRequested)
                Renew();
            _isRunning = true;
            _isRequested = false;
            _hasTimeout = timeout > TimeSpan.Zero;
            if (_hasTimeout)
                _source.CancelAfter(timeout);
        }

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
        lock (_gate)
        {
            _isRunning = false;
            if (_hasTimeout && !_source.TryReset())
                Renew();
            _hasTimeout = false;
        }
    }

    /// <summary>Asks the running statement to end. From any thread.</summary>
    public void Cancel()
    {
        lock (_gate)
        {
            if (!_isRunning)
                return;
            _isRequested = true;
            _source.Cancel();
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

    private void Renew()
    {
        _source.Dispose();
        _source = new CancellationTokenSource();
    }
}
