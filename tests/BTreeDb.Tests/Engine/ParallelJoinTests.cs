using BTreeDb.Diagnostics;
using BTreeDb.Engine;
using Shouldly;
using Xunit;

namespace BTreeDb.Tests.Engine;

/// <summary>Hash tables of joins that several threads fill hold what one thread puts into them.</summary>
public sealed class ParallelJoinTests : IDisposable
{
    private readonly TestDatabase _database = new(new EngineSettings { PageSize = 4096, BufferPoolBytes = 32 << 20 });

    // The table with fewer rows is the one whose rows go to the hash table.
    public ParallelJoinTests() => _database.Run(
        "CREATE TABLE big (id int PRIMARY KEY, k int, s text);"
        + "CREATE TABLE probe (id int PRIMARY KEY, k int);"
        + "INSERT INTO big SELECT g, CASE WHEN g % 5 = 0 THEN NULL ELSE g % 3000 END, 'text number ' || g % 4000"
        + " FROM generate_series(1, 60000) g;"
        + "INSERT INTO probe SELECT g, g * 7 FROM generate_series(0, 69999) g;"
        + "ANALYZE; SET enable_nestloop = off; SET min_parallel_table_scan_size = '1MB'");

    public void Dispose() => _database.Dispose();

    public static TheoryData<string> Queries { get; } =
    [
        "SELECT probe.id, big.id, big.s FROM probe JOIN big ON big.k = probe.k WHERE big.id % 10 < 8",
        "SELECT probe.id, big.id, big.s FROM probe JOIN big ON big.k = probe.k AND big.id < probe.id * 300 AND big.s > 'text number 3'",
        "SELECT probe.id, big.id FROM probe LEFT JOIN big ON big.k = probe.k AND big.s LIKE '%7'",
        "SELECT probe.id, big.id FROM probe RIGHT JOIN big ON big.k = probe.k",
        "SELECT probe.id, big.id FROM probe FULL JOIN big ON big.k = probe.k AND big.id > 50000",
        "SELECT probe.id FROM probe WHERE probe.k IN (SELECT k FROM big WHERE id % 9 < 7)",
        "SELECT probe.id FROM probe WHERE NOT EXISTS (SELECT 1 FROM big WHERE big.k = probe.k AND big.id % 4 = 0)",
        "SELECT probe.id, probe.k NOT IN (SELECT k FROM big WHERE id % 1000 > 5) FROM probe",
        "SELECT probe.id, probe.k NOT IN (SELECT k FROM big WHERE k IS NOT NULL) FROM probe",
        "SELECT probe.id, b.id FROM probe JOIN (SELECT a.id, a.k FROM big a JOIN big b ON b.id = a.k WHERE b.s > 'text number 2') b ON b.k = probe.k",
        "SELECT count(*), sum(b.id), min(a.s) FROM big a JOIN big b ON b.id = a.k",
        "SELECT a.s, count(*) FROM big a JOIN big b ON b.s = a.s AND b.id = a.id GROUP BY a.s",
        "SELECT probe.id, big.id FROM probe JOIN big ON big.k = probe.k AND big.k > (SELECT min(b.k) FROM big a JOIN big b ON b.id = a.id)",
    ];

    [Theory]
    [MemberData(nameof(Queries))]
    public void Results_are_those_of_one_thread(string query)
    {
        var expected = Serial(query);
        for (var i = 0; i < 3; i++)
            Sorted(query).SequenceEqual(expected).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void Nothing_is_lost_or_doubled_when_the_build_side_outgrows_the_memory(string query)
    {
        var expected = Serial(query);
        foreach (var memory in (string[])["64kB", "1MB"])
        {
            _database.Run($"SET work_mem = '{memory}'");
            Sorted(query).SequenceEqual(expected).ShouldBeTrue();
        }
    }

    [Fact]
    public void Errors_of_either_thread_reach_the_user_and_leave_nothing_behind()
    {
        for (var i = 0; i < 8; i++)
        {
            _database.Fails($"SELECT probe.id FROM probe JOIN big ON big.k = probe.k AND 1 / (big.id - {1 + (i * 7_000)}) >= 0")
                .SqlState.ShouldBe(SqlState.DivisionByZero);
            _database.Fails($"SELECT probe.id FROM probe JOIN big ON 1 / (big.id - {1 + (i * 7_000)}) = probe.k")
                .SqlState.ShouldBe(SqlState.DivisionByZero);
            _database.Query("SELECT count(*) FROM probe JOIN big ON big.id = probe.k").ShouldBe([$"{60_000 / 7}"]);
        }
    }

    [Fact]
    public void A_timeout_ends_all_threads()
    {
        const string Query =
            "SELECT count(*) FROM probe JOIN big ON big.k = probe.k AND length(repeat(big.s, 20000)) > 5";
        _database.Run("SET statement_timeout = 60");
        _database.Fails(Query).SqlState.ShouldBe(SqlState.QueryCanceled);
        _database.Run("SET statement_timeout = 0");
        _database.Query("SELECT count(*) FROM probe JOIN big ON big.id = probe.k").ShouldBe([$"{60_000 / 7}"]);
    }

    [Fact]
    public void Rows_written_by_the_same_statement_are_not_read()
    {
        _database.Run("INSERT INTO probe SELECT big.id + 100000, big.k FROM probe JOIN big ON big.k = probe.k WHERE big.id < 50000");
        var total = _database.Query("SELECT count(*) FROM probe")[0];
        _database.Run("UPDATE probe SET k = big.k FROM big WHERE big.id = probe.id");
        _database.Query("SELECT count(*) FROM probe").ShouldBe([total]);
        _database.Query("SELECT count(*) FROM probe JOIN big ON big.id = probe.id WHERE big.k IS DISTINCT FROM probe.k").ShouldBe(["0"]);
    }

    private List<string> Serial(string query)
    {
        _database.Run("SET max_parallel_workers_per_gather = 0");
        var rows = Sorted(query);
        _database.Run("RESET max_parallel_workers_per_gather");
        rows.Count.ShouldBeGreaterThan(0);
        return rows;
    }

    private List<string> Sorted(string query)
    {
        var rows = _database.Query(query);
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
