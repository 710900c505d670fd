using System.Buffers.Binary;
using System.Diagnostics;
using BTreeDb.Buffers;
using BTreeDb.Diagnostics;
using BTreeDb.Transactions;
using BTreeDb.Trees;

namespace BTreeDb.Tests.Transactions;

public sealed class ConcurrencyTests
{
    private const int Accounts = 200;
    private const long Balance = 1000;

    [Fact]
    public void Second_updater_waits_and_goes_on_when_the_first_rolls_back()
    {
        using var db = new TestDatabase();
        db.Put("a", "1");
        using var first = db.Begin();
        db.Update(first, "a", "2");
        using var second = db.Begin();
        var waiting = BackgroundWork.Start(() =>
        {
            db.Update(second, "a", "3").ShouldBeTrue();
            second.Commit();
        });
        waiting.Ends(50).ShouldBeFalse();
        first.Rollback();
        waiting.Ends(5000).ShouldBeTrue();
        db.Get("a").ShouldBe("3");
        db.ShouldBeClean();
    }

    [Fact]
    public void Second_updater_waits_and_fails_when_the_first_commits()
    {
        using var db = new TestDatabase();
        db.Put("a", "1");
        using var first = db.Begin();
        db.Update(first, "a", "2");
        using var second = db.Begin();
        var waiting = BackgroundWork.Start(() => TestDatabase.ShouldFail(SqlState.SerializationFailure, () => db.Update(second, "a", "3")));
        waiting.Ends(50).ShouldBeFalse();
        first.Commit();
        waiting.Ends(5000).ShouldBeTrue();
    }

    [Fact]
    public void Insert_waits_for_an_insert_of_the_same_key()
    {
        using var db = new TestDatabase();
        using var first = db.Begin();
        db.Insert(first, "a", "1");
        using var second = db.Begin();
        var waiting = BackgroundWork.Start(() => db.Tree.Insert(second, "a"u8, "2"u8).ShouldBe(InsertOutcome.DuplicateKey));
        waiting.Ends(50).ShouldBeFalse();
        first.Commit();
        waiting.Ends(5000).ShouldBeTrue();
    }

    [Fact]
    public void Deadlock_has_one_victim()
    {
        using var db = new TestDatabase();
        db.Put("a", "1");
        db.Put("b", "1");
        using var first = db.Begin();
        using var second = db.Begin();
        db.Update(first, "a", "2");
        db.Update(second, "b", "2");
        var waiting = BackgroundWork.Start(() => db.Update(first, "b", "3").ShouldBeTrue());
        waiting.Ends(50).ShouldBeFalse();
        TestDatabase.ShouldFail(SqlState.DeadlockDetected, () => db.Update(second, "a", "3"));
        second.Rollback();
        waiting.Ends(5000).ShouldBeTrue();
        first.Commit();
        db.Get("b").ShouldBe("3");
        db.ShouldBeClean();
    }

    [Fact]
    public void Wait_ends_when_cancelled_or_out_of_time()
    {
        using var db = new TestDatabase();
        db.Put("a", "1");
        using var first = db.Begin();
        db.Update(first, "a", "2");
        using var second = db.Begin();
        second.LockTimeoutMs = 30;
        TestDatabase.ShouldFail(SqlState.LockNotAvailable, () => db.Update(second, "a", "3"));
        second.LockTimeoutMs = long.MaxValue;
        second.StatementDeadline = Environment.TickCount64 + 30;
        TestDatabase.ShouldFail(SqlState.QueryCanceled, () => db.Update(second, "a", "3"));
        second.StatementDeadline = long.MaxValue;
        using var source = new CancellationTokenSource(30);
        second.Cancellation = source.Token;
        TestDatabase.ShouldFail(SqlState.QueryCanceled, () => db.Update(second, "a", "3"));
    }

    [Theory]
    [InlineData(512, 64)]
    [InlineData(4096, 1024)]
    public void Balance_is_constant_for_every_snapshot_when_threads_transfer(int pageSize, int frames)
    {
        using var db = new TestDatabase(pageSize, frames, paused: false);
        using (var setup = db.Begin())
        {
            for (var i = 0; i < Accounts; i++)
                db.Tree.Insert(setup, AccountKey(i), AccountValue(Balance, 0));
            setup.Commit();
        }

        using var stop = new CancellationTokenSource(TestSeconds * 1000);
        var tasks = new List<BackgroundWork>();
        for (var i = 0; i < 2; i++)
        {
            var seed = i;
            tasks.Add(BackgroundWork.Start(() => Transfer(db, new Random(seed), stop.Token)));
            tasks.Add(BackgroundWork.Start(() => ReadBalances(db, seed, stop.Token)));
        }

        tasks.Add(BackgroundWork.Start(() => HoldSnapshots(db, stop.Token)));
        tasks.Add(BackgroundWork.Start(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                db.Storage.CheckpointIfDue(1024 * 1024);
                Thread.Sleep(20);
            }
        }));
        foreach (var task in tasks)
            task.Ends((TestSeconds + 30) * 1000).ShouldBeTrue();
        db.ShouldBeClean();
    }

    /// <summary>The acceptance run takes 30 s: set BTREEDB_TEST_SECONDS.</summary>
    private static int TestSeconds =>
        int.TryParse(Environment.GetEnvironmentVariable("BTREEDB_TEST_SECONDS"), out var seconds) ? seconds : 2;

    private static byte[] AccountKey(int number)
    {
        var key = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(key, number);
        return key;
    }

    private static byte[] AccountValue(long balance, int padding)
    {
        var value = new byte[8 + padding];
        BinaryPrimitives.WriteInt64LittleEndian(value, balance);
        return value;
    }

    private static void Transfer(TestDatabase db, Random random, CancellationToken stop)
    {
        var buffer = default(RecordBuffer);
        while (!stop.IsCancellationRequested)
        {
            using var transaction = db.Begin();
            try
            {
                var from = AccountKey(random.Next(Accounts));
                var to = AccountKey(random.Next(Accounts));
                var amount = random.Next(1, 10);
                Add(db, transaction, from, -amount, random.Next(40), ref buffer);
                Add(db, transaction, to, amount, random.Next(40), ref buffer);
                // Passing records that come and go, so that ghosts, purges and splits take part.
                var passing = AccountKey(Accounts + random.Next(1000));
                if (!db.Tree.Delete(transaction, passing))
                    db.Tree.Insert(transaction, passing, AccountValue(0, random.Next(60)));
                if (random.Next(5) == 0)
                    transaction.Rollback();
                else
                    transaction.Commit();
            }
            catch (EngineException failure) when (failure.SqlState is SqlState.SerializationFailure or SqlState.DeadlockDetected)
            {
                transaction.Rollback();
            }
        }
    }

    private static void Add(
        TestDatabase db, Transaction transaction, byte[] key, int amount, int padding, ref RecordBuffer buffer)
    {
        db.Tree.TryGet(transaction, key, ref buffer).ShouldBeTrue();
        var balance = BinaryPrimitives.ReadInt64LittleEndian(buffer.Span);
        db.Tree.Update(transaction, key, AccountValue(balance + amount, padding)).ShouldBeTrue();
    }

    private static void ReadBalances(TestDatabase db, int seed, CancellationToken stop)
    {
        var cursor = default(VersionedCursor);
        var buffer = default(RecordBuffer);
        while (!stop.IsCancellationRequested)
        {
            using var transaction = db.System.Begin(readOnly: true);
            cursor ??= db.Tree.OpenCursor(transaction);
            Sum(db, cursor, transaction, reverse: seed == 1).ShouldBe(Accounts * Balance);
            long sum = 0;
            for (var i = 0; i < Accounts; i++)
            {
                db.Tree.TryGet(transaction, AccountKey(i), ref buffer).ShouldBeTrue();
                sum += BinaryPrimitives.ReadInt64LittleEndian(buffer.Span);
            }

            sum.ShouldBe(Accounts * Balance);
        }
    }

    private static void HoldSnapshots(TestDatabase db, CancellationToken stop)
    {
        var cursor = default(VersionedCursor);
        while (!stop.IsCancellationRequested)
        {
            using var transaction = db.System.Begin(readOnly: true);
            cursor ??= db.Tree.OpenCursor(transaction);
            var first = Read(db, cursor, transaction);
            var started = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(started).TotalMilliseconds < 300)
                Read(db, cursor, transaction).ShouldBe(first);
        }
    }

    private static long Sum(TestDatabase db, VersionedCursor cursor, Transaction transaction, bool reverse)
    {
        long sum = 0;
        cursor.Reset(db.Tree, transaction, AccessHint.Scan);
        var range = KeyRange.To(AccountKey(Accounts), exclusive: true);
        cursor.Seek(reverse ? range.Descending() : range);
        var count = 0;
        while (cursor.NextBlock())
        {
            for (var i = 0; i < cursor.Count; i++)
                sum += BinaryPrimitives.ReadInt64LittleEndian(cursor.Value(i));
            count += cursor.Count;
        }

        count.ShouldBe(Accounts);
        return sum;
    }

    private static List<string> Read(TestDatabase db, VersionedCursor cursor, Transaction transaction)
    {
        var rows = new List<string>();
        cursor.Reset(db.Tree, transaction);
        cursor.Seek(KeyRange.All);
        while (cursor.MoveNext())
            rows.Add(Convert.ToHexString(cursor.CurrentKey) + Convert.ToHexString(cursor.CurrentValue));
        return rows;
    }
}
