using BTreeDb.Diagnostics;
using BTreeDb.Engine;
using BTreeDb.Engine.Copying;

namespace BTreeDb.Tests.Engine;

public sealed class ConcurrencyTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Single_statements_on_one_row_lose_nothing_and_never_conflict()
    {
        _database.Run("CREATE TABLE t (a int PRIMARY KEY, n int); INSERT INTO t VALUES (1, 0)");
        InParallel(4, session =>
        {
            for (var i = 0; i < 100; i++)
                TestDatabase.Run(session, "UPDATE t SET n = n + 1 WHERE a = 1");
        });
        _database.Query("SELECT n FROM t").ShouldBe(["400"]);
    }

    [Fact]
    public void Block_meets_a_concurrent_update_and_fails()
    {
        _database.Run("CREATE TABLE t (a int PRIMARY KEY, n int); INSERT INTO t VALUES (1, 0)");
        using var other = _database.Engine.OpenSession();
        TestDatabase.Run(other, "BEGIN; SELECT * FROM t");
        _database.Run("UPDATE t SET n = 1");
        Should.Throw<EngineException>(() => TestDatabase.Run(other, "UPDATE t SET n = 2"))
            .SqlState.ShouldBe(SqlState.SerializationFailure);
        other.Status.ShouldBe(SessionTransactionStatus.Failed);
        TestDatabase.Run(other, "ROLLBACK");
        _database.Query("SELECT n FROM t").ShouldBe(["1"]);
    }

    [Fact]
    public void Read_committed_block_sees_each_commit_and_repeats_statements()
    {
        _database.Run("CREATE TABLE t (a int PRIMARY KEY, n int); INSERT INTO t VALUES (1, 0)");
        using var other = _database.Engine.OpenSession();
        TestDatabase.Run(other, "BEGIN ISOLATION LEVEL READ COMMITTED; INSERT INTO t VALUES (2, 0)");
        _database.Run("UPDATE t SET n = 1 WHERE a = 1");
        TestDatabase.Query(other, "SELECT n FROM t WHERE a = 1").ShouldBe(["1"]);
        _database.Run("BEGIN; UPDATE t SET n = n + 10 WHERE a = 1");
        using var waiting = Task.Run(() => TestDatabase.Run(other, "UPDATE t SET n = n + 100"));
        Thread.Sleep(50);
        _database.Run("COMMIT");
        waiting.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        waiting.Result.ShouldBe("UPDATE 2");
        TestDatabase.Run(other, "COMMIT");
        _database.Query("SELECT n FROM t ORDER BY a").ShouldBe(["111", "100"]);
    }

    [Fact]
    public void Snapshot_keeps_its_rows_and_its_catalog()
    {
        _database.Run("CREATE TABLE t (a int); INSERT INTO t VALUES (1)");
        using var other = _database.Engine.OpenSession();
        TestDatabase.Run(other, "BEGIN");
        TestDatabase.Query(other, "SELECT a FROM t").ShouldBe(["1"]);
        _database.Run("INSERT INTO t VALUES (2); DROP TABLE t; CREATE TABLE t (b text)");
        TestDatabase.Query(other, "SELECT a FROM t").ShouldBe(["1"]);
        Should.Throw<EngineException>(() => TestDatabase.Run(other, "INSERT INTO t VALUES (3)"))
            .SqlState.ShouldBe(SqlState.SerializationFailure);
        TestDatabase.Run(other, "ROLLBACK");
        TestDatabase.Query(other, "SELECT b FROM t").ShouldBeEmpty();
    }

    [Fact]
    public void Reader_answers_while_a_writer_holds_every_row()
    {
        _database.Run("CREATE TABLE t (a int PRIMARY KEY, b int); CREATE INDEX i ON t (b)");
        _database.Run("INSERT INTO t SELECT i, i FROM generate_series(1, 1000) AS s (i)");
        using var writer = _database.Engine.OpenSession();
        TestDatabase.Run(writer, "BEGIN; UPDATE t SET b = b + 1; DELETE FROM t WHERE a > 500");

        // On the test's own thread: a reader that waited would wait for ever.
        _database.Query("SELECT count(*), sum(b) FROM t").ShouldBe(["1000|500500"]);
        _database.Query("SELECT b FROM t WHERE a = 700").ShouldBe(["700"]);
        _database.Query("SELECT a FROM t WHERE b = 700").ShouldBe(["700"]);
        TestDatabase.Query(writer, "SELECT count(*), sum(b) FROM t").ShouldBe(["500|125750"]);
        TestDatabase.Run(writer, "COMMIT");
        _database.Query("SELECT count(*), sum(b) FROM t").ShouldBe(["500|125750"]);
    }

    [Fact]
    public void Index_waits_for_writers_and_has_their_rows()
    {
        _database.Run("CREATE TABLE t (a int PRIMARY KEY, b int); INSERT INTO t VALUES (1, 10)");
        _database.Run("BEGIN; INSERT INTO t VALUES (2, 20)");
        using var other = _database.Engine.OpenSession();
        using var building = Task.Run(() => TestDatabase.Run(other, "CREATE INDEX i ON t (b)"));
        Thread.Sleep(50);
        building.IsCompleted.ShouldBeFalse();
        _database.Run("INSERT INTO t VALUES (3, 30); COMMIT");
        building.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        _database.Query("SELECT a FROM t WHERE b >= 20 ORDER BY b").ShouldBe(["2", "3"]);
        _database.Query("SELECT b FROM t ORDER BY b").ShouldBe(["10", "20", "30"]);
    }

    [Fact]
    public void Definitions_among_busy_writers_leave_indexes_right()
    {
        _database.Run("CREATE TABLE t (a int PRIMARY KEY, b int)");
        var next = 0;
        var stop = false;
        using var writers = Task.Run(() => InParallel(3, session =>
        {
            while (!Volatile.Read(ref stop))
            {
                var id = Interlocked.Increment(ref next);
                TestDatabase.Run(session, $"INSERT INTO t VALUES ({id}, {id % 50})");
                TestDatabase.Run(session, $"UPDATE t SET b = b + 1 WHERE a = {id / 2}");
            }
        }));
        for (var i = 0; i < 5; i++)
        {
            _database.Run($"CREATE INDEX i{i} ON t (b)");
            _database.Run($"CREATE TABLE u{i} (a int)");
            if (i > 0)
                _database.Run($"DROP INDEX i{i - 1}");
        }

        Volatile.Write(ref stop, true);
        writers.Wait(TimeSpan.FromSeconds(60)).ShouldBeTrue();
        _database.Run("SET enable_indexscan = on");
        var byIndex = _database.Query("SELECT b, a FROM t WHERE b >= 0 ORDER BY b, a");
        _database.Run("SET enable_indexscan = off");
        _database.Query("SELECT b, a FROM t WHERE b >= 0 ORDER BY b, a").ShouldBe(byIndex);
        byIndex.Count.ShouldBe(Volatile.Read(ref next));
    }

    [Fact]
    public void Deadlock_is_found_and_one_victim_goes()
    {
        _database.Run("CREATE TABLE t (a int PRIMARY KEY, n int); INSERT INTO t VALUES (1, 0), (2, 0)");
        using var other = _database.Engine.OpenSession();
        _database.Run("BEGIN; UPDATE t SET n = 1 WHERE a = 1");
        TestDatabase.Run(other, "BEGIN; UPDATE t SET n = 1 WHERE a = 2");
        using var waiting = Task.Run(() => TestDatabase.Run(other, "UPDATE t SET n = 2 WHERE a = 1"));
        TestDatabase.AwaitWaiting(other);
        _database.Fails("UPDATE t SET n = 2 WHERE a = 2").SqlState.ShouldBe(SqlState.DeadlockDetected);
        _database.Run("ROLLBACK");
        waiting.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        TestDatabase.Run(other, "COMMIT");
        _database.Query("SELECT n FROM t ORDER BY a").ShouldBe(["2", "1"]);
    }

    [Fact]
    public void Lock_timeout_ends_a_wait()
    {
        _database.Run("CREATE TABLE t (a int PRIMARY KEY, n int); INSERT INTO t VALUES (1, 0); BEGIN; UPDATE t SET n = 1");
        using var other = _database.Engine.OpenSession();
        TestDatabase.Run(other, "SET lock_timeout = 50");
        Should.Throw<EngineException>(() => TestDatabase.Run(other, "UPDATE t SET n = 2"))
            .SqlState.ShouldBe(SqlState.LockNotAvailable);
        Should.Throw<EngineException>(() => TestDatabase.Run(other, "DROP TABLE t"))
            .SqlState.ShouldBe(SqlState.LockNotAvailable);
        _database.Run("COMMIT");
        TestDatabase.Run(other, "DROP TABLE t");
    }

    [Fact]
    public void Copy_begins_again_when_the_definition_has_changed()
    {
        _database.Run("CREATE TABLE t (a int PRIMARY KEY); BEGIN; ALTER TABLE t ADD COLUMN b int DEFAULT 5");
        using var other = _database.Engine.OpenSession();
        other.CopyStreams = new CopyStreams(new MemoryStream("1\n2\n"u8.ToArray()), null, null);
        using var waiting = Task.Run(() => TestDatabase.Run(other, "COPY t (a) FROM STDIN"));
        TestDatabase.AwaitWaiting(other);
        _database.Run("COMMIT");
        waiting.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        waiting.Result.ShouldBe("COPY 2");
        _database.Query("SELECT * FROM t ORDER BY a").ShouldBe(["1|5", "2|5"]);
    }

    [Fact]
    public void Copy_meets_a_conflict_halfway_and_reads_its_stream_again()
    {
        _database.Run("CREATE TABLE p (a int PRIMARY KEY); CREATE TABLE t (a int PRIMARY KEY, p int REFERENCES p)");
        _database.Run("INSERT INTO p VALUES (1); BEGIN; DELETE FROM p");
        using var other = _database.Engine.OpenSession();
        other.CopyStreams = new CopyStreams(new MemoryStream("1\t1\n2\t1\n"u8.ToArray()), null, null);
        using var waiting = Task.Run(() => TestDatabase.Run(other, "COPY t FROM STDIN"));
        TestDatabase.AwaitWaiting(other);
        _database.Run("COMMIT");

        // A snapshot that still has the row is in conflict, a new one does not have it. Had the rows not been read again, there
        // would be none to refuse.
        Should.Throw<EngineException>(waiting.GetAwaiter().GetResult).SqlState.ShouldBe(SqlState.ForeignKeyViolation);
        _database.Query("SELECT count(*) FROM t").ShouldBe(["0"]);
    }

    [Fact]
    public void Measured_update_begins_again()
    {
        _database.Run("CREATE TABLE t (a int PRIMARY KEY, n int); INSERT INTO t VALUES (1, 0); BEGIN; UPDATE t SET n = 1");
        using var other = _database.Engine.OpenSession();
        using var waiting = Task.Run(() => TestDatabase.Run(other, "EXPLAIN ANALYZE UPDATE t SET n = n + 10"));
        TestDatabase.AwaitWaiting(other);
        _database.Run("COMMIT");
        waiting.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        _database.Query("SELECT n FROM t").ShouldBe(["11"]);
    }

    [Fact]
    public void Definitions_do_not_stop_readers_of_any_table()
    {
        _database.Run("CREATE TABLE t (a int PRIMARY KEY); CREATE TABLE u (a int PRIMARY KEY); INSERT INTO t VALUES (1); INSERT INTO u VALUES (2)");
        var stop = false;
        var reads = 0;
        using var readers = Task.Run(() => InParallel(2, session =>
        {
            while (!Volatile.Read(ref stop))
            {
                TestDatabase.Query(session, "SELECT a FROM t").ShouldBe(["1"]);
                TestDatabase.Query(session, "SELECT a FROM u").ShouldBe(["2"]);
                Interlocked.Increment(ref reads);
            }
        }));
        for (var i = 0; i < 10; i++)
        {
            // Open for a while: readers go on while the table and the catalog are locked.
            _database.Run($"BEGIN; ALTER TABLE u ADD COLUMN b{i} int; CREATE INDEX i{i} ON u (a)");
            var before = Volatile.Read(ref reads);
            SpinWait.SpinUntil(() => Volatile.Read(ref reads) > before + 2 || readers.IsCompleted, TimeSpan.FromSeconds(30)).ShouldBeTrue();
            _database.Run($"ALTER TABLE u DROP COLUMN b{i}; COMMIT");
        }

        Volatile.Write(ref stop, true);
        readers.Wait(TimeSpan.FromSeconds(60)).ShouldBeTrue();
    }

    [Fact]
    public void Connections_to_one_name_share_an_engine()
    {
        var first = DatabaseEngine.Acquire(":memory:shared", EngineSettings.Default);
        var second = DatabaseEngine.Acquire(":memory:shared", EngineSettings.Default);
        second.ShouldBeSameAs(first);
        first.Release();
        using (var session = second.OpenSession())
            TestDatabase.Query(session, "SELECT 1").ShouldBe(["1"]);
        second.Release();
        var third = DatabaseEngine.Acquire(":memory:shared", EngineSettings.Default);
        third.ShouldNotBeSameAs(first);
        third.Release();
        var alone = DatabaseEngine.Acquire(":memory:", EngineSettings.Default);
        DatabaseEngine.Acquire(":memory:", EngineSettings.Default).ShouldNotBeSameAs(alone);
    }

    private void InParallel(int count, Action<Session> work)
    {
        var failures = new System.Collections.Concurrent.ConcurrentQueue<Exception>();
        var threads = new Thread[count];
        for (var i = 0; i < count; i++)
        {
            threads[i] = new Thread(() =>
            {
                try
                {
                    using var session = _database.Engine.OpenSession();
                    work(session);
                }
                catch (Exception failure)
                {
                    failures.Enqueue(failure);
                }
            });
            threads[i].Start();
        }

        foreach (var thread in threads)
            thread.Join();
        failures.ShouldBeEmpty();
    }
}
