using BTreeDb.Diagnostics;
using Shouldly;
using Xunit;

namespace BTreeDb.Tests.Engine;

/// <summary>Sorts whose input several threads read and sort in parts yield what one thread yields.</summary>
public sealed class ParallelSortTests : IDisposable
{
    private readonly TestDatabase _database = LargeTables.Create();

    public void Dispose() => _database.Dispose();

    public static TheoryData<string> Queries { get; } =
    [
        "SELECT id, k FROM big ORDER BY k, id",
        "SELECT id, k, s FROM big ORDER BY k DESC NULLS LAST, id DESC",
        "SELECT * FROM big ORDER BY s, id",
        "SELECT id, d FROM big ORDER BY d, id DESC OFFSET 1000",
        "SELECT id, s FROM big ORDER BY s DESC, id LIMIT 25 OFFSET 10",
        "SELECT id, s FROM big ORDER BY d, id LIMIT 30000 OFFSET 500",
        "SELECT id FROM big ORDER BY d, id OFFSET 69990",
        "SELECT id FROM big ORDER BY d, id OFFSET 70001",
        "SELECT id FROM big ORDER BY d, id LIMIT 0",
        "SELECT id, s FROM big WHERE id % 7 = 3 AND s LIKE '%1%' ORDER BY s, id",
        "SELECT id, s FROM big WHERE id < 0 ORDER BY s, id",
        "SELECT id, s FROM big WHERE id + 0 = 777 ORDER BY s, id",
        "SELECT b.id, n.name FROM big b JOIN names n ON n.k = b.k ORDER BY n.name, b.id",
        "SELECT b.id, n.name FROM big b LEFT JOIN names n ON n.k = b.k WHERE b.d < 20 ORDER BY n.name DESC, b.id LIMIT 4000",
        "SELECT s FROM big ORDER BY s",
        "SELECT k FROM big ORDER BY k",
        "SELECT d, rank() OVER (ORDER BY d), count(*) OVER (PARTITION BY k) FROM big ORDER BY 1, 2, 3",
    ];

    [Theory]
    [MemberData(nameof(Queries))]
    public void Results_are_those_of_one_thread(string query)
    {
        _database.Run("SET max_parallel_workers_per_gather = 0");
        var expected = _database.Query(query);
        _database.Run("RESET max_parallel_workers_per_gather");
        for (var i = 0; i < 2; i++)
            _database.Query(query).SequenceEqual(expected).ShouldBeTrue();
        foreach (var memory in (string[])["64kB", "3MB"])
        {
            _database.Run($"SET work_mem = '{memory}'");
            _database.Query(query).SequenceEqual(expected).ShouldBeTrue();
        }
    }

    [Fact]
    public void A_cursor_reads_and_goes_back()
    {
        _database.Run("BEGIN; DECLARE c SCROLL CURSOR FOR SELECT id FROM big ORDER BY d DESC, id");
        var first = _database.Query("FETCH 3 FROM c");
        _database.Query("FETCH 2000 FROM c").Count.ShouldBe(2000);
        _database.Query("FETCH ABSOLUTE 1 FROM c").ShouldBe(first[..1]);
        _database.Run("COMMIT");
    }

    [Fact]
    public void Errors_of_either_thread_reach_the_user_and_leave_nothing_behind()
    {
        for (var i = 0; i < 8; i++)
        {
            _database.Fails($"SELECT id FROM big ORDER BY 1 / (id - {1 + (i * 8_000)}), id").SqlState.ShouldBe(SqlState.DivisionByZero);
            _database.Query("SELECT id FROM big ORDER BY id DESC, k LIMIT 1").ShouldBe(["70000"]);
        }
    }

    [Fact]
    public void A_timeout_ends_all_threads()
    {
        _database.Run("SET statement_timeout = 60");
        _database.Fails("SELECT id FROM big ORDER BY length(repeat(s, 20000)), id").SqlState.ShouldBe(SqlState.QueryCanceled);
        _database.Run("SET statement_timeout = 0");
        _database.Query("SELECT id FROM big ORDER BY d, id LIMIT 1").Count.ShouldBe(1);
    }
}
