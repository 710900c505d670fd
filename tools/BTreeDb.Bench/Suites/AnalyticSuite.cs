using System.Globalization;
using BTreeDb.Bench.Engines;
using BTreeDb.Bench.Workloads;

namespace BTreeDb.Bench.Suites;

/// <summary>Queries over a whole table of facts and one of owners.</summary>
internal static class AnalyticSuite
{
    private const int Owners = 20_000;

    private static readonly string[] Colors = ["amber", "blue", "coral", "denim", "ebony", "fuchsia", "green", "hazel"];

    private static readonly (string Name, string Sql)[] Queries =
    [
        ("filtered-aggregate", "SELECT count(*), sum(k), sum(v), max(v) FROM facts WHERE v < 512 AND g >= 100"),
        ("few-groups", "SELECT color, count(*), sum(k), avg(v) FROM facts GROUP BY color"),
        ("thousand-groups", "SELECT g, count(*), sum(k), max(v) FROM facts GROUP BY g"),
        ("many-groups", "SELECT count(*), sum(n), max(n) FROM (SELECT k, count(*) AS n FROM facts GROUP BY k) AS t"),
        ("text-groups", "SELECT count(*), max(n) FROM (SELECT note, count(*) AS n FROM facts GROUP BY note) AS t"),
        ("two-keys", "SELECT color, g % 10, count(*), min(v), max(k) FROM facts GROUP BY color, g % 10"),
        ("join-small", "SELECT o.region, count(*), sum(f.k) FROM facts f JOIN owners o ON o.id = f.owner WHERE f.v >= 128 GROUP BY o.region"),
        ("self-join", "SELECT count(*), sum(a.k) FROM facts a JOIN facts b ON a.k = b.id WHERE b.g < 500"),
        ("semi-join", "SELECT count(*), sum(g) FROM owners o JOIN facts f ON f.id = o.id WHERE EXISTS (SELECT 1 FROM facts x WHERE x.owner = o.id AND x.v > 1000)"),
        ("distinct", "SELECT count(DISTINCT k), count(DISTINCT owner), count(DISTINCT color) FROM facts"),
        ("top-n", "SELECT id, v FROM facts ORDER BY v DESC, id LIMIT 100"),
        ("sort", "SELECT sum(id * (CASE WHEN k % 2 = 0 THEN 1 ELSE -1 END)) FROM (SELECT id, k FROM facts ORDER BY v, id OFFSET 10) AS t"),
        ("like", "SELECT count(*), sum(k) FROM facts WHERE note LIKE '%7%a%'"),
        ("case-sums", "SELECT sum(CASE WHEN g < 300 THEN v ELSE 0 END), sum(CASE WHEN color = 'blue' THEN k ELSE 1 END), sum(v * 2 + k) FROM facts"),
    ];

    /// <summary>The suite.</summary>
    public static Suite Create(Sizes sizes)
    {
        var workloads = new List<Workload>();
        foreach (var (name, sql) in Queries)
        {
            workloads.Add(new("analytic-" + name, 1, engine => Run(engine, Translate(engine, sql))) { Engines = EngineKind.All });
        }

        return new("analytic", engine => Load(engine, sizes.Facts), workloads) { HasMean = true, MeanTarget = 5 };
    }

    private static string Translate(IBenchEngine engine, string sql) =>
        // SQLite has OFFSET only behind LIMIT.
        engine.Kind == EngineKind.Sqlite ? sql.Replace(" OFFSET 10", " LIMIT -1 OFFSET 10", StringComparison.Ordinal) : sql;

    private static Outcome Run(IBenchEngine engine, string sql)
    {
        using var session = engine.OpenSession();
        return new() { Rows = QueryReading.Rows(session, sql) };
    }

    private static void Load(IBenchEngine engine, int rows)
    {
        using var session = engine.OpenSession();
        session.Execute(
            $"CREATE TABLE facts (id {engine.KeyType} PRIMARY KEY, k integer NOT NULL, g integer NOT NULL, owner integer NOT NULL, "
            + "v double precision NOT NULL, color text NOT NULL, note text NOT NULL)");
        session.Execute($"CREATE TABLE owners (id {engine.KeyType} PRIMARY KEY, region integer NOT NULL)");
        session.BulkLoad(
            "facts",
            [
                new("id", ParameterKind.Int64), new("k", ParameterKind.Int32), new("g", ParameterKind.Int32),
                new("owner", ParameterKind.Int32), new("v", ParameterKind.Double), new("color", ParameterKind.Text),
                new("note", ParameterKind.Text),
            ],
            Facts(rows));
        session.BulkLoad("owners", [new("id", ParameterKind.Int64), new("region", ParameterKind.Int32)], OwnerRows());
        session.Execute("ANALYZE");
    }

    private static IEnumerable<string[]> Facts(int rows)
    {
        // Not for secrets: the same numbers on every run are the point.
#pragma warning disable CA5394
        var random = new Random(20260101);
        for (var id = 0; id < rows; id++)
        {
            yield return
            [
                Text(id), Text(random.Next(rows / 10)), Text(random.Next(1000)), Text(random.Next(Owners)),
                (random.Next(1 << 20) / (double)(1 << 10)).ToString(CultureInfo.InvariantCulture),
                Colors[random.Next(Colors.Length)], "note " + Text(random.Next(5000)) + " about " + Colors[id % 3],
            ];
        }
#pragma warning restore CA5394
    }

    private static IEnumerable<string[]> OwnerRows()
    {
        for (var id = 0; id < Owners; id++)
            yield return [Text(id), Text(id % 20)];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
