using BTreeDb.Primitives;
using BTreeDb.Transactions;

namespace BTreeDb.Tests.Transactions;

public sealed class TreeAppenderTests : IDisposable
{
    private readonly TestDatabase _db = new();

    public void Dispose() => _db.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_order_of_keys_leaves_the_same_records(int seed)
    {
        // Not for secrets: a seed shall give the same run.
#pragma warning disable CA5394
        var random = new Random(seed);
        var expected = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var appender = new TreeAppender(_db.Tree);
        var next = 0;
        for (var transactions = 0; transactions < 12; transactions++)
        {
            var kept = new SortedDictionary<string, string>(expected, StringComparer.Ordinal);
            using var transaction = _db.Begin();
            appender.Begin(transaction);
            for (var left = random.Next(300); left > 0; left--)
            {
                next += random.Next(1, 1 << random.Next(1, 12));
                var key = random.Next(50) == 0 ? $"{random.Next(next):D6}x{random.Next(100)}" : $"{next:D6}";
                var value = new string('v', random.Next(10) == 0 ? random.Next(700) : random.Next(40));
                if (!kept.TryAdd(key, value))
                    continue;
                appender.Insert(TestDatabase.Bytes(key), TestDatabase.Bytes(value)).ShouldBe(InsertOutcome.Inserted, $"seed {seed}");
            }

            appender.Flush().ShouldBe(InsertOutcome.Inserted);
            if (random.Next(3) > 0)
            {
                transaction.Commit();
                expected = kept;
            }
            else
            {
                transaction.Rollback();
            }

            using var reader = _db.Begin();
            _db.Scan(reader).ShouldBe(Lines(expected), $"seed {seed}");
        }
#pragma warning restore CA5394

        _db.ShouldBeClean();
    }

    [Fact]
    public void Leaves_are_full_when_keys_ascend()
    {
        using var transaction = _db.Begin();
        Append(transaction, 0, 2000);
        transaction.Commit();
        var verifier = _db.ShouldBeClean();
        // 1024 - 64 bytes a page, 10 + 6 for each record, and what is left of "k000123" and "v" behind the common prefix.
        verifier.RecordCount.ShouldBe(2000);
        verifier.LeafCount.ShouldBeLessThan(2000 / 45);
    }

    [Fact]
    public void Others_see_appended_leaves_when_they_are_committed()
    {
        using var old = _db.Begin();
        using var writer = _db.Begin();
        Append(writer, 0, 500);
        _db.Scan(old).ShouldBeEmpty();
        _db.Scan(writer).Count.ShouldBe(500);
        writer.Commit();
        _db.Scan(old).ShouldBeEmpty();
        using (var now = _db.Begin())
            _db.Scan(now).Count.ShouldBe(500);
        old.Rollback();
        _db.ShouldBeClean();
    }

    [Fact]
    public void Rollback_to_a_mark_takes_back_only_what_was_appended_behind_it()
    {
        using var transaction = _db.Begin();
        Append(transaction, 0, 100);
        var mark = transaction.Mark();
        Append(transaction, 100, 500);
        _db.Delete(transaction, "k000300").ShouldBeTrue();
        _db.Insert(transaction, "k000300", "again");
        _db.Insert(transaction, "k000300x", "between");
        transaction.RollbackTo(mark);
        _db.Scan(transaction).Count.ShouldBe(100);
        Append(transaction, 100, 300);
        transaction.Commit();
        using (var now = _db.Begin())
            _db.Scan(now).Count.ShouldBe(300);
        _db.ShouldBeClean();
    }

    [Fact]
    public void What_others_have_inserted_among_appended_leaves_stays_when_they_are_rolled_back()
    {
        using var loser = _db.Begin();
        Append(loser, 0, 400);
        for (var i = 0; i < 400; i++)
            _db.Put($"k{i:D6}+", new string('w', i % 90));
        loser.Rollback();
        using (var now = _db.Begin())
            _db.Scan(now).Count.ShouldBe(400);
        _db.ShouldBeClean();
    }

    [Fact]
    public void Two_who_append_at_once_get_in_each_others_way_without_harm()
    {
        using var first = _db.Begin();
        using var second = _db.Begin();
        var one = new TreeAppender(_db.Tree);
        var other = new TreeAppender(_db.Tree);
        one.Begin(first);
        other.Begin(second);
        for (var i = 0; i < 1000; i++)
        {
            one.Insert(TestDatabase.Bytes($"{i:D4}a"), TestDatabase.Bytes("1")).ShouldBe(InsertOutcome.Inserted);
            other.Insert(TestDatabase.Bytes($"{i:D4}b"), TestDatabase.Bytes("2")).ShouldBe(InsertOutcome.Inserted);
        }

        one.Flush().ShouldBe(InsertOutcome.Inserted);
        other.Flush().ShouldBe(InsertOutcome.Inserted);
        first.Commit();
        second.Rollback();
        using (var now = _db.Begin())
            _db.Scan(now).Count.ShouldBe(1000);
        _db.ShouldBeClean();
    }

    [Fact]
    public void Keys_that_exist_are_named()
    {
        _db.Put("k000200", "committed");
        using var transaction = _db.Begin();
        var appender = new TreeAppender(_db.Tree);
        appender.Begin(transaction);
        appender.Insert("k000100"u8, "v"u8).ShouldBe(InsertOutcome.Inserted);
        appender.Insert("k000200"u8, "v"u8).ShouldBe(InsertOutcome.DuplicateKey);
        appender.DuplicateKey.SequenceEqual("k000200"u8).ShouldBeTrue();
        for (var i = 300; i < 600; i++)
            appender.Insert(TestDatabase.Bytes($"k{i:D6}"), "v"u8).ShouldBe(InsertOutcome.Inserted);
        appender.Insert("k000599"u8, "v"u8).ShouldBe(InsertOutcome.DuplicateKey);
        appender.DuplicateKey.SequenceEqual("k000599"u8).ShouldBeTrue();
        transaction.Rollback();
        _db.ShouldBeClean();
    }

    private void Append(Transaction transaction, int from, int to)
    {
        var appender = new TreeAppender(_db.Tree);
        appender.Begin(transaction);
        for (var i = from; i < to; i++)
            appender.Insert(TestDatabase.Bytes($"k{i:D6}"), "v"u8).ShouldBe(InsertOutcome.Inserted);
        appender.Flush().ShouldBe(InsertOutcome.Inserted);
    }

    private static List<string> Lines(SortedDictionary<string, string> records)
    {
        var lines = new List<string>();
        foreach (var (key, value) in records)
            lines.Add($"{key}={value}");
        return lines;
    }
}
