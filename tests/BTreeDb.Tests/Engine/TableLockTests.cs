using BTreeDb.Diagnostics;
using BTreeDb.Engine;

namespace BTreeDb.Tests.Engine;

public sealed class TableLockTests : IDisposable
{
    private static readonly string[] Modes =
    [
        "ACCESS SHARE", "ROW SHARE", "ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE", "SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE",
        "ACCESS EXCLUSIVE",
    ];

    private readonly TestDatabase _database = new();
    private readonly Session _other;

    public TableLockTests()
    {
        _database.Run("CREATE TABLE t (a int PRIMARY KEY); INSERT INTO t VALUES (1)");
        _other = _database.Engine.OpenSession();
    }

    public void Dispose()
    {
        _other.Dispose();
        _database.Dispose();
    }

    [Theory]
    [InlineData(0, "XXXXXXX-")]
    [InlineData(1, "XXXXXX--")]
    [InlineData(2, "XXXX----")]
    [InlineData(3, "XXX-----")]
    [InlineData(4, "XX--X---")]
    [InlineData(5, "XX------")]
    [InlineData(6, "X-------")]
    [InlineData(7, "--------")]
    public void Modes_go_together_as_in_PostgreSQL(int mode, string expected)
    {
        var found = "";
        foreach (var other in Modes)
        {
            _database.Run($"BEGIN; LOCK TABLE t IN {Modes[mode]} MODE");
            found += Refusal($"BEGIN; LOCK TABLE t IN {other} MODE NOWAIT") is null ? 'X' : '-';
            TestDatabase.Run(_other, "ROLLBACK");
            _database.Run("COMMIT");
        }

        found.ShouldBe(expected);
    }

    [Fact]
    public void Share_lock_keeps_writers_out_and_readers_in()
    {
        _database.Run("BEGIN; LOCK t IN SHARE MODE").ShouldBe("LOCK TABLE");
        TestDatabase.Run(_other, "SET lock_timeout = '30ms'");
        Refusal("UPDATE t SET a = 2")!.SqlState.ShouldBe(SqlState.LockNotAvailable);
        TestDatabase.Query(_other, "SELECT a FROM t").ShouldBe(["1"]);
        TestDatabase.Query(_other, "SELECT a FROM t FOR SHARE").ShouldBe(["1"]);
        _database.Run("COMMIT");
        TestDatabase.Run(_other, "UPDATE t SET a = 2");
    }

    [Fact]
    public void Snapshot_is_taken_after_the_lock()
    {
        _database.Run("BEGIN; INSERT INTO t VALUES (2)");
        var locked = Task.Run(() => TestDatabase.Run(_other, "BEGIN; LOCK TABLE t IN SHARE MODE"));
        TestDatabase.AwaitWaiting(_other);
        _database.Run("COMMIT");
        locked.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        TestDatabase.Query(_other, "SELECT count(*) FROM t").ShouldBe(["2"]);
    }

    [Fact]
    public void Misplaced_lock_is_refused()
    {
        _database.Fails("LOCK TABLE t").SqlState.ShouldBe(SqlState.NoActiveSqlTransaction);
        _database.Fails("BEGIN; LOCK TABLE nosuch").SqlState.ShouldBe(SqlState.UndefinedTable);
        _database.Run("ROLLBACK; BEGIN READ ONLY; LOCK TABLE t");
        var error = Should.Throw<EngineException>(() =>
        {
            _database.Run("ROLLBACK; BEGIN; INSERT INTO t VALUES (5)");
            TestDatabase.Run(_other, "BEGIN; LOCK TABLE t IN EXCLUSIVE MODE NOWAIT");
        });
        error.Message.ShouldBe("could not obtain lock on relation \"t\"");
        error.SqlState.ShouldBe(SqlState.LockNotAvailable);
    }

    private EngineException? Refusal(string sql)
    {
        try
        {
            TestDatabase.Run(_other, sql);
            return null;
        }
        catch (EngineException error)
        {
            return error;
        }
    }
}
