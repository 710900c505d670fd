using BTreeDb.Diagnostics;

namespace BTreeDb.Tests.Engine;

/// <summary>Rows that several threads find in a large table come in the order in which one thread finds them.</summary>
public sealed class ParallelGatherTests : IDisposable
{
    private readonly TestDatabase _database = LargeTables.Create();

    public void Dispose() => _database.Dispose();

    public static TheoryData<string> Queries { get; } =
    [
        "SELECT id, s FROM big WHERE k = 17",
        "SELECT id, s, d FROM big WHERE d < 3 AND s LIKE '%1%'",
        "SELECT * FROM big WHERE k = -1",
        "SELECT id FROM big WHERE id + 0 = 777",
        "SELECT id + 1, upper(s) FROM big WHERE k BETWEEN 10 AND 20",
        "SELECT b.id, n.name FROM big b JOIN names n ON n.k = b.k WHERE n.name = 'name 5'",
        "SELECT b.id, n.name FROM big b JOIN names n ON n.k = b.k AND n.name LIKE '% 5%'",
        "SELECT b.id, n.name FROM big b LEFT JOIN names n ON n.k = b.k WHERE b.d < 20 AND n.name LIKE '% 9%'",
        "SELECT id FROM big b WHERE d < 5 AND k IN (SELECT k FROM names WHERE name = 'name 7')",
        "SELECT id FROM big b WHERE d < 5 AND NOT EXISTS (SELECT 1 FROM names n WHERE n.k = b.k)",
        "SELECT id FROM big WHERE k < 100 ORDER BY id",
        "WITH few AS MATERIALIZED (SELECT id, k FROM big WHERE d < 2) SELECT a.id, b.id FROM few a JOIN few b ON a.k = b.k",
        "SELECT id FROM big WHERE k = (SELECT k FROM names WHERE name = 'name 3' AND k > 1000 LIMIT 1)",
    ];

    [Theory]
    [MemberData(nameof(Queries))]
    public void Rows_come_in_the_order_of_one_thread(string query)
    {
        _database.Run("SET max_parallel_workers_per_gather = 0");
        var expected = _database.Query(query);
        _database.Query("EXPLAIN " + query).ShouldNotContain(line => line.Contains("Parallel", StringComparison.Ordinal));
        _database.Run("RESET max_parallel_workers_per_gather");
        for (var i = 0; i < 3; i++)
            _database.Query(query).SequenceEqual(expected).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void Little_memory_changes_no_row(string query)
    {
        var expected = _database.Query(query).Order().ToList();
        foreach (var memory in (string[])["64kB", "3MB"])
        {
            _database.Run($"SET work_mem = '{memory}'");
            _database.Query(query).Order().SequenceEqual(expected).ShouldBeTrue();
        }
    }

    [Fact]
    public void Explain_shows_what_is_divided()
    {
        // One processor has no workers.
        var one = Math.Min(1, Environment.ProcessorCount - 1);
        Divided("SELECT id FROM big WHERE k = 17").ShouldBe(one);
        Divided("SELECT count(*) FROM big").ShouldBe(one);
        Divided("SELECT id FROM big ORDER BY d").ShouldBe(one);
        Divided("SELECT n.name, b.id FROM big b RIGHT JOIN names n ON n.k = b.k").ShouldBe(0);
        Divided("SELECT id FROM big").ShouldBe(0);
        Divided("SELECT id FROM big WHERE k = 17 LIMIT 3").ShouldBe(0);
        _database.Run("SET min_parallel_table_scan_size = '64MB'");
        Divided("SELECT id FROM big WHERE k = 17").ShouldBe(0);
        _database.Run("SET min_parallel_table_scan_size = '1MB'");
        Divided("SELECT id FROM big WHERE k = 17 FOR UPDATE").ShouldBe(0);
        Divided("SELECT id FROM big WHERE k = 17 AND random() < 2").ShouldBe(0);
        Divided("SELECT id FROM big WHERE k = (SELECT max(k) FROM names) AND id + 0 > (SELECT min(k) FROM names)").ShouldBe(one);
        // Two threads must not compute what reads one common table.
        Divided("WITH c AS MATERIALIZED (SELECT k FROM names) SELECT id FROM big WHERE k = (SELECT max(k) FROM c) AND id + 0 > (SELECT min(k) FROM c)").ShouldBe(0);
        _database.Query("EXPLAIN ANALYZE SELECT id FROM big WHERE k = 17").ShouldNotContain(line => line.Contains("Parallel", StringComparison.Ordinal));
        _database.Run("BEGIN ISOLATION LEVEL SERIALIZABLE");
        Divided("SELECT id FROM big WHERE k = 17").ShouldBe(0);
        _database.Run("COMMIT");
    }

    [Fact]
    public void A_cursor_reads_as_far_as_it_is_asked_and_others_write_meanwhile()
    {
        var all = _database.Query("SELECT id FROM big WHERE d < 5");
        _database.Run("BEGIN; DECLARE c CURSOR FOR SELECT id FROM big WHERE d < 5");
        var rows = _database.Query("FETCH 10 FROM c");
        _database.Run("UPDATE big SET d = 1000 WHERE id > 60000; INSERT INTO big VALUES (0, 0, 'new', 0)");
        rows.AddRange(_database.Query("FETCH ALL FROM c"));
        rows.ShouldBe(all);
        _database.Run("ROLLBACK");
    }

    [Fact]
    public void Errors_of_either_thread_reach_the_user_and_leave_nothing_behind()
    {
        for (var i = 0; i < 8; i++)
        {
            _database.Fails($"SELECT id FROM big WHERE k = 17 AND 1 / (id - {_database.Query("SELECT id FROM big WHERE k = 17")[i % 8]}) >= 0")
                .SqlState.ShouldBe(SqlState.DivisionByZero);
            _database.Query("SELECT id FROM big WHERE id + 0 = 777").ShouldBe(["777"]);
        }
    }

    [Fact]
    public void A_timeout_ends_all_threads()
    {
        _database.Run("SET statement_timeout = 60");
        _database.Fails("SELECT id FROM big WHERE length(repeat(s, 20000)) = 1").SqlState.ShouldBe(SqlState.QueryCanceled);
        _database.Run("SET statement_timeout = 0");
        _database.Query("SELECT id FROM big WHERE id + 0 = 777").ShouldBe(["777"]);
    }

    private int Divided(string query)
    {
        var plan = _database.Query("EXPLAIN " + query);
        plan.Count(line => line.Contains("Workers Planned", StringComparison.Ordinal))
            .ShouldBe(plan.Count(line => line.Contains("Parallel Seq Scan on big", StringComparison.Ordinal)));
        return plan.Count(line => line.Contains("Workers Planned", StringComparison.Ordinal));
    }
}
