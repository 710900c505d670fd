using BTreeDb.Bench.Engines;
using BTreeDb.Bench.Workloads;

namespace BTreeDb.Bench.Suites;

/// <summary>Transactions of one or a few statements.</summary>
internal static class Commits
{
    private const int Branches = 10;
    private const int AccountsPerBranch = 10_000;

    /// <summary>Single-row inserts, each a transaction of its own.</summary>
    public static Workload Inserts(string name, int count, int threads, double target) => new(name, count, engine =>
    {
        Threads.Run(threads, thread => InsertEach(engine, thread, threads, count));
        using var session = engine.OpenSession();
        return new() { Checksum = QueryReading.Checksum(session, "SELECT count(*), sum(k), max(id) FROM log") };
    })
    {
        Prepare = static engine => OltpData.Recreate(engine, "log"),
        Target = target,
    };

    /// <summary>TPC-B's transaction: three updates, a query and an insert.</summary>
    public static Workload TpcB(string name, int count, int threads, double target) => new(name, count, engine =>
    {
        Threads.Run(threads, thread => TransferEach(engine, thread, count / threads));
        using var session = engine.OpenSession();
        return new()
        {
            Checksum = QueryReading.Checksum(
                session,
                "SELECT (SELECT sum(balance) FROM accounts), (SELECT sum(balance) FROM tellers), "
                + "(SELECT sum(balance) FROM branches), (SELECT count(*) FROM history)"),
        };
    })
    {
        Prepare = LoadTpcB,
        Target = target,
    };

    /// <summary>One writer of durable single-row updates beside two readers by key, for a second.</summary>
    public static Workload Mixed(string name, int rows, bool countReads, double target) => new(name, 0, engine =>
    {
        var writes = 0L;
        var reads = new long[2];
        var end = Environment.TickCount64 + 1_000;
        Threads.Run(3, thread =>
        {
            using var session = engine.OpenSession();
            var keys = new KeySequence(rows, (ulong)(2 * thread) + 1);
            if (thread == 2)
                writes = WriteUntil(session, keys, end);
            else
                reads[thread] = ReadUntil(session, keys, end);
        });
        return new() { Operations = countReads ? reads[0] + reads[1] : writes };
    })
    {
        Target = target,
    };

    /// <summary>Updates single rows until a time on the clock of ticks; returns how many.</summary>
    internal static long WriteUntil(IBenchSession session, KeySequence keys, long end)
    {
        using var update = session.Prepare("UPDATE items SET hits = hits + 1 WHERE id = $1", ParameterKind.Int64);
        var count = 0L;
        while (Environment.TickCount64 < end)
        {
            update.Bind(0, keys.Next());
            update.Run();
            count++;
        }

        return count;
    }

    /// <summary>Reads single rows until a time on the clock of ticks; returns how many.</summary>
    internal static long ReadUntil(IBenchSession session, KeySequence keys, long end)
    {
        using var query = session.Prepare("SELECT k, payload FROM items WHERE id = $1", ParameterKind.Int64);
        var count = 0L;
        while (Environment.TickCount64 < end)
        {
            query.Bind(0, keys.Next());
            query.Open();
            while (query.Read())
                count += query.GetTextLength(1) > 0 ? 1 : 0;
            query.Close();
        }

        return count;
    }

    private static void InsertEach(IBenchEngine engine, int first, int step, int count)
    {
        var payload = new string('x', 100);
        using var session = engine.OpenSession();
        using var insert = session.Prepare(
            "INSERT INTO log (id, k, payload) VALUES ($1, $2, $3)", ParameterKind.Int64, ParameterKind.Int32, ParameterKind.Text);
        for (var id = first; id < count; id += step)
        {
            insert.Bind(0, id);
            insert.Bind(1, id % 1000);
            insert.Bind(2, payload);
            insert.Run();
        }
    }

    private static void LoadTpcB(IBenchEngine engine)
    {
        using var session = engine.OpenSession();
        foreach (var (table, rows) in new[] { ("branches", Branches), ("tellers", Branches * 10), ("accounts", Branches * AccountsPerBranch) })
        {
            session.Execute($"DROP TABLE IF EXISTS {table}");
            session.Execute($"CREATE TABLE {table} (id {engine.KeyType} PRIMARY KEY, balance {engine.KeyType} NOT NULL, filler text NOT NULL)");
            session.BulkLoad(
                table, [new("id", ParameterKind.Int64), new("balance", ParameterKind.Int64), new("filler", ParameterKind.Text)], Zeroes(rows));
        }

        session.Execute("DROP TABLE IF EXISTS history");
        session.Execute(
            $"CREATE TABLE history (teller {engine.KeyType} NOT NULL, branch {engine.KeyType} NOT NULL, "
            + $"account {engine.KeyType} NOT NULL, delta {engine.KeyType} NOT NULL, filler text NOT NULL)");
    }

    private static IEnumerable<string[]> Zeroes(int rows)
    {
        var filler = new string(' ', 84);
        for (var i = 0; i < rows; i++)
            yield return [i.ToString(System.Globalization.CultureInfo.InvariantCulture), "0", filler];
    }

    private static void TransferEach(IBenchEngine engine, int thread, int count)
    {
        using var session = engine.OpenSession();
        const ParameterKind Number = ParameterKind.Int64;
        using var account = session.Prepare("UPDATE accounts SET balance = balance + $1 WHERE id = $2", Number, Number);
        using var look = session.Prepare("SELECT balance FROM accounts WHERE id = $1", Number);
        using var teller = session.Prepare("UPDATE tellers SET balance = balance + $1 WHERE id = $2", Number, Number);
        using var branch = session.Prepare("UPDATE branches SET balance = balance + $1 WHERE id = $2", Number, Number);
        using var history = session.Prepare(
            "INSERT INTO history VALUES ($1, $2, $3, $4, '                      ')", Number, Number, Number, Number);
        var keys = new KeySequence(Branches * AccountsPerBranch, (ulong)(2 * thread) + 1);
        for (var i = 0; i < count; i++)
        {
            var accountId = keys.Next();
            var tellerId = keys.Next() % (Branches * 10);
            var delta = (i % 1000) - 500;
            Retry(session, () =>
            {
                Change(account, delta, accountId);
                look.Bind(0, accountId);
                look.Open();
                while (look.Read())
                    look.GetInt64(0);
                look.Close();
                Change(teller, delta, tellerId);
                Change(branch, delta, tellerId / 10);
                history.Bind(0, tellerId);
                history.Bind(1, tellerId / 10);
                history.Bind(2, accountId);
                history.Bind(3, delta);
                history.Run();
            });
        }
    }

    /// <summary>Repeats a transaction that met another one, as a program would.</summary>
    private static void Retry(IBenchSession session, Action work)
    {
        while (true)
        {
            session.Begin();
            try
            {
                work();
                session.Commit();
                return;
            }
            catch (System.Data.Common.DbException e) when (e.SqlState is "40001" or "40P01")
            {
                session.Rollback();
            }
        }
    }

    private static void Change(IBenchStatement update, long delta, long id)
    {
        update.Bind(0, delta);
        update.Bind(1, id);
        update.Run();
    }
}
