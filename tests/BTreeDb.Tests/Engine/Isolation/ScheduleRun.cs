using System.Text;
using BTreeDb.Engine;

namespace BTreeDb.Tests.Engine.Isolation;

/// <summary>
/// Runs a schedule at one isolation level. Steps are handed out one after the other: the next one when the last one has
/// ended or waits, and when everybody who waited has been given the chance to go on. So the record is always the same.
/// </summary>
internal sealed class ScheduleRun : IDisposable
{
    private readonly TestDatabase _database = new();
    private readonly SortedDictionary<char, ScheduleSession> _sessions = [];
    private readonly StringBuilder _record = new();
    private readonly Schedule _schedule;
    private readonly string _level;
    private readonly string[] _outcomes;

    public ScheduleRun(Schedule schedule, string level)
    {
        (_schedule, _level) = (schedule, level);
        _outcomes = new string[schedule.Steps.Count];
    }

    /// <summary>Runs it and returns the record, its first line with the verdict.</summary>
    public string Run()
    {
        foreach (var statement in _schedule.Setup)
            _database.Run(statement);
        foreach (var step in _schedule.Steps)
            Run(step);
        var verdict = _schedule.Anomaly.Count == 0 ? ""
            : _schedule.HasAnomaly(_outcomes) ? ": anomaly" : ": prevented";
        return $"--- {_level}{verdict}\n{_record}";
    }

    public void Dispose()
    {
        foreach (var session in _sessions.Values)
            session.Dispose();
        _database.Dispose();
    }

    private string WithLevel(string sql) =>
        sql.StartsWith("begin", StringComparison.Ordinal) ? $"begin isolation level {_level}{sql[5..]}" : sql;

    private void Run(ScheduleStep step)
    {
        if (!_sessions.TryGetValue(step.Session, out var session))
            _sessions.Add(step.Session, session = new ScheduleSession(step.Session, _database.Engine.OpenSession()));
        if (session.Step is not null)
            throw new InvalidOperationException($"Session {step.Session} still waits at step {step.Number}.");
        session.Start(step, WithLevel(step.Sql));
        if (session.HasEnded())
        {
            Note(session, $"{step.Number} {step.Session}: {step.Sql}");
            GoOn();
            return;
        }

        _outcomes[step.Number - 1] = "waits";
        _record.Append($"{step.Number} {step.Session}: {step.Sql} -> waits\n");
    }

    /// <summary>Lets those who waited go on, as far as they can.</summary>
    private void GoOn()
    {
        bool hasEnded;
        do
        {
            hasEnded = false;
            foreach (var session in _sessions.Values)
            {
                if (session.Step is not { } step || !session.HasEnded())
                    continue;
                Note(session, $"    then {step.Number} {step.Session}");
                hasEnded = true;
            }
        }
        while (hasEnded);
    }

    private void Note(ScheduleSession session, string what)
    {
        _outcomes[session.Step!.Number - 1] = session.Outcome;
        _record.Append($"{what} -> {session.Outcome}\n");
        session.Rest();
    }
}
