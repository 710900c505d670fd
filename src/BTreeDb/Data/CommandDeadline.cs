using BTreeDb.Engine;

namespace BTreeDb.Data;

/// <summary>
/// Ends a statement that runs past its command's timeout. One timer serves all connections of the process and looks once
/// a second (timeouts are whole seconds), so that arming costs a statement two stores and no timer of its own.
/// </summary>
internal sealed class CommandDeadline
{
    private const long None = long.MaxValue;
    private const long Fired = long.MinValue;
    private const int PeriodMs = 1000;

    private static readonly HashSet<CommandDeadline> Watched = [];
    private static Timer? _timer;

    private readonly Session _session;
    private long _deadlineMs = None;
    private volatile bool _delivered;

    private CommandDeadline(Session session) => _session = session;

    /// <summary>Starts to watch a session.</summary>
    public static CommandDeadline Watch(Session session)
    {
        var deadline = new CommandDeadline(session);
        lock (Watched)
        {
            Watched.Add(deadline);
            _timer ??= new Timer(static _ => Look(), null, PeriodMs, PeriodMs);
        }

        return deadline;
    }

    /// <summary>Ends the watch; the timer rests when nobody is left.</summary>
    public void Unwatch()
    {
        lock (Watched)
        {
            Watched.Remove(this);
            if (Watched.Count > 0)
                return;
            _timer?.Dispose();
            _timer = null;
        }
    }

    /// <summary>A statement starts.</summary>
    /// <param name="timeoutSeconds">What it may take; 0 = for ever.</param>
    public void Arm(int timeoutSeconds)
    {
        if (timeoutSeconds > 0)
            Volatile.Write(ref _deadlineMs, Environment.TickCount64 + (timeoutSeconds * 1000L));
    }

    /// <summary>The statement has returned.</summary>
    /// <returns>Whether it was ended because its time was up.</returns>
    public bool Disarm()
    {
        if (Volatile.Read(ref _deadlineMs) == None || Interlocked.Exchange(ref _deadlineMs, None) != Fired)
            return false;

        // The cancellation is meant for this statement: wait until it is out, lest it hit the next one.
        var wait = default(SpinWait);
        while (!_delivered)
            wait.SpinOnce();
        _delivered = false;
        return true;
    }

    private static void Look()
    {
        lock (Watched)
        {
            var now = Environment.TickCount64;
            foreach (var deadline in Watched)
                deadline.CancelIfDue(now);
        }
    }

    private void CancelIfDue(long now)
    {
        var due = Volatile.Read(ref _deadlineMs);
        if (due == Fired || now < due || Interlocked.CompareExchange(ref _deadlineMs, Fired, due) != due)
            return;
        try
        {
            _session.Cancel();
        }
        finally
        {
            _delivered = true;
        }
    }
}
