using BTreeDb.Diagnostics;
using BTreeDb.Engine;

namespace BTreeDb.Tests.Engine.Isolation;

/// <summary>A session of a schedule: runs its steps on threads, and knows when a step waits for another session.</summary>
internal sealed class ScheduleSession(char name, Session session) : IDisposable
{
    // A wait is counted every 20 ms: two counts after the others have come to rest mean that it goes on.
    private const int WaitsThatTell = 2;

    private Task<string>? _running;

    public char Name { get; } = name;

    /// <summary>The step that runs or waits.</summary>
    public ScheduleStep? Step { get; private set; }

    /// <summary>How the last step ended.</summary>
    public string Outcome => _running!.Result;

    public void Start(ScheduleStep step, string sql)
    {
        Step = step;
        _running = Task.Factory.StartNew(
            () => Run(sql), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Whether the step has ended; waits until that or the contrary is certain.</summary>
    public bool HasEnded()
    {
        var before = session.WaitCount;
        var patience = Environment.TickCount64 + 60_000;
        while (!_running!.Wait(5))
        {
            if (session.WaitCount >= before + WaitsThatTell)
                return false;
            if (Environment.TickCount64 > patience)
                throw new TimeoutException($"Step {Step} neither ends nor waits for anybody.");
        }

        return true;
    }

    /// <summary>The step has ended, and its end was noted.</summary>
    public void Rest() => Step = null;

    public void Dispose()
    {
        session.Cancel();
        _running?.Wait();
        session.Dispose();
    }

    private string Run(string sql)
    {
        try
        {
            if (!sql.StartsWith("select", StringComparison.Ordinal))
                return TestDatabase.Run(session, sql);
            var rows = TestDatabase.Query(session, sql);
            return rows.Count == 0 ? "no rows" : string.Join(", ", rows);
        }
        catch (EngineException error)
        {
            return $"error {error.SqlState}: {error.Message}";
        }
    }
}
