using BTreeDb.Diagnostics;
using BTreeDb.Engine;
using Shouldly;
using Xunit;

namespace BTreeDb.Tests.Engine;

/// <summary>Aggregations that several threads share give what one thread gives.</summary>
public sealed class ParallelAggregateTests : IDisposable
{
    private readonly TestDatabase _database = new(new EngineSettings { PageSize = 4096, BufferPoolBytes = 32 << 20 });

    public ParallelAggregateTests() => _database.Run(
        "CREATE TABLE big (id int PRIMARY KEY, k int, g int, s text, v numeric(10,2), d double precision, m int);"
        + "CREATE TABLE small (id int PRIMARY KEY, name text);"
        + "CREATE TABLE keyless (x int, y text);"
        + "INSERT INTO big SELECT g, g % 1000, CASE WHEN g % 7 = 0 THEN NULL ELSE g % 7 END, 'text number ' || g % 50,"
        + " (g % 10000) / 100.0, g, g * 7 % 40009 FROM generate_series(1, 120000) g;"
        + "INSERT INTO small SELECT g, 'name ' || g % 10 FROM generate_series(0, 499) g;"
        + "INSERT INTO keyless SELECT g % 100, 'y' || g % 3 FROM generate_series(1, 60000) g; ANALYZE; SET min_parallel_table_scan_size = '1MB'");

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData("SELECT count(*), sum(k), avg(v), min(s), max(s), sum(d), bool_and(k >= 0) FROM big")]
    [InlineData("SELECT count(*), count(g), sum(v) FILTER (WHERE k < 500) FROM big WHERE k % 3 = 1")]
    [InlineData("SELECT g, count(*), sum(v), max(s) FROM big GROUP BY g ORDER BY g")]
    [InlineData("SELECT s, g, count(*), min(v), avg(k) FROM big GROUP BY s, g ORDER BY s, g")]
    [InlineData("SELECT k, count(*) FROM big WHERE v > 50 GROUP BY k ORDER BY k")]
    [InlineData("SELECT name, count(*), sum(v) FROM big JOIN small ON small.id = big.k GROUP BY name ORDER BY name")]
    [InlineData("SELECT name, count(*) FROM big LEFT JOIN small ON small.id = big.k AND big.v < 20 GROUP BY name ORDER BY name")]
    [InlineData("SELECT g, count(*) FROM big WHERE EXISTS (SELECT 1 FROM small WHERE small.id = big.k) GROUP BY g ORDER BY g")]
    [InlineData("SELECT g, count(*) FROM big WHERE k NOT IN (SELECT id FROM small) GROUP BY g ORDER BY g")]
    [InlineData("SELECT count(*), sum(x) FROM keyless WHERE y = 'y1'")]
    [InlineData("SELECT y, count(*) FROM keyless GROUP BY y ORDER BY y")]
    [InlineData("SELECT sum(n) FROM (SELECT k, count(*) AS n FROM big GROUP BY k) AS t WHERE n > (SELECT avg(n) - 1 FROM (SELECT count(*) AS n FROM big GROUP BY g) AS u)")]
    [InlineData("SELECT count(*) FROM big WHERE k > 5000")]
    public void Results_are_those_of_one_thread(string query)
    {
        _database.Run("SET max_parallel_workers_per_gather = 0");
        var expected = _database.Query(query);
        _database.Run("RESET max_parallel_workers_per_gather");
        for (var i = 0; i < 3; i++)
            _database.Query(query).ShouldBe(expected);
    }

    [Fact]
    public void Own_changes_are_seen_and_others_not()
    {
        using var other = _database.Engine.OpenSession();
        _database.Run("BEGIN; DELETE FROM big WHERE id > 100000; UPDATE big SET k = 5000 WHERE id <= 10");
        _database.Query("SELECT count(*), max(k) FROM big").ShouldBe(["100000|5000"]);
        TestDatabase.Query(other, "SELECT count(*), max(k) FROM big").ShouldBe(["120000|999"]);
        _database.Run("ROLLBACK");
        _database.Query("SELECT count(*), max(k) FROM big").ShouldBe(["120000|999"]);
    }

    [Fact]
    public void Workers_wait_for_a_subquery_that_another_thread_runs()
    {
        _database.Run("CREATE TABLE least (v int); INSERT INTO least VALUES (0)");
        for (var least = 10; least < 100; least += 10)
        {
            // The subquery takes longer than it takes a worker to ask for its value, which differs from the last run's.
            _database.Run($"UPDATE least SET v = {least}");
            _database.Query("SELECT count(*) FROM big WHERE v >= (SELECT max(least.v) FROM least, big WHERE big.v >= 0)")
                .ShouldBe([$"{120_000 / 100 * (100 - least)}"]);
        }
    }

    [Fact]
    public void Errors_of_workers_reach_the_user_and_leave_nothing_behind()
    {
        for (var i = 0; i < 10; i++)
        {
            _database.Fails($"SELECT sum(1 / (id - {1 + (i * 13_000)})) FROM big").SqlState.ShouldBe(SqlState.DivisionByZero);
            _database.Query("SELECT count(*) FROM big").ShouldBe(["120000"]);
        }
    }

    [Theory]
    [InlineData("SELECT m, count(*), sum(v), max(s) FROM big GROUP BY m")]
    [InlineData("SELECT m, count(*), min(k), avg(v) FROM big WHERE m % 5 > 0 GROUP BY m")]
    [InlineData("SELECT s, k, count(*), sum(v) FROM big GROUP BY s, k HAVING count(*) > 100")]
    [InlineData("SELECT small.name, m, count(*) FROM big JOIN small ON small.id = big.k GROUP BY small.name, m")]
    [InlineData("SELECT v, bool_or(g = 3), count(g) FROM big WHERE k <> 7 GROUP BY v")]
    [InlineData("SELECT count(DISTINCT m), count(DISTINCT s), sum(DISTINCT v), avg(DISTINCT k), count(DISTINCT g), min(DISTINCT m), count(*) FROM big")]
    [InlineData("SELECT g, count(DISTINCT m), sum(DISTINCT k) FILTER (WHERE v < 30), max(s), count(DISTINCT s) FROM big GROUP BY g")]
    [InlineData("SELECT k, count(DISTINCT m), count(DISTINCT s), count(m) FROM big GROUP BY k")]
    [InlineData("SELECT m, count(DISTINCT v), sum(DISTINCT g) FROM big GROUP BY m")]
    [InlineData("SELECT count(DISTINCT m) FROM big WHERE id < 0")]
    public void Many_groups_and_values_are_counted_once_also_when_they_outgrow_the_memory(string query)
    {
        _database.Run("SET max_parallel_workers_per_gather = 0");
        var expected = Sorted(query);
        _database.Run("RESET max_parallel_workers_per_gather");
        foreach (var memory in (string[])["64MB", "3MB", "1MB", "64kB"])
        {
            _database.Run($"SET work_mem = '{memory}'");
            Sorted(query).SequenceEqual(expected).ShouldBeTrue();
        }
    }

    [Fact]
    public void Memory_for_hash_tables_may_be_small()
    {
        const string Query = "SELECT b.g, count(*) FROM big a JOIN big b ON b.id = a.id GROUP BY b.g ORDER BY b.g";
        var expected = _database.Query(Query);
        _database.Run("SET work_mem = '256kB'");
        _database.Query(Query).ShouldBe(expected);
    }

    private List<string> Sorted(string query)
    {
        var rows = _database.Query(query);
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
