using System.Globalization;
using BTreeDb.Bench.Engines;
using BTreeDb.Bench.Workloads;

namespace BTreeDb.Bench.Suites;

/// <summary>Changes of many rows in one transaction, row by row or in one statement.</summary>
internal static class RowWrites
{
    private const string Insert = "INSERT INTO target (id, k, payload) VALUES ($1, $2, $3)";
    private static readonly string Payload = new('x', 100);

    private static readonly BulkColumn[] Columns =
        [new("id", ParameterKind.Int64), new("k", ParameterKind.Int32), new("payload", ParameterKind.Text)];

    /// <summary>Prepared inserts in one transaction.</summary>
    public static Workload Inserts(string name, Sizes sizes, bool scattered, bool withIndex, double target) => new(
        name, sizes.BulkRows, engine =>
        {
            using var session = engine.OpenSession();
            using (var insert = session.Prepare(Insert, ParameterKind.Int64, ParameterKind.Int32, ParameterKind.Text))
            {
                session.Begin();
                for (var i = 0; i < sizes.BulkRows; i++)
                {
                    insert.Bind(0, scattered ? OltpData.Scatter(i, sizes.BulkRows) : i);
                    insert.Bind(1, OltpData.Scatter(i, sizes.BulkRows));
                    insert.Bind(2, Payload);
                    insert.Run();
                }

                session.Commit();
            }

            return Sum(session, "SELECT count(*), sum(k), max(id) FROM target");
        })
    {
        Prepare = engine => OltpData.Recreate(engine, "target", withIndex),
        Target = target,
    };

    /// <summary>A bulk load into an empty table.</summary>
    public static Workload BulkCopy(Sizes sizes) => new("bulk-copy", sizes.BulkRows, engine =>
    {
        using var session = engine.OpenSession();
        session.BulkLoad("target", Columns, Rows(sizes.BulkRows));
        return Sum(session, "SELECT count(*), sum(k), max(id) FROM target");
    })
    {
        Prepare = engine => OltpData.Recreate(engine, "target"),
        Target = 2,
    };

    /// <summary>An index on all rows.</summary>
    public static Workload CreateIndex(Sizes sizes) => new("create-index", sizes.Items, engine =>
    {
        using var session = engine.OpenSession();
        session.Execute("CREATE INDEX items_new ON items (u)");
        return new();
    })
    {
        Prepare = static engine =>
        {
            using var session = engine.OpenSession();
            session.Execute("DROP INDEX IF EXISTS items_new");
        },
        Target = 2,
    };

    /// <summary>One row by key in each statement.</summary>
    public static Workload UpdateByKey(Sizes sizes) => Updates(
        "update-by-key", sizes, "UPDATE items SET hits = hits + 1 WHERE id = $1", "SELECT count(*), sum(hits), max(hits) FROM items");

    /// <summary>The same with a column that an index has.</summary>
    public static Workload UpdateIndexed(Sizes sizes) => Updates(
        "update-indexed-column", sizes, "UPDATE items SET k = (k + 17) % 20000 WHERE id = $1", "SELECT count(*), sum(k), max(k) FROM items");

    /// <summary>A row is deleted by key and inserted again.</summary>
    public static Workload DeleteAndReinsert(Sizes sizes) => new("delete-and-reinsert", sizes.Updates, engine =>
    {
        using var session = engine.OpenSession();
        using (var delete = session.Prepare("DELETE FROM target WHERE id = $1", ParameterKind.Int64))
        using (var insert = session.Prepare(Insert, ParameterKind.Int64, ParameterKind.Int32, ParameterKind.Text))
        {
            var keys = new KeySequence(sizes.BulkRows);
            session.Begin();
            for (var i = 0; i < sizes.Updates; i++)
            {
                var key = keys.Next();
                delete.Bind(0, key);
                delete.Run();
                insert.Bind(0, key);
                insert.Bind(1, i);
                insert.Bind(2, Payload);
                insert.Run();
            }

            session.Commit();
        }

        return Sum(session, "SELECT count(*), sum(k), max(id) FROM target");
    })
    {
        Prepare = engine =>
        {
            OltpData.Recreate(engine, "target");
            using var session = engine.OpenSession();
            session.BulkLoad("target", Columns, Rows(sizes.BulkRows));
        },
        Target = 2,
    };

    /// <summary>One statement that updates a tenth of the rows.</summary>
    public static Workload UpdateTenth(Sizes sizes) => new("update-a-tenth", sizes.Items / 10.0, engine =>
    {
        using var session = engine.OpenSession();
        session.Execute("UPDATE items SET hits = hits + 1 WHERE id % 10 = 3");
        return Sum(session, "SELECT count(*), sum(hits), max(hits) FROM items");
    })
    {
        Engines = EngineKind.All,
        Target = 1.2,
    };

    /// <summary>One statement that deletes a tenth of the rows.</summary>
    public static Workload DeleteTenth(Sizes sizes) => new("delete-a-tenth", sizes.Items / 10.0, engine =>
    {
        using var session = engine.OpenSession();
        session.Execute("DELETE FROM target WHERE id % 10 = 3");
        return Sum(session, "SELECT count(*), sum(k), max(id) FROM target");
    })
    {
        Prepare = engine =>
        {
            OltpData.Recreate(engine, "target");
            using var session = engine.OpenSession();
            session.BulkLoad("target", Columns, Rows(sizes.Items));
        },
        Engines = EngineKind.All,
        Target = 1.2,
    };

    /// <summary>Rows with ascending keys as text.</summary>
    public static IEnumerable<string[]> Rows(int count)
    {
        for (var i = 0; i < count; i++)
        {
            yield return
            [
                i.ToString(CultureInfo.InvariantCulture),
                OltpData.Scatter(i, count).ToString(CultureInfo.InvariantCulture),
                Payload,
            ];
        }
    }

    private static Workload Updates(string name, Sizes sizes, string sql, string check) => new(
        name, sizes.Updates, engine =>
        {
            using var session = engine.OpenSession();
            using (var update = session.Prepare(sql, ParameterKind.Int64))
            {
                var keys = new KeySequence(sizes.Items);
                session.Begin();
                for (var i = 0; i < sizes.Updates; i++)
                {
                    update.Bind(0, keys.Next());
                    update.Run();
                }

                session.Commit();
            }

            return Sum(session, check);
        })
    {
        Target = 3,
    };

    private static Outcome Sum(IBenchSession session, string sql) => new() { Checksum = QueryReading.Checksum(session, sql) };
}
