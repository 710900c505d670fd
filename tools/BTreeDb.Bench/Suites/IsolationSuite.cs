using System.Data.Common;
using System.Globalization;
using BTreeDb.Bench.Engines;
using BTreeDb.Bench.Workloads;

namespace BTreeDb.Bench.Suites;

/// <summary>
/// What serializable costs beside snapshot isolation: transactions of four look-ups and one update of single rows, several
/// threads. A transaction that fails with 40001 is repeated, which the time includes; CPU time, which a busy machine disturbs
/// less, and the repetitions of a thousand transactions are told apart. At snapshot isolation they are updates of one row; what
/// serializable has more of are false aborts nearly all, for a cycle of such transactions is rare.
/// </summary>
internal static class IsolationSuite
{
    private const int ThreadCount = 4;
    private const int ReadsOfTransaction = 4;
    private const string Snapshot = "REPEATABLE READ";
    private const string Serializable = "SERIALIZABLE";

    /// <summary>The suite.</summary>
    public static Suite Create(Sizes sizes) => new(
        "isolation",
        engine => Load(engine, sizes.Items),
        [
            .. Mixes("mix80", sizes, sizes.Items),
            .. Mixes("mix80-hot", sizes, 1000),
        ])
    {
        IsDurable = false,
    };

    private static void Load(IBenchEngine engine, int rows)
    {
        using var session = engine.OpenSession();
        session.Execute($"CREATE TABLE accounts (id {engine.KeyType} PRIMARY KEY, balance {engine.KeyType} NOT NULL)");
        session.Execute(string.Create(
            CultureInfo.InvariantCulture, $"INSERT INTO accounts SELECT i, 100 FROM generate_series(0, {rows - 1}) i"));
        session.Execute("ANALYZE");
    }

    private static Workload[] Mixes(string name, Sizes sizes, int rows) =>
    [
        Mix($"{name}-snapshot", sizes, rows, Snapshot, null, static (_, _) => null),
        Mix($"{name}-serializable", sizes, rows, Serializable, null, static (_, _) => null),
        Mix($"{name}-cpu-snapshot", sizes, rows, Snapshot, "us of CPU", static (_, microseconds) => microseconds),
        Mix($"{name}-cpu-serializable", sizes, rows, Serializable, "us of CPU", static (_, microseconds) => microseconds),
        Mix($"{name}-repeats-snapshot", sizes, rows, Snapshot, "of 1000", static (repeats, _) => repeats),
        Mix($"{name}-repeats-serializable", sizes, rows, Serializable, "of 1000", static (repeats, _) => repeats),
    ];

    /// <summary>One level; what is told of repetitions of a thousand transactions and CPU time of one may stand for the time.</summary>
    private static Workload Mix(
        string name, Sizes sizes, int rows, string level, string? unit, Func<double, double, double?> tell)
    {
        var count = sizes.RelaxedCommits * 2 / ThreadCount;
        var all = count * ThreadCount;
        return new(name, all, engine =>
        {
            var repeats = 0;
            var before = Environment.CpuUsage.TotalTime;
            Threads.Run(ThreadCount, number => Interlocked.Add(ref repeats, RunThread(engine, number, count, rows, level)));
            var used = Environment.CpuUsage.TotalTime - before;
            return new() { Value = tell(repeats * 1000.0 / all, used.TotalMicroseconds / all) };
        })
        {
            Engines = EngineKind.BTreeDb | EngineKind.Postgres,
            Unit = unit,
        };
    }

    private static int RunThread(IBenchEngine engine, int number, int count, int rows, string level)
    {
        using var session = engine.OpenSession();
        using var read = session.Prepare("SELECT balance FROM accounts WHERE id = $1", ParameterKind.Int64);
        using var update = session.Prepare("UPDATE accounts SET balance = balance + 1 WHERE id = $1", ParameterKind.Int64);
        var keys = new KeySequence(rows, (ulong)number + 1);
        var begin = $"BEGIN ISOLATION LEVEL {level}";
        var repeats = 0;
        for (var i = 0; i < count; i++)
        {
            while (!TryRun(session, begin, read, update, keys))
                repeats++;
        }

        return repeats;
    }

    private static bool TryRun(
        IBenchSession session, string begin, IBenchStatement read, IBenchStatement update, KeySequence keys)
    {
        session.Execute(begin);
        try
        {
            for (var i = 0; i < ReadsOfTransaction; i++)
            {
                read.Bind(0, keys.Next());
                read.Open();
                while (read.Read())
                    read.GetInt64(0);
                read.Close();
            }

            update.Bind(0, keys.Next());
            update.Run();
            session.Execute("COMMIT");
            return true;
        }
        catch (DbException failure) when (failure.SqlState == "40001")
        {
            session.Execute("ROLLBACK");
            return false;
        }
    }
}
