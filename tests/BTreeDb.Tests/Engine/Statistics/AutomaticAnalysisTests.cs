using BTreeDb.Catalog;
using BTreeDb.Engine;
using BTreeDb.Engine.Statistics;
using Shouldly;
using Xunit;

namespace BTreeDb.Tests.Engine.Statistics;

/// <summary>When tables are analyzed without being asked for.</summary>
public sealed class AutomaticAnalysisTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Tables_of_which_much_has_changed_are_analyzed()
    {
        _database.Run("CREATE TABLE t (id int PRIMARY KEY, v int)");
        _database.Run("CREATE TABLE few (id int)");
        _database.Run("INSERT INTO t SELECT i, i % 10 FROM generate_series(1, 1000) i");
        _database.Run("INSERT INTO few VALUES (1), (2)");
        Analyze();
        Counter("t").Statistics.ShouldNotBeNull().Rows.ShouldBe(1000);
        Counter("few").Statistics.ShouldBeNull();
    }

    [Theory]
    [InlineData("UPDATE t SET v = v + 1 WHERE id <= 149", false)]
    [InlineData("UPDATE t SET v = v + 1 WHERE id <= 151", true)]
    [InlineData("UPDATE t SET id = -id WHERE id <= 160", true)]
    [InlineData("DELETE FROM t WHERE id <= 200", true)]
    [InlineData("BEGIN; DELETE FROM t; ROLLBACK", false)]
    [InlineData("BEGIN; SAVEPOINT s; UPDATE t SET v = 0; ROLLBACK TO s; COMMIT", false)]
    public void Only_committed_changes_beyond_a_tenth_count(string change, bool isDue)
    {
        _database.Run("CREATE TABLE t (id int PRIMARY KEY, v int)");
        _database.Run("INSERT INTO t SELECT i, i % 10 FROM generate_series(1, 1000) i");
        _database.Run("ANALYZE t");
        foreach (var statement in change.Split("; "))
            _database.Run(statement);
        Counter("t").IsAnalysisDue.ShouldBe(isDue);
        var before = Counter("t").Statistics;
        Analyze();
        ReferenceEquals(Counter("t").Statistics, before).ShouldBe(!isDue);
        Counter("t").IsAnalysisDue.ShouldBeFalse();
    }

    [Fact]
    public void A_running_transaction_is_not_counted()
    {
        _database.Run("CREATE TABLE t (id int PRIMARY KEY)");
        _database.Run("INSERT INTO t SELECT i FROM generate_series(1, 100) i");
        using var other = _database.Engine.OpenSession();
        TestDatabase.Run(other, "BEGIN");
        TestDatabase.Run(other, "INSERT INTO t SELECT i FROM generate_series(1001, 2000) i");
        Analyze();
        Counter("t").Statistics.ShouldNotBeNull().Rows.ShouldBe(100);
    }

    [Fact]
    public void The_timer_analyzes_and_ends_with_the_database()
    {
        using var database = new TestDatabase(new EngineSettings { AnalyzeInterval = TimeSpan.FromMilliseconds(1) });
        database.Run("CREATE TABLE t (id int PRIMARY KEY)");
        database.Run("INSERT INTO t SELECT i FROM generate_series(1, 5000) i");
        var counter = CounterOf(database, "t");
        SpinWait.SpinUntil(() => counter.Statistics is not null, TimeSpan.FromSeconds(60)).ShouldBeTrue();
        database.Reopen();
        CounterOf(database, "t").Statistics.ShouldNotBeNull().Rows.ShouldBe(5000);
    }

    private RowCounter Counter(string table) => CounterOf(_database, table);

    private static RowCounter CounterOf(TestDatabase database, string table)
    {
        database.Engine.Catalogs.Latest.TryGetTable(null, table, out var schema).ShouldBeTrue();
        return database.Engine.Catalogs.RowCounts.Get(schema!.Id);
    }

    private void Analyze()
    {
        using var analysis = AutomaticAnalysis.Start(_database.Engine, Timeout.InfiniteTimeSpan);
        analysis.Run();
    }
}
