using BTreeDb.Diagnostics;
using BTreeDb.Transactions;
using BTreeDb.Transactions.Serializability;

namespace BTreeDb.Tests.Transactions.Serializability;

/// <summary>Conflicts of serializable transactions below SQL: who has to give way, and what is remembered for how long.</summary>
public sealed class SerializationGraphTests : IDisposable
{
    private readonly TestDatabase _db = new();

    public SerializationGraphTests()
    {
        _db.Put("a", "1");
        _db.Put("b", "1");
        _db.Put("c", "1");
    }

    public void Dispose()
    {
        _db.System.Serialization.ActiveCount.ShouldBe(0);
        _db.ShouldBeClean();
        _db.Dispose();
    }

    [Fact]
    public void Write_skew_fails_one_of_two()
    {
        using var one = Begin();
        using var other = Begin();
        _db.Get(one, "a");
        _db.Get(other, "b");
        _db.Update(one, "b", "2");
        _db.Update(other, "a", "2");
        one.Commit();
        var failure = TestDatabase.ShouldFail(SqlState.SerializationFailure, other.Commit);
        failure.Message.ShouldBe("could not serialize access due to read/write dependencies among transactions");
        failure.Detail.ShouldBe("Reason code: Canceled on identification as a pivot, during commit attempt.");
        failure.Hint.ShouldBe("The transaction might succeed if retried.");
        _db.System.Serialization.Failures.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Two_readers_and_a_writer_do_not_matter()
    {
        using var one = Begin();
        using var other = Begin();
        _db.Get(one, "a");
        _db.Scan(other);
        _db.Update(one, "a", "2");
        one.Commit();
        other.Commit();
    }

    [Fact]
    public void Detection_can_be_switched_off()
    {
        _db.System.Serialization.IsOn = false;
        using var one = Begin();
        using var other = Begin();
        _db.Get(one, "a");
        _db.Get(other, "b");
        _db.Update(one, "b", "2");
        _db.Update(other, "a", "2");
        one.Commit();
        other.Commit();
    }

    [Fact]
    public void Unseen_versions_behind_the_newest_count()
    {
        // reader -> first -> earlier, and the newest version of b is a third one's.
        using var reader = Begin();
        using var first = Begin();
        _db.Get(first, "a");
        using (var earlier = Begin())
        {
            _db.Update(earlier, "a", "2");
            earlier.Commit();
        }

        // The reader has a snapshot from before, and becomes a writer below.
        _db.Update(first, "b", "2");
        first.Commit();
        _db.Put("b", "3");
        TestDatabase.ShouldFail(SqlState.SerializationFailure, () => _db.Get(reader, "b"));
    }

    [Fact]
    public void Rollback_to_a_mark_keeps_what_was_read()
    {
        using var one = Begin();
        using var other = Begin();
        var mark = one.Mark();
        _db.Get(one, "a");
        one.RollbackTo(mark);
        _db.Get(other, "b");
        _db.Update(other, "a", "2");
        _db.Update(one, "b", "2");
        one.Commit();
        TestDatabase.ShouldFail(SqlState.SerializationFailure, other.Commit);
    }

    [Fact]
    public void Rolled_back_transactions_are_no_conflict()
    {
        using var one = Begin();
        using var other = Begin();
        _db.Get(one, "a");
        _db.Get(other, "b");
        _db.Update(one, "b", "2");
        one.Rollback();
        _db.Update(other, "a", "2");
        other.Commit();
    }

    [Fact]
    public void Splits_and_merges_lose_nothing()
    {
        for (var i = 0; i < 200; i++)
            _db.Put($"k{i:d5}", "1");
        using var one = Begin();
        using var other = Begin();
        _db.Scan(one, "k00050", "k00060").Count.ShouldBe(10);
        _db.Get(other, "a");
        for (var i = 1000; i < 3000; i++)
            _db.Put($"k{i:d5}x", new string('x', 20));
        for (var i = 0; i < 40; i++)
        {
            using var deleter = _db.Begin();
            _db.Delete(deleter, $"k{i:d5}");
            deleter.Commit();
        }

        _db.System.Reclaimer.ReclaimNow();
        _db.Insert(other, "k00055x", "1");
        _db.Update(one, "a", "2");
        one.Commit();
        TestDatabase.ShouldFail(SqlState.SerializationFailure, other.Commit);
    }

    [Fact]
    public void Committed_transactions_beyond_the_limit_are_remembered_in_a_heap()
    {
        using var oldest = Begin();
        _db.Get(oldest, "a");
        for (var i = 0; i < 3 * SerializationGraph.FinishedMax; i++)
        {
            using var one = Begin();
            _db.Get(one, "b");
            _db.Insert(one, $"n{i:d4}", "1");
            one.Commit();
        }

        // Some of them have read b, before the oldest writes it; and it does not see what they wrote.
        _db.Update(oldest, "b", "2");
        TestDatabase.ShouldFail(SqlState.SerializationFailure, () => _db.Get(oldest, "n0000"));
    }

    [Fact]
    public void Heap_is_emptied_when_nobody_needs_it()
    {
        using (var oldest = Begin())
        {
            for (var i = 0; i < 3 * SerializationGraph.FinishedMax; i++)
            {
                using var one = Begin();
                _db.Get(one, "b");
                _db.Insert(one, $"n{i:d4}", "1");
                one.Commit();
            }

            oldest.Commit();
        }

        using var two = Begin();
        _db.Get(two, "a");
        _db.Update(two, "b", "2");
        two.Commit();
        Tracked().ShouldBe(0);
    }

    [Fact]
    public void Lone_reader_is_not_tracked()
    {
        using var reader = Begin(readOnly: true);
        reader.IsTracked.ShouldBeFalse();
    }

    [Fact]
    public void Reader_is_safe_when_the_writers_beside_it_end_harmlessly()
    {
        using var writer = Begin();
        using var reader = Begin(readOnly: true);
        _db.Update(writer, "a", "2");
        reader.IsTracked.ShouldBeTrue();
        reader.LeaveIfSafe();
        reader.IsTracked.ShouldBeTrue();
        writer.Commit();
        reader.LeaveIfSafe();
        reader.IsTracked.ShouldBeFalse();
        _db.Get(reader, "a").ShouldBe("1");
    }

    [Fact]
    public void Deferred_reader_takes_another_snapshot_when_the_first_was_unsafe()
    {
        using var writer = Begin();
        _db.Get(writer, "b");
        using (var earlier = Begin())
        {
            _db.Update(earlier, "b", "2");
            earlier.Commit();
        }

        using var reader = Begin(readOnly: true);
        var waiting = Task.Run(reader.AwaitSafeSnapshot);
        SpinWait.SpinUntil(() => reader.WaitCount > 0, 10_000).ShouldBeTrue();
        _db.Update(writer, "a", "2");
        writer.Commit();
        waiting.Wait(10_000).ShouldBeTrue();
        reader.IsTracked.ShouldBeFalse();
        _db.Get(reader, "a").ShouldBe("2");
    }

    [Fact]
    public void Deferred_reader_can_be_cancelled()
    {
        using var writer = Begin();
        using var cancellation = new CancellationTokenSource();
        using var reader = Begin(readOnly: true);
        reader.Cancellation = cancellation.Token;
        var waiting = Task.Run(reader.AwaitSafeSnapshot);
        cancellation.Cancel();
        TestDatabase.ShouldFail(SqlState.QueryCanceled, waiting.GetAwaiter().GetResult);
    }

    private Transaction Begin(bool readOnly = false) => _db.System.Begin(IsolationLevel.Serializable, readOnly);

    private int Tracked() => _db.System.Serialization.TrackedCount;
}
