using BTreeDb.Diagnostics;
using BTreeDb.Engine;

namespace BTreeDb.Tests.Engine;

/// <summary>What waits for locks tell: errors with both sides, and the views.</summary>
public sealed class LockWaitTests : IDisposable
{
    private readonly TestDatabase _database = new();
    private readonly Session _other;

    public LockWaitTests()
    {
        _database.Run("CREATE TABLE t (a int PRIMARY KEY, n int UNIQUE); INSERT INTO t VALUES (1, 0), (2, 9); CREATE TABLE u (a int)");
        _other = _database.Engine.OpenSession();
    }

    public void Dispose()
    {
        _other.Dispose();
        _database.Dispose();
    }

    [Fact]
    public void Deadlock_over_rows_names_both_sides()
    {
        _database.Run("BEGIN; UPDATE t SET n = 1 WHERE a = 1");
        TestDatabase.Run(_other, "BEGIN; UPDATE t SET n = 2 WHERE a = 2");
        using var waiting = Start("DELETE FROM t WHERE a = 1");
        var other = Transaction(_other);
        var own = Transaction(_database.Session);
        var error = _database.Fails("UPDATE t SET n = 3 WHERE a = 2");
        error.SqlState.ShouldBe(SqlState.DeadlockDetected);
        error.Detail.ShouldBe(
            $"Process 1 waits for ShareLock on transaction {other}; blocked by process 2.\n"
            + $"Process 2 waits for ShareLock on transaction {own}; blocked by process 1.");
        error.Context.ShouldBe("while updating tuple (2) in relation \"t\"");
        _database.Run("ROLLBACK");
        waiting.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
    }

    [Fact]
    public void Deadlock_over_tables_and_advisory_locks_names_both_sides()
    {
        _database.Run("BEGIN; LOCK TABLE u IN SHARE MODE; SELECT pg_advisory_xact_lock(4294967297)");
        TestDatabase.Run(_other, "BEGIN; SELECT pg_advisory_xact_lock(3, 4)");
        using var waiting = Start("INSERT INTO u VALUES (1)");
        var error = _database.Fails("SELECT pg_advisory_xact_lock_shared(3, 4)");
        error.SqlState.ShouldBe(SqlState.DeadlockDetected);
        error.Detail.ShouldBe(
            "Process 1 waits for ShareLock on advisory lock [3,4,2]; blocked by process 2.\n"
            + "Process 2 waits for RowExclusiveLock on relation \"u\"; blocked by process 1.");
        error.Context.ShouldBeNull();
        _database.Run("ROLLBACK");
        waiting.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
    }

    [Fact]
    public void Deadlock_of_three_tells_the_whole_circle()
    {
        using var third = _database.Engine.OpenSession();
        _database.Run("INSERT INTO t VALUES (3, 3); BEGIN; SELECT * FROM t WHERE a = 1 FOR UPDATE");
        TestDatabase.Run(_other, "BEGIN; SELECT * FROM t WHERE a = 2 FOR UPDATE");
        TestDatabase.Run(third, "BEGIN; SELECT * FROM t WHERE a = 3 FOR UPDATE");
        using var one = Start("SELECT * FROM t WHERE a = 1 FOR UPDATE");
        using var two = Task.Run(() => TestDatabase.Run(third, "UPDATE t SET n = 7 WHERE a = 2"));
        TestDatabase.AwaitWaiting(third);
        var lines = _database.Fails("SELECT * FROM t WHERE a = 3 FOR SHARE").Detail!.Split('\n');
        lines.Length.ShouldBe(3);
        lines[0].ShouldStartWith("Process 1 waits for ShareLock on transaction ");
        lines[0].ShouldEndWith("; blocked by process 3.");
        lines[1].ShouldEndWith("; blocked by process 2.");
        lines[2].ShouldStartWith("Process 2 waits");
        lines[2].ShouldEndWith("; blocked by process 1.");
        _database.Run("ROLLBACK");
        one.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        TestDatabase.Run(_other, "ROLLBACK");
        two.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
    }

    [Fact]
    public void Waits_that_end_tell_what_was_waited_for()
    {
        _database.Run("BEGIN; INSERT INTO t VALUES (5, 50)");
        TestDatabase.Run(_other, "SET lock_timeout = '30ms'");
        var error = Should.Throw<EngineException>(() => TestDatabase.Run(_other, "INSERT INTO t VALUES (5, 51)"));
        error.SqlState.ShouldBe(SqlState.LockNotAvailable);
        error.Context.ShouldBe("while inserting tuple (5) in relation \"t\"");
        Should.Throw<EngineException>(() => TestDatabase.Run(_other, "INSERT INTO t VALUES (6, 50)"))
            .Context.ShouldBe("while inserting index tuple (50) in relation \"t_n_key\"");
    }

    [Fact]
    public void View_shows_who_waits_for_an_idle_session()
    {
        _database.Run("SELECT pg_advisory_lock(-1)");
        using var waiting = Start("SELECT pg_advisory_lock(-1)");
        SpinWait.SpinUntil(
            () => Waiting().SequenceEqual(["advisory|ExclusiveLock|2|-1|1"]), TimeSpan.FromSeconds(30)).ShouldBeTrue();
        _database.Run("SELECT pg_advisory_unlock(-1)");
        waiting.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        Waiting().ShouldBeEmpty();
    }

    [Fact]
    public void View_shows_the_wait_for_the_catalog()
    {
        _database.Run("BEGIN; CREATE TABLE v (a int)");
        using var waiting = Start("CREATE TABLE w (a int)");
        Waiting().ShouldBe(["catalog|AccessExclusiveLock|2|~|1"]);
        _database.Query("SELECT kind, mode FROM btreedb_locks WHERE granted AND kind = 'catalog'")
            .ShouldBe(["catalog|AccessExclusiveLock"]);
        _database.Run("COMMIT");
        waiting.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
    }

    [Fact]
    public void View_shows_ranges_that_serializable_transactions_have_read()
    {
        _database.Run("CREATE TABLE r (a int PRIMARY KEY, n int)");
        _database.Run("INSERT INTO r SELECT i, i FROM generate_series(1, 9000) AS g (i); ANALYZE r");
        _database.Run("BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT * FROM r WHERE a = 77; SELECT * FROM r WHERE a > 5 AND a < 8");
        TestDatabase.Run(_other, "BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT count(*) FROM u");
        var locks = _database.Query(
            "SELECT pid, relation, object FROM btreedb_locks WHERE mode = 'SIReadLock' AND relation IS NOT NULL ORDER BY 1, 2, 3");
        locks.ShouldBe(["1|r|(77)", "1|r|[(6),(8))", "2|u|~"]);
    }

    private Task<string> Start(string sql)
    {
        var before = _other.WaitCount;
        var task = Task.Run(() => TestDatabase.Run(_other, sql));
        TestDatabase.AwaitWaiting(_other, before);
        return task;
    }

    private List<string> Waiting() =>
        _database.Query("SELECT kind, mode, pid, object, blocked_by FROM btreedb_locks WHERE NOT granted AND wait_start <= now() + interval '1 hour'");

    private string Transaction(Session session)
    {
        using var viewer = _database.Engine.OpenSession();
        var pid = session == _other ? 2 : 1;
        return TestDatabase.Query(
            viewer, $"SELECT transaction FROM btreedb_locks WHERE kind = 'transaction' AND granted AND pid = {pid}")[0];
    }
}
