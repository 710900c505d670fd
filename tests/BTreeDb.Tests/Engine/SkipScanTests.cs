using BTreeDb.Diagnostics;
using Shouldly;
using Xunit;

namespace BTreeDb.Tests.Engine;

/// <summary>Keys serve conditions on their later columns where the first ones have few values.</summary>
public sealed class SkipScanTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public SkipScanTests() => _database.Run(
        "CREATE TABLE parts (site int, number int, code int, note text, PRIMARY KEY (site, number));"
        + "INSERT INTO parts SELECT g % 7, g, (g * 31) % 9973, 'n' || g FROM generate_series(1, 30000) g;"
        + "CREATE INDEX parts_code ON parts (site, code); ANALYZE parts");

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData("number = 500", "Primary Key Scan on parts", true)]
    [InlineData("code = 500", "Index Scan using parts_code", true)]
    [InlineData("code IN (500, 501) AND note <> ''", "Index Scan using parts_code", true)]
    [InlineData("site = 3 AND code = 500", "Index Scan using parts_code", false)]
    [InlineData("number > 100", "Seq Scan on parts", false)]
    public void Key_is_used_where_few_values_are_skipped(string condition, string access, bool skips)
    {
        var plan = string.Join('\n', _database.Query($"EXPLAIN SELECT * FROM parts WHERE {condition}"));
        plan.ShouldContain(access);
        plan.Contains("Skipped Columns: site", StringComparison.Ordinal).ShouldBe(skips);
    }

    [Fact]
    public void Many_values_are_not_skipped()
    {
        _database.Run("CREATE INDEX parts_many ON parts (note, code); DROP INDEX parts_code; ANALYZE parts");
        string.Join('\n', _database.Query("EXPLAIN SELECT * FROM parts WHERE code = 500")).ShouldNotContain("Skipped");
    }

    [Fact]
    public void Order_is_that_of_the_key_in_both_directions()
    {
        const string query = "SELECT site, number FROM parts WHERE number BETWEEN 700 AND 720 ORDER BY site DESC, number DESC";
        string.Join('\n', _database.Query("EXPLAIN " + query)).ShouldContain("Primary Key Scan Backward");
        var expected = _database.Query(query);
        _database.Run("SET enable_indexscan = off");
        _database.Query(query).ShouldBe(expected);
        expected.Count.ShouldBe(21);
    }

    [Fact]
    public void What_was_skipped_was_read_by_a_serializable_transaction()
    {
        using var other = _database.Engine.OpenSession();
        _database.Run("BEGIN ISOLATION LEVEL SERIALIZABLE");
        TestDatabase.Run(other, "BEGIN ISOLATION LEVEL SERIALIZABLE");
        _database.Query("SELECT count(*) FROM parts WHERE number = 100000").ShouldBe(["0"]);
        TestDatabase.Query(other, "SELECT count(*) FROM parts WHERE number = 100001").ShouldBe(["0"]);
        _database.Run("INSERT INTO parts VALUES (50, 100001, 0, '')");
        TestDatabase.Run(other, "INSERT INTO parts VALUES (60, 100000, 0, '')");
        _database.Run("COMMIT");
        Should.Throw<EngineException>(() => TestDatabase.Run(other, "COMMIT")).SqlState.ShouldBe("40001");
    }
}
