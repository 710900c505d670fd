using BTreeDb.Diagnostics;
using BTreeDb.Engine;

namespace BTreeDb.Tests.Engine;

public sealed class RowLockTests : IDisposable
{
    private readonly TestDatabase _database = new();
    private readonly Session _other;

    public RowLockTests()
    {
        _database.Run("CREATE TABLE t (a int PRIMARY KEY, b text); INSERT INTO t VALUES (1, 'x'), (2, 'y'), (3, 'z')");
        _other = _database.Engine.OpenSession();
    }

    public void Dispose()
    {
        _other.Dispose();
        _database.Dispose();
    }

    [Theory]
    [InlineData("KEY SHARE", "KEY SHARE", true)]
    [InlineData("KEY SHARE", "SHARE", true)]
    [InlineData("KEY SHARE", "NO KEY UPDATE", true)]
    [InlineData("KEY SHARE", "UPDATE", false)]
    [InlineData("SHARE", "SHARE", true)]
    [InlineData("SHARE", "NO KEY UPDATE", false)]
    [InlineData("SHARE", "UPDATE", false)]
    [InlineData("NO KEY UPDATE", "NO KEY UPDATE", false)]
    [InlineData("NO KEY UPDATE", "UPDATE", false)]
    [InlineData("UPDATE", "UPDATE", false)]
    public void Locks_conflict_as_in_PostgreSQL(string one, string other, bool together)
    {
        Try(one, other, together);
        Try(other, one, together);
    }

    [Theory]
    [InlineData("KEY SHARE", true, false)]
    [InlineData("SHARE", false, false)]
    [InlineData("NO KEY UPDATE", false, false)]
    [InlineData("UPDATE", false, false)]
    public void Writers_honour_locks(string mode, bool canUpdate, bool canDelete)
    {
        _database.Run($"BEGIN; SELECT * FROM t WHERE a = 1 FOR {mode}");
        TestDatabase.Run(_other, "SET lock_timeout = '30ms'");
        Write("UPDATE t SET b = 'w' WHERE a = 1", canUpdate);
        Write("DELETE FROM t WHERE a = 1", canDelete);
        TestDatabase.Run(_other, "UPDATE t SET b = 'w' WHERE a = 2");
        _database.Run("COMMIT");
        TestDatabase.Run(_other, "DELETE FROM t WHERE a = 1");
    }

    [Fact]
    public void Locked_rows_are_skipped_or_refused()
    {
        _database.Run("BEGIN; UPDATE t SET b = 'w' WHERE a = 1; SELECT * FROM t WHERE a = 2 FOR UPDATE");
        TestDatabase.Query(_other, "SELECT a FROM t ORDER BY a FOR UPDATE SKIP LOCKED").ShouldBe(["3"]);
        TestDatabase.Query(_other, "SELECT a FROM t ORDER BY a LIMIT 1 FOR UPDATE SKIP LOCKED").ShouldBe(["3"]);
        var error = Should.Throw<EngineException>(() => TestDatabase.Run(_other, "SELECT a FROM t FOR SHARE NOWAIT"));
        error.SqlState.ShouldBe(SqlState.LockNotAvailable);
        error.Message.ShouldBe("could not obtain lock on row in relation \"t\"");
        TestDatabase.Query(_other, "SELECT a FROM t ORDER BY a").ShouldBe(["1", "2", "3"]);
    }

    [Fact]
    public void Limit_locks_no_more_than_it_yields()
    {
        _database.Run("BEGIN; SELECT a FROM t ORDER BY b DESC LIMIT 1 FOR UPDATE");
        TestDatabase.Query(_other, "SELECT a FROM t FOR UPDATE SKIP LOCKED").ShouldBe(["1", "2"]);
    }

    [Fact]
    public void Queue_is_worked_off_by_two_sessions()
    {
        const string take = "DELETE FROM t WHERE a IN (SELECT a FROM t ORDER BY a LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING a";
        _database.Run("BEGIN");
        TestDatabase.Run(_other, "BEGIN");
        _database.Query(take).ShouldBe(["1"]);
        TestDatabase.Query(_other, take).ShouldBe(["2"]);
        _database.Query(take).ShouldBe(["3"]);
        TestDatabase.Query(_other, take).ShouldBeEmpty();
        _database.Run("COMMIT");
        TestDatabase.Run(_other, "COMMIT");
        _database.Query("SELECT a FROM t").ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_named_table_is_locked()
    {
        _database.Run("CREATE TABLE u (a int PRIMARY KEY); INSERT INTO u VALUES (1), (2)");
        _database.Run("BEGIN; SELECT * FROM t JOIN u ON t.a = u.a FOR UPDATE OF u");
        TestDatabase.Query(_other, "SELECT a FROM t FOR UPDATE NOWAIT").Count.ShouldBe(3);
        TestDatabase.Query(_other, "SELECT a FROM u FOR UPDATE SKIP LOCKED").ShouldBeEmpty();
    }

    [Fact]
    public void Rollback_to_a_savepoint_gives_locks_back()
    {
        _database.Run("BEGIN; SELECT a FROM t WHERE a = 1 FOR UPDATE; SAVEPOINT s; SELECT a FROM t FOR UPDATE; ROLLBACK TO s");
        TestDatabase.Query(_other, "SELECT a FROM t ORDER BY a FOR UPDATE SKIP LOCKED").ShouldBe(["2", "3"]);
    }

    [Fact]
    public void Waiter_sees_the_newest_version_at_read_committed()
    {
        TestDatabase.Run(_other, "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT 1");
        _database.Run("BEGIN; UPDATE t SET b = 'w' WHERE a = 1");
        var locked = Task.Run(() => TestDatabase.Query(_other, "SELECT b FROM t WHERE a = 1 FOR UPDATE"));
        TestDatabase.AwaitWaiting(_other);
        _database.Run("COMMIT");
        locked.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        locked.Result.ShouldBe(["w"]);
    }

    [Fact]
    public void Row_changed_since_the_snapshot_cannot_be_locked()
    {
        TestDatabase.Run(_other, "BEGIN; SELECT a FROM t");
        _database.Run("UPDATE t SET b = 'w' WHERE a = 1; DELETE FROM t WHERE a = 2");
        TestDatabase.Query(_other, "SELECT b FROM t WHERE a = 1 FOR KEY SHARE").ShouldBe(["x"]);
        Should.Throw<EngineException>(() => TestDatabase.Run(_other, "SELECT b FROM t WHERE a = 1 FOR SHARE"))
            .SqlState.ShouldBe(SqlState.SerializationFailure);
    }

    [Fact]
    public void Deadlock_of_two_lockers_names_both()
    {
        _database.Run("BEGIN; SELECT a FROM t WHERE a = 1 FOR SHARE");
        TestDatabase.Run(_other, "BEGIN; SELECT a FROM t WHERE a = 1 FOR SHARE");
        var update = Task.Run(() => Catch(_other));
        TestDatabase.AwaitWaiting(_other);
        var here = Catch(_database.Session);
        if (here is not null)
            _database.Run("ROLLBACK");
        update.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        var error = here ?? update.Result;
        error!.SqlState.ShouldBe(SqlState.DeadlockDetected);
        error.Detail!.Split('\n').Length.ShouldBe(2);
        (here is null || update.Result is null).ShouldBeTrue();
    }

    [Theory]
    [InlineData("SELECT DISTINCT a FROM t FOR UPDATE", SqlState.FeatureNotSupported, "FOR UPDATE is not allowed with DISTINCT clause")]
    [InlineData("SELECT a FROM t GROUP BY a FOR SHARE", SqlState.FeatureNotSupported, "FOR SHARE is not allowed with GROUP BY clause")]
    [InlineData("SELECT count(*) FROM t FOR UPDATE", SqlState.FeatureNotSupported, "FOR UPDATE is not allowed with aggregate functions")]
    [InlineData("SELECT a FROM t UNION SELECT 1 FOR UPDATE", SqlState.FeatureNotSupported, "FOR UPDATE is not allowed with UNION/INTERSECT/EXCEPT")]
    [InlineData("SELECT a FROM t FOR UPDATE OF x", SqlState.UndefinedTable, "relation \"x\" in FOR UPDATE clause not found in FROM clause")]
    [InlineData("SELECT 1 FROM t LEFT JOIN t AS u ON true FOR NO KEY UPDATE OF u", SqlState.FeatureNotSupported, "FOR NO KEY UPDATE cannot be applied to the nullable side of an outer join")]
    [InlineData("BEGIN READ ONLY; SELECT a FROM t FOR UPDATE", SqlState.ReadOnlySqlTransaction, "cannot execute SELECT FOR UPDATE in a read-only transaction")]
    public void Misplaced_clause_is_refused(string sql, string state, string message)
    {
        var error = _database.Fails(sql);
        error.Message.ShouldBe(message);
        error.SqlState.ShouldBe(state);
    }

    private static EngineException? Catch(Session session)
    {
        try
        {
            TestDatabase.Run(session, "UPDATE t SET b = 'w' WHERE a = 1");
            return null;
        }
        catch (EngineException error)
        {
            return error;
        }
    }

    private void Try(string held, string wanted, bool together)
    {
        _database.Run($"BEGIN; SELECT a FROM t WHERE a = 1 FOR {held}");
        var found = TestDatabase.Query(_other, $"SELECT a FROM t WHERE a = 1 FOR {wanted} SKIP LOCKED");
        _database.Run("COMMIT");
        found.Count.ShouldBe(together ? 1 : 0);
    }

    private void Write(string sql, bool isPossible)
    {
        if (isPossible)
        {
            TestDatabase.Run(_other, $"BEGIN; {sql}; ROLLBACK");
            return;
        }

        Should.Throw<EngineException>(() => TestDatabase.Run(_other, sql)).SqlState.ShouldBe(SqlState.LockNotAvailable);
    }
}
