namespace BTreeDb.Data.Tests;

public sealed class ConnectionStringBuilderTests
{
    [Fact]
    public void Empty_string_has_the_defaults()
    {
        var builder = new BTreeDbConnectionStringBuilder();

        builder.DataSource.ShouldBe("");
        builder.PoolSize.ShouldBe(0);
        builder.PageSize.ShouldBe(0);
        builder.Durability.ShouldBe(BTreeDbDurability.Full);
        builder.ReadOnly.ShouldBeFalse();
        builder.Create.ShouldBeTrue();
        builder.CommandTimeout.ShouldBe(30);
        builder.ConnectionString.ShouldBe("");
    }

    [Fact]
    public void Keywords_ignore_case_and_have_aliases()
    {
        var builder = new BTreeDbConnectionStringBuilder(
            "datasource=a b.db;CACHE SIZE=64MB;pagesize=16kB;durability=normal;readonly=yes;default timeout=5;create=off");

        builder.DataSource.ShouldBe("a b.db");
        builder.PoolSize.ShouldBe(64L << 20);
        builder.PageSize.ShouldBe(16384);
        builder.Durability.ShouldBe(BTreeDbDurability.Normal);
        builder.ReadOnly.ShouldBeTrue();
        builder.CommandTimeout.ShouldBe(5);
        builder.Create.ShouldBeFalse();
        builder.ContainsKey("Pool Size").ShouldBeTrue();
    }

    [Fact]
    public void Settings_survive_the_round_trip()
    {
        var builder = new BTreeDbConnectionStringBuilder
        {
            DataSource = "x;y=z.db", PoolSize = 1 << 24, PageSize = 4096, Durability = BTreeDbDurability.Off,
            CommandTimeout = 0, ReadOnly = true,
        };

        var copy = new BTreeDbConnectionStringBuilder(builder.ConnectionString);

        copy.EquivalentTo(builder).ShouldBeTrue();
        copy.DataSource.ShouldBe("x;y=z.db");
        copy.Durability.ShouldBe(BTreeDbDurability.Off);
    }

    [Theory]
    [InlineData("Server=x")]
    [InlineData("Pool Size=lots")]
    [InlineData("Pool Size=-1")]
    [InlineData("Page Size=5000")]
    [InlineData("Durability=maybe")]
    [InlineData("Durability=1")]
    [InlineData("Read Only=2")]
    [InlineData("Command Timeout=-1")]
    public void Unknown_keyword_or_value_is_refused_at_once(string connectionString) =>
        Should.Throw<ArgumentException>(() => new BTreeDbConnectionStringBuilder(connectionString));

    [Fact]
    public void Connection_and_source_refuse_it_too()
    {
        Should.Throw<ArgumentException>(() => new BTreeDbConnection("Server=x"));
        Should.Throw<ArgumentException>(() => new BTreeDbDataSource("Server=x"));
    }

    [Fact]
    public void Keyword_is_removed_under_any_of_its_names()
    {
        var builder = new BTreeDbConnectionStringBuilder("Pool Size=1MB");

        builder.Remove("cache size").ShouldBeTrue();

        builder.PoolSize.ShouldBe(0);
        builder.TryGetValue("PoolSize", out _).ShouldBeFalse();
        builder.TryGetValue("nonsense", out _).ShouldBeFalse();
    }
}
