using BTreeDb.Bench.Engines;

namespace BTreeDb.Bench.Workloads;

/// <summary>Changes of rows.</summary>
internal static class Writes
{
    /// <summary>Many rows with ascending keys in one transaction, into an empty table.</summary>
    public static Workload BulkInsert(Sizes sizes) => new(
        "bulk-insert",
        sizes.BulkRows,
        engine => Recreate(engine, "bulk"),
        engine =>
        {
            using var session = engine.OpenSession();
            using (var insert = session.Prepare(
                "INSERT INTO bulk (id, k, payload) VALUES ($1, $2, $3)",
                ParameterKind.Int64, ParameterKind.Int32, ParameterKind.Text))
            {
                session.Begin();
                for (var id = 0; id < sizes.BulkRows; id++)
                {
                    insert.Bind(0, id);
                    insert.Bind(1, id % 1000);
                    insert.Bind(2, Payload);
                    insert.Run();
                }

                session.Commit();
            }

            return Count(session, "SELECT count(*), sum(k), max(id) FROM bulk");
        });

    /// <summary>One column of a row by primary key, a thousand rows in a transaction.</summary>
    public static Workload UpdateByKey(Sizes sizes) => new(
        "update-pk",
        sizes.Updates,
        engine =>
        {
            using var session = engine.OpenSession();
            session.Execute("UPDATE items SET hits = 0 WHERE hits <> 0");
        },
        engine =>
        {
            using var session = engine.OpenSession();
            using (var update = session.Prepare("UPDATE items SET hits = hits + 1 WHERE id = $1", ParameterKind.Int64))
            {
                var keys = new KeySequence(sizes.Items);
                for (var done = 0; done < sizes.Updates;)
                {
                    session.Begin();
                    for (var i = 0; i < sizes.UpdatesPerTransaction && done < sizes.Updates; i++, done++)
                    {
                        update.Bind(0, keys.Next());
                        update.Run();
                    }

                    session.Commit();
                }
            }

            return Count(session, "SELECT count(*), sum(hits), max(hits) FROM items WHERE hits > 0");
        });

    /// <summary>Single-row inserts, each a durable transaction of its own.</summary>
    public static Workload Commits(Sizes sizes, int threads) => new(
        threads == 1 ? "commit" : $"commit-{threads}",
        sizes.Commits,
        engine => Recreate(engine, "log"),
        engine =>
        {
            var workers = new Task[threads];
            for (var i = 0; i < threads; i++)
            {
                var first = i;
                workers[i] = Task.Factory.StartNew(
                    () => InsertEach(engine, first, threads, sizes.Commits),
                    CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }

            Task.WaitAll(workers);
            using var session = engine.OpenSession();
            return Count(session, "SELECT count(*), sum(k), max(id) FROM log");
        });

    private static string Payload { get; } = new('x', 100);

    private static void InsertEach(IBenchEngine engine, int first, int step, int count)
    {
        using var session = engine.OpenSession();
        using var insert = session.Prepare(
            "INSERT INTO log (id, k, payload) VALUES ($1, $2, $3)",
            ParameterKind.Int64, ParameterKind.Int32, ParameterKind.Text);
        for (var id = first; id < count; id += step)
        {
            insert.Bind(0, id);
            insert.Bind(1, id % 1000);
            insert.Bind(2, Payload);
            insert.Run();
        }
    }

    private static void Recreate(IBenchEngine engine, string table)
    {
        using var session = engine.OpenSession();
        session.Execute($"DROP TABLE IF EXISTS {table}");
        session.Execute($"CREATE TABLE {table} (id {engine.KeyType} PRIMARY KEY, k integer NOT NULL, payload text NOT NULL)");
    }

    private static ulong Count(IBenchSession session, string sql)
    {
        using var query = session.Prepare(sql);
        var sum = new Checksum();
        query.Open();
        while (query.Read())
        {
            sum.Add(query.GetInt64(0));
            sum.Add(query.GetInt64(1));
            sum.Add(query.GetInt64(2));
        }

        query.Close();
        return sum.Value;
    }
}
