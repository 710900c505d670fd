namespace BTreeDb.Wal;

/// <summary>
/// Lets many commits share one sync. Whoever finds no sync running becomes the leader and syncs everything appended so
/// far, for all who wait; who comes meanwhile waits and is served by the next leader. Awaiting commits hold no thread:
/// when nobody else leads, a pool thread does it for them.
/// </summary>
/// <param name="syncAll">Writes and syncs all records appended so far and returns the position they reach.</param>
/// <param name="path">The log's name, for messages.</param>
internal sealed class GroupCommit(Func<ulong> syncAll, string path)
{
    private readonly object _gate = new();
    private readonly List<(ulong Lsn, TaskCompletionSource Completion)> _awaiting = [];
    private ulong _durableEnd;
    private bool _leading;
    private Exception? _failure;

    /// <summary>All records that begin below this position are durable.</summary>
    public ulong DurableEnd => Volatile.Read(ref _durableEnd);

    /// <summary>The first failure; nothing becomes durable after it.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    /// <summary>Says that the log is durable up to a position without a sync of ours: at opening.</summary>
    public void Reset(ulong durableEnd) => Volatile.Write(ref _durableEnd, durableEnd);

    /// <summary>Fails everybody who waits now or later. The first cause stays.</summary>
    public void Fail(Exception cause)
    {
        List<TaskCompletionSource>? failed;
        lock (_gate)
        {
            _failure ??= cause;
            failed = TakeAwaiting(ulong.MaxValue);
            Monitor.PulseAll(_gate);
        }

        if (failed == null)
            return;
        foreach (var completion in failed)
            completion.TrySetException(WalErrors.Poisoned(path, Failure!));
    }

    /// <summary>Returns when the record at a position is durable.</summary>
    /// <exception cref="Diagnostics.EngineException">58030: it may not be, and never will be known to be.</exception>
    public void Wait(ulong lsn)
    {
        if (DurableEnd > lsn)
            return;
        lock (_gate)
        {
            while (_leading && _durableEnd <= lsn && _failure == null)
                Monitor.Wait(_gate);
            if (_durableEnd > lsn)
                return;
            ThrowIfFailed();
            _leading = true;
        }

        Lead();
        ThrowIfFailed();
    }

    /// <summary>Completes when the record at a position is durable.</summary>
    public ValueTask WaitAsync(ulong lsn)
    {
        if (DurableEnd > lsn)
            return ValueTask.CompletedTask;
        var completion = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_durableEnd > lsn)
                return ValueTask.CompletedTask;
            ThrowIfFailed();
            _awaiting.Add((lsn, completion));
            LeadOnPoolIfNeeded();
        }

        return new ValueTask(completion.Task);
    }

    private void Lead()
    {
        ulong durableEnd;
        try
        {
            durableEnd = syncAll();
        }
        catch (Exception failure)
        {
            lock (_gate)
                _leading = false;
            Fail(failure);
            return;
        }

        List<TaskCompletionSource>? served;
        lock (_gate)
        {
            _leading = false;
            Volatile.Write(ref _durableEnd, Math.Max(durableEnd, _durableEnd));
            served = TakeAwaiting(_durableEnd);
            LeadOnPoolIfNeeded();
            Monitor.PulseAll(_gate);
        }

        if (served == null)
            return;
        foreach (var completion in served)
            completion.TrySetResult();
    }

    /// <summary>Hands the lead to a pool thread when somebody awaits and nobody leads. Under the gate.</summary>
    private void LeadOnPoolIfNeeded()
    {
        if (_leading || _awaiting.Count == 0)
            return;
        _leading = true;
        ThreadPool.UnsafeQueueUserWorkItem(static self => self.Lead(), this, preferLocal: false);
    }

    /// <summary>Removes and returns those whose record lies below a position. Under the gate.</summary>
    private List<TaskCompletionSource>? TakeAwaiting(ulong below)
    {
        List<TaskCompletionSource>? taken = null;
        for (var index = _awaiting.Count - 1; index >= 0; index--)
        {
            if (_awaiting[index].Lsn >= below)
                continue;
            (taken ??= []).Add(_awaiting[index].Completion);
            _awaiting.RemoveAt(index);
        }

        return taken;
    }

    private void ThrowIfFailed()
    {
        if (Failure is { } failure)
            WalErrors.ThrowPoisoned(path, failure);
    }
}
