using BTreeDb.Diagnostics;
using BTreeDb.Engine;

namespace BTreeDb.Tests.Engine;

public sealed class IsolationSettingTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public IsolationSettingTests() => _database.Run("CREATE TABLE t (a int PRIMARY KEY); INSERT INTO t VALUES (1)");

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData("BEGIN ISOLATION LEVEL READ COMMITTED", "read committed")]
    [InlineData("BEGIN ISOLATION LEVEL READ UNCOMMITTED, READ WRITE", "read uncommitted")]
    [InlineData("BEGIN ISOLATION LEVEL SERIALIZABLE", "serializable")]
    [InlineData("START TRANSACTION ISOLATION LEVEL REPEATABLE READ", "repeatable read")]
    [InlineData("BEGIN; SET TRANSACTION ISOLATION LEVEL READ COMMITTED", "read committed")]
    [InlineData("SET default_transaction_isolation = 'read committed'; BEGIN", "read committed")]
    [InlineData("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED; BEGIN", "read committed")]
    [InlineData("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED", "read committed")]
    [InlineData("BEGIN", "repeatable read")]
    public void Level_is_as_set(string sql, string level)
    {
        _database.Run(sql);
        _database.Query("SHOW transaction_isolation").ShouldBe([level]);
    }

    [Theory]
    [InlineData("BEGIN READ ONLY")]
    [InlineData("BEGIN; SELECT 1; SET TRANSACTION READ ONLY")]
    [InlineData("SET default_transaction_read_only = on")]
    [InlineData("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY; BEGIN")]
    public void Read_only_refuses_writes(string sql)
    {
        _database.Run(sql);
        _database.Query("SHOW transaction_read_only").ShouldBe(["on"]);
        var error = _database.Fails("INSERT INTO t VALUES (2)");
        error.SqlState.ShouldBe(SqlState.ReadOnlySqlTransaction);
        error.Message.ShouldBe("cannot execute INSERT in a read-only transaction");
    }

    [Theory]
    [InlineData("SELECT 1; SET TRANSACTION ISOLATION LEVEL READ COMMITTED", "SET TRANSACTION ISOLATION LEVEL must be called before any query")]
    [InlineData("SAVEPOINT s; SET TRANSACTION ISOLATION LEVEL READ COMMITTED", "SET TRANSACTION ISOLATION LEVEL must not be called in a subtransaction")]
    [InlineData("SET TRANSACTION READ ONLY; SELECT 1; SET TRANSACTION READ WRITE", "transaction read-write mode must be set before any query")]
    public void Too_late_is_too_late(string sql, string message)
    {
        var error = _database.Fails("BEGIN; " + sql);
        error.SqlState.ShouldBe(SqlState.ActiveSqlTransaction);
        error.Message.ShouldBe(message);
    }

    [Theory]
    [InlineData(System.Data.IsolationLevel.Unspecified, "repeatable read")]
    [InlineData(System.Data.IsolationLevel.Snapshot, "repeatable read")]
    [InlineData(System.Data.IsolationLevel.RepeatableRead, "repeatable read")]
    [InlineData(System.Data.IsolationLevel.ReadCommitted, "read committed")]
    [InlineData(System.Data.IsolationLevel.ReadUncommitted, "read uncommitted")]
    [InlineData(System.Data.IsolationLevel.Serializable, "serializable")]
    public void Levels_of_the_provider_map(System.Data.IsolationLevel level, string name)
    {
        _database.Session.Begin(level, readOnly: false);
        _database.Query("SHOW transaction_isolation").ShouldBe([name]);
    }

    [Fact]
    public void Each_statement_sees_what_is_committed_at_read_committed()
    {
        using var other = _database.Engine.OpenSession();
        _database.Run("BEGIN ISOLATION LEVEL READ COMMITTED");
        _database.Query("SELECT count(*) FROM t").ShouldBe(["1"]);
        TestDatabase.Run(other, "INSERT INTO t VALUES (2)");
        _database.Query("SELECT count(*) FROM t").ShouldBe(["2"]);
        TestDatabase.Run(other, "CREATE TABLE u (a int)");
        _database.Query("SELECT count(*) FROM u").ShouldBe(["0"]);
    }

    [Fact]
    public void Repeated_statement_counts_its_rows_once()
    {
        using var other = _database.Engine.OpenSession();
        TestDatabase.Run(other, "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT 1");
        _database.Run("INSERT INTO t VALUES (2), (3); BEGIN; UPDATE t SET a = 30 WHERE a = 3");
        var delete = Task.Run(() => TestDatabase.Run(other, "DELETE FROM t"));
        TestDatabase.AwaitWaiting(other);
        _database.Run("COMMIT");
        delete.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        delete.Result.ShouldBe("DELETE 3");
        TestDatabase.Run(other, "COMMIT");
        _database.Session.GetCatalog().TryGetTable(null, "t", out var table).ShouldBeTrue();
        _database.Session.GetCatalog().EstimateRowCount(table!.Id).ShouldBe(0);
    }

    [Fact]
    public void Silent_block_is_ended()
    {
        _database.Run("SET idle_in_transaction_session_timeout = '30ms'; BEGIN; INSERT INTO t VALUES (2)");
        using var other = _database.Engine.OpenSession();
        TestDatabase.Run(other, "SET lock_timeout = '20s'; INSERT INTO t VALUES (2)");
        _database.Fails("SELECT 1").SqlState.ShouldBe("25P03");
        _database.Session.Status.ShouldBe(SessionTransactionStatus.Idle);
        _database.Query("SELECT count(*) FROM t").ShouldBe(["2"]);
        _database.Run("SET idle_in_transaction_session_timeout = 0; BEGIN; SELECT 1; COMMIT");
    }

    [Fact]
    public void Silence_outside_a_block_and_work_inside_are_let_be()
    {
        _database.Run("SET idle_in_transaction_session_timeout = '2s'");
        _database.Run("BEGIN; INSERT INTO t VALUES (2); INSERT INTO t VALUES (3); COMMIT");
        _database.Session.Begin(System.Data.IsolationLevel.Unspecified, readOnly: false);
        _database.Session.Commit().ShouldBeTrue();
        _database.Query("SELECT count(*) FROM t").ShouldBe(["3"]);
    }
}
