using BTreeDb.Types;
using Shouldly;
using Xunit;

namespace BTreeDb.Tests.Engine;

/// <summary>Statements with parameters are planned for their values where that pays, and give what literals give.</summary>
public sealed class CustomPlanTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public CustomPlanTests() => _database.Run(
        "CREATE TABLE events (id int PRIMARY KEY, kind int, at int, note text);"
        + "INSERT INTO events SELECT g, CASE WHEN g % 1000 = 0 THEN g % 7 ELSE 9 END, g, 'n' || g FROM generate_series(1, 50000) g;"
        + "CREATE INDEX events_kind ON events (kind); CREATE INDEX events_at ON events (at); ANALYZE events");

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData("int", "SELECT count(*), min(note) FROM events WHERE at > $1", "49990", "Index Scan using events_at")]
    [InlineData("int", "SELECT count(*), min(note) FROM events WHERE at > $1", "10", "Seq Scan on events")]
    [InlineData("int", "SELECT count(note) FROM events WHERE kind = $1", "3", "Index Scan using events_kind")]
    [InlineData("int", "SELECT count(note) FROM events WHERE kind = $1", "9", "Seq Scan on events")]
    [InlineData("int", "UPDATE events SET note = 'x' WHERE at > $1", "49999", "Index Scan using events_at")]
    public void Plan_fits_the_value(string type, string statement, string value, string access)
    {
        _database.Run($"PREPARE p ({type}) AS {statement}");
        string.Join('\n', _database.Query($"EXPLAIN EXECUTE p({value})")).ShouldContain(access);
    }

    [Fact]
    public void Results_are_those_of_literals_for_any_sequence_of_values()
    {
        _database.Run("PREPARE p (int, int) AS SELECT count(*), min(note), max(at) FROM events WHERE at BETWEEN $1 AND $2 AND kind = 9");
        for (var i = 0; i < 30; i++)
        {
            var (low, high) = (i * 1500 % 49_000, (i * 1500 % 49_000) + (i % 3 == 0 ? 40_000 : 3));
            _database.Query($"EXECUTE p({low}, {high})").ShouldBe(_database.Query(
                $"SELECT count(*), min(note), max(at) FROM events WHERE at BETWEEN {low} AND {high} AND kind = 9"));
        }

        _database.Query("EXECUTE p(NULL, 5)").ShouldBe(["0|~|~"]);
    }

    [Fact]
    public void Strings_are_constants_like_literals()
    {
        for (var i = 0; i < 8; i++)
        {
            _database.Query("SELECT count(*) FROM events WHERE note IN ($1, 'n8') AND note || $1 = 'n7' || $1", Datum.FromString("n7"))
                .ShouldBe(["1"]);
        }
    }

    [Fact]
    public void Plans_for_values_are_given_up_where_they_save_nothing()
    {
        _database.Run("PREPARE p (int) AS SELECT count(*) FROM events WHERE id % 7 = $1");
        for (var i = 0; i < 10; i++)
            _database.Query($"EXECUTE p({i})").ShouldBe(_database.Query($"SELECT count(*) FROM events WHERE id % 7 = {i}"));
    }
}
