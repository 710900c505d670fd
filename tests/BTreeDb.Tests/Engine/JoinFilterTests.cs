using Shouldly;
using Xunit;

namespace BTreeDb.Tests.Engine;

/// <summary>Scans that test rows for hash joins above them leave the joins' results as they are.</summary>
public sealed class JoinFilterTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public JoinFilterTests() => _database.Run(
        "CREATE TABLE facts (id int PRIMARY KEY, k int, g int, s text, v int);"
        + "CREATE TABLE few (k int, s text, w int);"
        + "CREATE TABLE other (g int, w int);"
        + "INSERT INTO facts SELECT i, CASE WHEN i % 11 = 0 THEN NULL ELSE i % 5000 END, i % 97, 'text number ' || i % 3000, i % 13"
        + " FROM generate_series(1, 60000) i;"
        + "INSERT INTO few SELECT CASE WHEN i % 10 = 0 THEN NULL ELSE i * 37 END, 'text number ' || i * 17, i FROM generate_series(1, 120) i;"
        + "INSERT INTO other SELECT i * 3, i FROM generate_series(1, 20) i; ANALYZE");

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData("SELECT count(*), sum(f.v), sum(few.w) FROM facts f JOIN few ON few.k = f.k")]
    [InlineData("SELECT count(*), sum(f.v) FROM facts f JOIN few ON few.s = f.s")]
    [InlineData("SELECT count(*), sum(f.v) FROM facts f JOIN few ON few.s = f.s AND few.k = f.k")]
    [InlineData("SELECT count(*), sum(f.v) FROM facts f WHERE f.k IN (SELECT k FROM few)")]
    [InlineData("SELECT count(*), sum(f.v) FROM facts f WHERE f.k NOT IN (SELECT k FROM few WHERE k IS NOT NULL)")]
    [InlineData("SELECT count(*), count(f.id), sum(f.v) FROM few LEFT JOIN facts f ON few.k = f.k AND f.v > 3")]
    [InlineData("SELECT count(*), count(few.k), sum(f.v) FROM facts f LEFT JOIN few ON few.k = f.k")]
    [InlineData("SELECT count(*), count(few.k), count(f.id) FROM facts f FULL JOIN few ON few.k = f.k")]
    [InlineData("SELECT count(*), sum(f.v), sum(other.w) FROM facts f JOIN few ON few.k = f.k JOIN other ON other.g = f.g WHERE f.v <> 5")]
    [InlineData("SELECT count(*), sum(t.n) FROM (SELECT k, count(*) AS n FROM facts GROUP BY k) t JOIN few ON few.k = t.k")]
    [InlineData("SELECT count(*), sum(f.n) FROM (SELECT id + 1 AS id, k AS n, g FROM facts) f JOIN few ON few.k = f.n LEFT JOIN other ON other.g = f.g")]
    [InlineData("SELECT few.w, count(*) FROM facts f JOIN few ON few.k = f.k GROUP BY few.w ORDER BY few.w")]
    [InlineData("SELECT count(*) FROM facts f JOIN few ON few.k = f.k WHERE few.w < 0")]
    public void Results_are_those_of_nested_loops(string query)
    {
        _database.Run("SET enable_hashjoin = off");
        var expected = _database.Query(query);
        _database.Run("RESET enable_hashjoin");
        _database.Query(query).ShouldBe(expected);
        _database.Query(query).ShouldBe(expected);
        _database.Run("SET max_parallel_workers_per_gather = 0");
        _database.Query(query).ShouldBe(expected);
        _database.Run("SET work_mem = '64kB'");
        _database.Query(query).ShouldBe(expected);
    }

    [Fact]
    public void A_change_of_the_build_side_shows_in_the_next_execution()
    {
        const string Query = "SELECT count(*) FROM facts f JOIN few ON few.k = f.k";
        _database.Run("DELETE FROM few; INSERT INTO few VALUES (1, 'x', 1)");
        _database.Query(Query).ShouldBe(_database.Query("SELECT count(*) FROM facts WHERE k = 1"));
        _database.Run("UPDATE few SET k = 2");
        _database.Query(Query).ShouldBe(_database.Query("SELECT count(*) FROM facts WHERE k = 2"));
        _database.Run("DELETE FROM few");
        _database.Query(Query).ShouldBe(["0"]);
    }
}
