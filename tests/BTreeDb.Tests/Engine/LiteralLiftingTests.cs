using BTreeDb.Engine.Plans;
using Shouldly;
using Xunit;

namespace BTreeDb.Tests.Engine;

/// <summary>Texts that differ in literals only.</summary>
public sealed class LiteralLiftingTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData("SELECT a FROM t WHERE id = 5", "SELECT a FROM t WHERE id = $1")]
    [InlineData("select a from t where id=17 and b = 3;", "select a from t where id=$1 and b = $2;")]
    [InlineData("UPDATE t SET a = 7 WHERE id = 5", "UPDATE t SET a = $1 WHERE id = $2")]
    [InlineData("UPDATE t SET a = 7, b = 'x = 5' WHERE (id = 5)", "UPDATE t SET a = $1, b = 'x = 5' WHERE (id = $2)")]
    [InlineData("DELETE FROM \"t = 1\" WHERE id = 999999999999", "DELETE FROM \"t = 1\" WHERE id = $1")]
    [InlineData("SELECT a FROM t WHERE id = 5 LIMIT 3", "SELECT a FROM t WHERE id = $1 LIMIT 3")]
    public void Whole_numbers_behind_an_equals_sign_are_lifted(string text, string expected)
    {
        var lifted = new LiftedTexts();
        lifted.TryRead(text).ShouldBeTrue();
        lifted.Text.ShouldBe(expected);
    }

    [Theory]
    [InlineData("SELECT 1")]
    [InlineData("SELECT a FROM t WHERE id >= 5")]
    [InlineData("SELECT a FROM t WHERE id <= 5")]
    [InlineData("SELECT a FROM t WHERE id != 5")]
    [InlineData("SELECT a FROM t WHERE id = 5.5")]
    [InlineData("SELECT a FROM t WHERE id = 5e3")]
    [InlineData("SELECT a FROM t WHERE id = 5 + 1")]
    [InlineData("SELECT a FROM t WHERE id = -5")]
    [InlineData("SELECT a FROM t WHERE id = 5::text")]
    [InlineData("SELECT a FROM t WHERE id = 5 AND b = $1")]
    [InlineData("SELECT a FROM t WHERE id = 5 AND b = @x")]
    [InlineData("SELECT a FROM t WHERE id = 5 -- b")]
    [InlineData("SELECT a FROM t WHERE id = 5 /* b */")]
    [InlineData("SELECT a FROM t WHERE id = 9999999999999999999")]
    [InlineData("SELECT a FROM t WHERE b = 'open AND id = 5")]
    [InlineData("INSERT INTO t VALUES (1)")]
    public void Other_texts_are_left_alone(string text) => new LiftedTexts().TryRead(text).ShouldBeFalse();

    [Fact]
    public void Texts_that_share_a_plan_keep_their_own_values()
    {
        _database.Run("CREATE TABLE t (id int PRIMARY KEY, a int, b text); INSERT INTO t SELECT g, g * 2, 'n' || g FROM generate_series(1, 50) g");
        for (var i = 1; i <= 50; i++)
            _database.Query($"SELECT a, b FROM t WHERE id = {i}").ShouldBe([$"{i * 2}|n{i}"]);
        _database.Run("UPDATE t SET a = 1000 WHERE id = 7");
        _database.Run("UPDATE t SET a = 2000 WHERE id = 8");
        _database.Query("SELECT a FROM t WHERE id = 7").ShouldBe(["1000"]);
        _database.Query("SELECT a FROM t WHERE id = 8").ShouldBe(["2000"]);
        _database.Query("SELECT a FROM t WHERE id = 9999999999").ShouldBeEmpty();
        _database.Query("SELECT count(*) FROM t WHERE a = 4").ShouldBe(["1"]);
        _database.Query("SELECT count(*) FROM t WHERE a = 1000").ShouldBe(["1"]);
    }

    [Fact]
    public void Errors_are_those_of_the_text_with_its_literals()
    {
        _database.Run("CREATE TABLE t (id int PRIMARY KEY, b text)");
        _database.Fails("SELECT nothing FROM t WHERE id = 5").Message.ShouldBe("column \"nothing\" does not exist");
        _database.Fails("SELECT id FROM t WHERE b = 5").Message.ShouldContain("operator does not exist: text = integer");
        _database.Run("DROP TABLE t");
        _database.Fails("SELECT id FROM t WHERE id = 5").Message.ShouldBe("relation \"t\" does not exist");
    }

    [Fact]
    public void A_changed_definition_is_seen()
    {
        _database.Run("CREATE TABLE t (id int PRIMARY KEY, a int); INSERT INTO t VALUES (1, 10)");
        _database.Query("SELECT a FROM t WHERE id = 1").ShouldBe(["10"]);
        _database.Run("DROP TABLE t; CREATE TABLE t (a int, id text PRIMARY KEY)");
        _database.Fails("SELECT a FROM t WHERE id = 1").Message.ShouldContain("operator does not exist: text = integer");
    }
}
