using BTreeDb.Diagnostics;
using BTreeDb.Engine;

namespace BTreeDb.Tests.Engine;

public sealed class SavepointTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public SavepointTests() => _database.Run("CREATE TABLE t (a int PRIMARY KEY, b text); CREATE INDEX i ON t (b)");

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Rollback_to_takes_back_what_came_after_and_keeps_the_savepoint()
    {
        _database.Run("BEGIN; INSERT INTO t VALUES (1, 'x'); SAVEPOINT s").ShouldBe("SAVEPOINT");
        _database.Run("UPDATE t SET b = 'y'; INSERT INTO t VALUES (2, 'z'); DELETE FROM t WHERE a = 1");
        _database.Run("ROLLBACK TO SAVEPOINT s").ShouldBe("ROLLBACK");
        _database.Query("SELECT * FROM t").ShouldBe(["1|x"]);
        _database.Query("SELECT a FROM t WHERE b = 'x'").ShouldBe(["1"]);
        _database.Run("INSERT INTO t VALUES (3, 'w'); ROLLBACK TO s; INSERT INTO t VALUES (4, 'v'); COMMIT");
        _database.Query("SELECT * FROM t ORDER BY a").ShouldBe(["1|x", "4|v"]);
    }

    [Fact]
    public void Savepoints_nest_and_the_newest_of_a_name_is_meant()
    {
        _database.Run("BEGIN; SAVEPOINT a; INSERT INTO t VALUES (1); SAVEPOINT b; INSERT INTO t VALUES (2)");
        _database.Run("SAVEPOINT a; INSERT INTO t VALUES (3); ROLLBACK TO a");
        _database.Query("SELECT count(*) FROM t").ShouldBe(["2"]);
        _database.Run("RELEASE a").ShouldBe("RELEASE");
        _database.Run("ROLLBACK TO b");
        _database.Query("SELECT count(*) FROM t").ShouldBe(["1"]);
        _database.Run("ROLLBACK TO a");
        _database.Query("SELECT count(*) FROM t").ShouldBe(["0"]);
        _database.Fails("RELEASE b").SqlState.ShouldBe(SqlState.InvalidSavepointSpecification);
        _database.Run("ROLLBACK TO a; COMMIT");
        _database.Session.Status.ShouldBe(SessionTransactionStatus.Idle);
    }

    [Fact]
    public void Failed_block_goes_on_after_rollback_to()
    {
        _database.Run("BEGIN; INSERT INTO t VALUES (1); SAVEPOINT s; INSERT INTO t VALUES (2)");
        _database.Fails("INSERT INTO t VALUES (3), (1)").SqlState.ShouldBe(SqlState.UniqueViolation);
        _database.Session.Status.ShouldBe(SessionTransactionStatus.Failed);
        _database.Fails("SELECT 1").SqlState.ShouldBe(SqlState.InFailedSqlTransaction);
        _database.Fails("SAVEPOINT x").SqlState.ShouldBe(SqlState.InFailedSqlTransaction);
        _database.Fails("RELEASE s").SqlState.ShouldBe(SqlState.InFailedSqlTransaction);
        var error = _database.Fails("ROLLBACK TO nosuch");
        error.SqlState.ShouldBe(SqlState.InvalidSavepointSpecification);
        error.Message.ShouldBe("savepoint \"nosuch\" does not exist");
        _database.Run("ROLLBACK TO s; INSERT INTO t VALUES (4); COMMIT");
        _database.Query("SELECT a FROM t ORDER BY a").ShouldBe(["1", "4"]);
    }

    [Theory]
    [InlineData("SAVEPOINT s", "SAVEPOINT can only be used in transaction blocks")]
    [InlineData("ROLLBACK TO s", "ROLLBACK TO SAVEPOINT can only be used in transaction blocks")]
    [InlineData("RELEASE s", "RELEASE SAVEPOINT can only be used in transaction blocks")]
    public void Savepoint_needs_a_block(string sql, string message)
    {
        var error = _database.Fails(sql);
        error.SqlState.ShouldBe(SqlState.NoActiveSqlTransaction);
        error.Message.ShouldBe(message);
    }

    [Fact]
    public void Savepoint_before_the_first_statement_returns_to_the_beginning()
    {
        _database.Run("BEGIN; SAVEPOINT s; INSERT INTO t VALUES (1); CREATE TABLE u (a int); ROLLBACK TO s");
        _database.Query("SELECT count(*) FROM t").ShouldBe(["0"]);
        _database.Run("CREATE TABLE u (b text); INSERT INTO u VALUES ('x'); COMMIT");
        _database.Query("SELECT b FROM u").ShouldBe(["x"]);
    }

    [Fact]
    public void Definitions_are_taken_back()
    {
        _database.Run("BEGIN; CREATE TABLE u (a int); SAVEPOINT s; CREATE TABLE v (a int); DROP TABLE t; INSERT INTO u VALUES (1)");
        _database.Run("ROLLBACK TO s");
        _database.Fails("SELECT * FROM v").SqlState.ShouldBe(SqlState.UndefinedTable);
        _database.Run("ROLLBACK TO s; INSERT INTO t VALUES (1, 'x')");
        _database.Run("CREATE TABLE v (c text); INSERT INTO v VALUES ('y'); COMMIT");
        _database.Query("SELECT * FROM u").ShouldBeEmpty();
        _database.Query("SELECT * FROM v").ShouldBe(["y"]);
        _database.Query("SELECT * FROM t").ShouldBe(["1|x"]);
        _database.Reopen();
        _database.Query("SELECT * FROM v").ShouldBe(["y"]);
        _database.Query("SELECT b FROM t WHERE b = 'x'").ShouldBe(["x"]);
    }

    [Fact]
    public void Locks_taken_since_are_let_go()
    {
        using var other = _database.Engine.OpenSession();
        _database.Run("BEGIN; INSERT INTO t VALUES (1); SAVEPOINT s; CREATE TABLE u (a int); INSERT INTO t VALUES (2); ROLLBACK TO s");
        TestDatabase.Run(other, "SET lock_timeout = '2s'; CREATE TABLE v (a int); INSERT INTO t VALUES (2)");
        _database.Run("COMMIT");
        _database.Query("SELECT a FROM t ORDER BY a").ShouldBe(["1", "2"]);
    }

    [Fact]
    public void Waiting_writer_goes_on_after_rollback_to()
    {
        _database.Run("INSERT INTO t VALUES (1, 'x'); BEGIN; SAVEPOINT s; UPDATE t SET b = 'y'");
        using var other = _database.Engine.OpenSession();
        var write = Task.Run(() => TestDatabase.Run(other, "SET lock_timeout = '10s'; UPDATE t SET b = 'z'"));
        Thread.Sleep(50);
        _database.Run("ROLLBACK TO s");
        write.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        _database.Run("COMMIT");
        _database.Query("SELECT b FROM t").ShouldBe(["z"]);
    }

    [Fact]
    public void Settings_and_row_counts_are_taken_back()
    {
        _database.Run("BEGIN; SET work_mem = '1MB'; SAVEPOINT s; SET work_mem = '2MB'");
        _database.Run("INSERT INTO t SELECT n FROM generate_series(1, 1000) AS g (n); ROLLBACK TO s");
        _database.Query("SHOW work_mem").ShouldBe(["1MB"]);
        _database.Run("INSERT INTO t VALUES (1); COMMIT");
        _database.Query("SHOW work_mem").ShouldBe(["1MB"]);
        var catalog = _database.Session.GetCatalog();
        catalog.TryGetTable(null, "t", out var table).ShouldBeTrue();
        catalog.EstimateRowCount(table!.Id).ShouldBe(1);
    }

    [Fact]
    public void Rolled_back_work_does_not_come_back_after_a_crash()
    {
        using var database = new TestDatabase(isOnDisk: true);
        database.Run("CREATE TABLE t (a int PRIMARY KEY); BEGIN; INSERT INTO t VALUES (1); SAVEPOINT s");
        database.Run("INSERT INTO t VALUES (2); ROLLBACK TO s; INSERT INTO t VALUES (3); COMMIT");
        database.Crash();
        database.Query("SELECT a FROM t ORDER BY a").ShouldBe(["1", "3"]);
    }
}
