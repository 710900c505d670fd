using BTreeDb.Diagnostics;
using BTreeDb.Engine;

namespace BTreeDb.Tests.Engine;

public sealed class AdvisoryLockTests : IDisposable
{
    private readonly TestDatabase _database = new();
    private readonly Session _other;

    public AdvisoryLockTests() => _other = _database.Engine.OpenSession();

    public void Dispose()
    {
        _other.Dispose();
        _database.Dispose();
    }

    [Fact]
    public void Session_lock_outlives_transactions_and_is_counted()
    {
        _database.Query("SELECT pg_advisory_lock(1)").ShouldBe([""]);
        _database.Run("BEGIN; SELECT pg_advisory_lock(1); ROLLBACK");
        Try("pg_try_advisory_lock(1)").ShouldBe("f");
        Try("pg_try_advisory_lock_shared(1)").ShouldBe("f");
        Try("pg_try_advisory_lock(2)").ShouldBe("t");
        Try("pg_try_advisory_lock(0, 1)").ShouldBe("t");
        _database.Query("SELECT pg_advisory_unlock(1)").ShouldBe(["t"]);
        Try("pg_try_advisory_lock(1)").ShouldBe("f");
        _database.Query("SELECT pg_advisory_unlock(1)").ShouldBe(["t"]);
        Try("pg_try_advisory_lock(1)").ShouldBe("t");
        _database.Query("SELECT pg_advisory_unlock(1)").ShouldBe(["f"]);
        _database.Notices.ShouldHaveSingleItem().Message.ShouldBe("you don't own a lock of type ExclusiveLock");
    }

    [Fact]
    public void Transaction_lock_goes_with_the_transaction_or_the_savepoint()
    {
        _database.Run("BEGIN; SELECT pg_advisory_xact_lock(1); SAVEPOINT s; SELECT pg_advisory_xact_lock(2); ROLLBACK TO s");
        Try("pg_try_advisory_xact_lock(2)").ShouldBe("t");
        Try("pg_try_advisory_xact_lock(1)").ShouldBe("f");
        _database.Query("SELECT pg_advisory_unlock(1)").ShouldBe(["f"]);
        _database.Run("COMMIT");
        Try("pg_try_advisory_lock(1)").ShouldBe("t");
    }

    [Fact]
    public void Shared_locks_go_together()
    {
        _database.Run("SELECT pg_advisory_lock_shared(1)");
        Try("pg_try_advisory_lock_shared(1)").ShouldBe("t");
        Try("pg_try_advisory_lock(1)").ShouldBe("f");
        _database.Run("SELECT pg_advisory_unlock_all()");
        Try("pg_try_advisory_lock(1)").ShouldBe("t");
        Try("pg_advisory_unlock_shared(1)").ShouldBe("t");
    }

    [Fact]
    public void Waiter_gets_the_lock_of_an_idle_session()
    {
        _database.Run("SELECT pg_advisory_lock(1)");
        var locked = Task.Run(() => TestDatabase.Query(_other, "SELECT pg_advisory_lock(1)"));
        TestDatabase.AwaitWaiting(_other);
        _database.Run("SELECT pg_advisory_unlock(1)");
        locked.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        _database.Query("SELECT pg_try_advisory_lock(1)").ShouldBe(["f"]);
    }

    [Fact]
    public void Waits_end_in_time_and_with_the_session()
    {
        _database.Run("SELECT pg_advisory_lock(1)");
        TestDatabase.Run(_other, "SET lock_timeout = '30ms'");
        Should.Throw<EngineException>(() => TestDatabase.Run(_other, "SELECT pg_advisory_lock(1)"))
            .SqlState.ShouldBe(SqlState.LockNotAvailable);
        TestDatabase.Run(_other, "SET lock_timeout = 0; SET statement_timeout = '30ms'");
        Should.Throw<EngineException>(() => TestDatabase.Run(_other, "SELECT pg_advisory_lock(1)"))
            .SqlState.ShouldBe(SqlState.QueryCanceled);
        _database.Session.Dispose();
        Try("pg_try_advisory_lock(1)").ShouldBe("t");
    }

    [Fact]
    public void Deadlock_of_two_sessions_is_found()
    {
        _database.Run("SELECT pg_advisory_lock(1)");
        TestDatabase.Run(_other, "SELECT pg_advisory_lock(2)");
        var there = Task.Run(() => LockOrGiveUp(_other, 1));
        TestDatabase.AwaitWaiting(_other);
        var here = LockOrGiveUp(_database.Session, 2);
        there.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        new[] { here, there.Result }.ShouldBe(["", SqlState.DeadlockDetected], ignoreOrder: true);
    }

    [Fact]
    public void Null_locks_nothing_and_each_row_locks()
    {
        _database.Query("SELECT pg_try_advisory_lock(NULL)").ShouldBe(["~"]);
        _database.Query("SELECT pg_try_advisory_lock(n) FROM generate_series(1, 3) AS g (n)").ShouldBe(["t", "t", "t"]);
        Try("pg_try_advisory_lock(3)").ShouldBe("f");
    }

    /// <summary>The victim keeps its session's locks, so it has to give them back for the other one to go on.</summary>
    private static string LockOrGiveUp(Session session, int key)
    {
        try
        {
            TestDatabase.Run(session, $"SET statement_timeout = '20s'; SELECT pg_advisory_lock({key})");
            return "";
        }
        catch (EngineException error)
        {
            TestDatabase.Run(session, "SELECT pg_advisory_unlock_all()");
            return error.SqlState;
        }
    }

    private string Try(string call) => TestDatabase.Query(_other, $"SELECT {call}")[0];
}
