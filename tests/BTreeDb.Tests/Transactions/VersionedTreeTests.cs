using BTreeDb.Diagnostics;
using BTreeDb.Transactions;
using BTreeDb.Trees;

namespace BTreeDb.Tests.Transactions;

public sealed class VersionedTreeTests : IDisposable
{
    private readonly TestDatabase _db = new();

    public void Dispose() => _db.Dispose();

    [Fact]
    public void Changes_are_seen_by_others_when_committed()
    {
        using var writer = _db.Begin();
        _db.Insert(writer, "a", "1");
        _db.Get(writer, "a").ShouldBe("1");
        _db.Get("a").ShouldBeNull();
        writer.Commit();
        _db.Get("a").ShouldBe("1");
        _db.ShouldBeClean();
    }

    [Fact]
    public void Snapshot_sees_old_versions_when_others_commit()
    {
        _db.Put("a", "1");
        _db.Put("b", "1");
        using var old = _db.Begin();
        _db.Put("a", "2");
        _db.Put("c", "2");
        using var middle = _db.Begin();
        _db.Put("a", "3");
        using (var deleter = _db.Begin())
        {
            _db.Delete(deleter, "b").ShouldBeTrue();
            deleter.Commit();
        }

        _db.Scan(old).ShouldBe(["a=1", "b=1"]);
        _db.Scan(middle, reverse: true).ShouldBe(["c=2", "b=1", "a=2"]);
        _db.Get(old, "a").ShouldBe("1");
        _db.Get(middle, "a").ShouldBe("2");
        using (var now = _db.Begin())
            _db.Scan(now).ShouldBe(["a=3", "c=2"]);
        old.Rollback();
        middle.Rollback();
        _db.ShouldBeClean().GhostCount.ShouldBe(0);
    }

    [Fact]
    public void Rollback_restores_what_was_there()
    {
        _db.Put("a", "1");
        _db.Put("b", "1");
        using var transaction = _db.Begin();
        _db.Update(transaction, "a", "2").ShouldBeTrue();
        _db.Update(transaction, "a", "three").ShouldBeTrue();
        _db.Delete(transaction, "b").ShouldBeTrue();
        _db.Insert(transaction, "b", "again");
        _db.Insert(transaction, "c", "new");
        _db.Delete(transaction, "c").ShouldBeTrue();
        _db.Scan(transaction).ShouldBe(["a=three", "b=again"]);
        transaction.Rollback();
        using (var now = _db.Begin())
            _db.Scan(now).ShouldBe(["a=1", "b=1"]);
        _db.ShouldBeClean().GhostCount.ShouldBe(0);
    }

    [Fact]
    public void Rollback_to_a_mark_keeps_what_was_before_it()
    {
        _db.Put("a", "1");
        using var transaction = _db.Begin();
        _db.Update(transaction, "a", "2");
        var mark = transaction.Mark();
        _db.Update(transaction, "a", "3");
        _db.Insert(transaction, "b", "3");
        transaction.RollbackTo(mark);
        _db.Scan(transaction).ShouldBe(["a=2"]);
        transaction.Commit();
        _db.Get("a").ShouldBe("2");
        _db.ShouldBeClean();
    }

    [Fact]
    public void Insert_of_an_existing_key_is_a_duplicate_even_when_not_seen()
    {
        using var transaction = _db.Begin();
        _db.Put("a", "1");
        _db.Get(transaction, "a").ShouldBeNull();
        _db.Tree.Insert(transaction, "a"u8, "2"u8).ShouldBe(InsertOutcome.DuplicateKey);
        _db.Update(transaction, "nowhere", "1").ShouldBeFalse();
        _db.Delete(transaction, "nowhere").ShouldBeFalse();
    }

    [Fact]
    public void Second_updater_fails_when_the_first_has_committed()
    {
        _db.Put("a", "1");
        _db.Put("b", "1");
        using var late = _db.Begin();
        _db.Put("a", "2");
        using (var deleter = _db.Begin())
        {
            _db.Delete(deleter, "b");
            deleter.Commit();
        }

        TestDatabase.ShouldFail(SqlState.SerializationFailure, () => _db.Update(late, "a", "3"))
            .Message.ShouldBe("could not serialize access due to concurrent update");
        TestDatabase.ShouldFail(SqlState.SerializationFailure, () => _db.Delete(late, "b"))
            .Message.ShouldBe("could not serialize access due to concurrent delete");
    }

    [Fact]
    public void Read_committed_sees_more_when_its_snapshot_is_refreshed()
    {
        _db.Put("a", "1");
        using var transaction = _db.System.Begin(IsolationLevel.ReadCommitted);
        _db.Put("a", "2");
        _db.Get(transaction, "a").ShouldBe("1");
        transaction.RefreshSnapshot();
        _db.Get(transaction, "a").ShouldBe("2");
        _db.Update(transaction, "a", "3").ShouldBeTrue();
        transaction.Commit();
        _db.Get("a").ShouldBe("3");
    }

    [Fact]
    public void Read_only_and_too_long_are_refused()
    {
        using var reader = _db.System.Begin(readOnly: true);
        TestDatabase.ShouldFail(SqlState.ReadOnlySqlTransaction, () => _db.Insert(reader, "a", "1"));
        using var writer = _db.Begin();
        var key = new byte[_db.Storage.Store.MaxKeyLength + 1];
        TestDatabase.ShouldFail(SqlState.ProgramLimitExceeded, () => _db.Tree.Insert(writer, key, default));
        _db.Tree.Insert(writer, key.AsSpan(1), new byte[1000]).ShouldBe(InsertOutcome.Inserted);
    }

    [Fact]
    public void Transaction_object_can_be_begun_again_when_it_has_ended()
    {
        var transaction = _db.Begin();
        for (var i = 0; i < 50; i++)
        {
            if (i % 2 == 0)
                _db.Insert(transaction, $"k{i}", "v");
            transaction.Commit();
            transaction = _db.System.Begin(reuse: transaction);
        }

        transaction.Dispose();
        Should.Throw<InvalidOperationException>(() => transaction.Commit());
        _db.ShouldBeClean().RecordCount.ShouldBe(25);
    }

    [Fact]
    public void Big_values_come_and_go_with_their_versions()
    {
        var first = new string('x', 5000);
        var second = new string('y', 100_000);
        _db.Put("a", first);
        _db.Put("b", "small");
        using var old = _db.Begin();
        _db.Put("a", second);
        using (var cancelled = _db.Begin())
        {
            _db.Update(cancelled, "a", new string('z', 70_000)).ShouldBeTrue();
            _db.Update(cancelled, "b", new string('z', 70_000)).ShouldBeTrue();
            _db.Tree.Insert(cancelled, "b"u8, new byte[9000]).ShouldBe(InsertOutcome.DuplicateKey);
            _db.Tree.Update(cancelled, "nowhere"u8, new byte[9000]).ShouldBeFalse();
            cancelled.Rollback();
        }

        _db.Get(old, "a").ShouldBe(first);
        _db.Get("a").ShouldBe(second);
        _db.Scan(old).ShouldBe([$"a={first}", "b=small"]);
        old.Rollback();
        _db.ShouldBeClean();
        using (var deleter = _db.Begin())
        {
            _db.Delete(deleter, "a").ShouldBeTrue();
            deleter.Commit();
        }

        _db.ShouldBeClean().RecordCount.ShouldBe(1);
    }

    [Fact]
    public void Ghosts_are_purged_and_pages_given_back_when_nobody_sees_the_records()
    {
        using (var writer = _db.Begin())
        {
            for (var i = 0; i < 2000; i++)
                _db.Insert(writer, $"{i:D6}", "some value");
            writer.Commit();
        }

        using var old = _db.Begin();
        using (var deleter = _db.Begin())
        {
            for (var i = 0; i < 2000; i++)
                _db.Delete(deleter, $"{i:D6}").ShouldBeTrue();
            deleter.Commit();
        }

        _db.System.Reclaimer.ReclaimNow();
        _db.Scan(old).Count.ShouldBe(2000);
        _db.Storage.Verify().GhostCount.ShouldBe(2000);
        old.Rollback();
        _db.ShouldBeClean().RecordCount.ShouldBe(0);
        var height = 0;
        using (var guard = _db.Storage.Pool.LatchShared(_db.Tree.Id.Root))
        {
            unsafe
            {
                height = new SlottedPage(guard.Page, guard.Bytes.Length).Level;
            }
        }

        height.ShouldBe(0);
    }

    [Fact]
    public void Forgotten_ghost_is_purged_when_a_cursor_meets_it()
    {
        _db.Put("a", "1");
        _db.Put("b", "1");
        var old = _db.Begin();
        using (var deleter = _db.Begin())
        {
            _db.Delete(deleter, "a");
            deleter.Commit();
        }

        // The ghost comes back by a rollback after its purge was due.
        using var inserter = _db.Begin();
        _db.Insert(inserter, "a", "2");
        old.Rollback();
        _db.System.Reclaimer.ReclaimNow();
        inserter.Rollback();
        _db.Storage.Verify().GhostCount.ShouldBe(1);
        using (var reader = _db.Begin())
            _db.Scan(reader).ShouldBe(["b=1"]);
        _db.ShouldBeClean().GhostCount.ShouldBe(0);
    }

    [Fact]
    public void Trees_are_created_and_dropped_with_their_transactions()
    {
        VersionedTree tree;
        using (var creator = _db.Begin())
        {
            tree = new VersionedTree(_db.System, TreeCatalogue.CreateTree(creator));
            for (var i = 0; i < 500; i++)
                tree.Insert(creator, TestDatabase.Bytes($"{i}"), new byte[i * 5]);
            creator.Commit();
        }

        using (var cancelled = _db.Begin())
        {
            var gone = new VersionedTree(_db.System, TreeCatalogue.CreateTree(cancelled));
            for (var i = 0; i < 500; i++)
                gone.Insert(cancelled, TestDatabase.Bytes($"{i}"), new byte[i * 5]);
            TreeCatalogue.DropTree(cancelled, tree.Id);
            cancelled.Rollback();
        }

        _db.ShouldBeClean(tree.Id);
        using var old = _db.Begin();
        using (var dropper = _db.Begin())
        {
            TreeCatalogue.DropTree(dropper, tree.Id);
            dropper.Commit();
        }

        _db.System.Reclaimer.ReclaimNow();
        var buffer = default(RecordBuffer);
        tree.TryGet(old, "42"u8, ref buffer).ShouldBeTrue();
        buffer.Length.ShouldBe(210);
        old.Rollback();
        _db.ShouldBeClean();
    }
}
