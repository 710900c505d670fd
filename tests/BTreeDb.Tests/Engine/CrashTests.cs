using BTreeDb.Diagnostics;

namespace BTreeDb.Tests.Engine;

public sealed class CrashTests : IDisposable
{
    private readonly TestDatabase _database = new(isOnDisk: true);

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Async_execution_commits()
    {
        _database.Run("CREATE TABLE t (a int)");
        var script = _database.Session.Prepare("INSERT INTO t VALUES (1), (2)", []);
        (await _database.Session.ExecuteAsync(script, 0, default, default, default)).RowsAffected.ShouldBe(2);
        _database.Session.Begin(System.Data.IsolationLevel.Unspecified, readOnly: false);
        await _database.Session.ExecuteAsync(script, 0, default, default, default);
        (await _database.Session.CommitAsync(default)).ShouldBeTrue();
        _database.Crash();
        _database.Query("SELECT count(*) FROM t").ShouldBe(["4"]);
    }

    [Fact]
    public void Committed_work_survives_a_crash_and_other_work_does_not()
    {
        _database.Run("CREATE TABLE t (a int PRIMARY KEY, b text); CREATE INDEX i ON t (b)");
        _database.Run("INSERT INTO t SELECT g, 'n' || g FROM generate_series(1, 2000) g");
        _database.Run("BEGIN; DELETE FROM t WHERE a <= 1000; CREATE TABLE u (a int)");
        _database.Crash();
        _database.Query("SELECT count(*), min(a) FROM t").ShouldBe(["2000|1"]);
        _database.Query("SELECT a FROM t WHERE b = 'n77'").ShouldBe(["77"]);
        _database.Fails("SELECT * FROM u").SqlState.ShouldBe(SqlState.UndefinedTable);
        _database.Run("INSERT INTO t VALUES (5000, 'x')");
    }

    [Fact]
    public void Hidden_row_ids_go_on_after_a_crash()
    {
        _database.Run("CREATE TABLE t (a int); INSERT INTO t VALUES (1), (2)");
        _database.Crash();
        _database.Run("INSERT INTO t VALUES (3)");
        _database.Query("SELECT a FROM t").ShouldBe(["1", "2", "3"]);
    }
}
