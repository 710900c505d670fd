using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Recovery;
using BTreeDb.Transactions;
using BTreeDb.Trees;
using BTreeDb.Wal;

namespace BTreeDb.Tests.Transactions;

/// <summary>What restart makes of transactions that a crash met; the crash campaign is in BTreeDb.Simulation.</summary>
public sealed class RestartTests
{
    private readonly MemoryFileSystem _files = new();
    private RecordBuffer _buffer;

    [Fact]
    public void Losers_leave_nothing_when_the_database_is_opened_again()
    {
        TreeId kept;
        using (var engine = Open())
        {
            var system = engine.Transactions;
            using var winner = system.Begin();
            kept = TreeCatalogue.CreateTree(winner);
            var tree = new VersionedTree(system, kept);
            for (var i = 0; i < 300; i++)
                tree.Insert(winner, TestDatabase.Bytes($"{i:D4}"), new byte[i * 20]).ShouldBe(InsertOutcome.Inserted);
            winner.Commit();
            var loser = system.Begin();
            var lost = new VersionedTree(system, TreeCatalogue.CreateTree(loser));
            for (var i = 0; i < 300; i += 2)
            {
                tree.Delete(loser, TestDatabase.Bytes($"{i:D4}")).ShouldBeTrue();
                tree.Update(loser, TestDatabase.Bytes($"{i + 1:D4}"), new byte[(i * 7) + 1]).ShouldBeTrue();
                tree.Insert(loser, TestDatabase.Bytes($"{i:D4}+"), new byte[i * 7]).ShouldBe(InsertOutcome.Inserted);
                lost.Insert(loser, TestDatabase.Bytes($"{i:D4}"), new byte[i * 20]).ShouldBe(InsertOutcome.Inserted);
            }

            var mark = loser.Mark();
            TreeCatalogue.DropTree(loser, kept);
            tree.Insert(loser, "z"u8, new byte[9000]);
            loser.RollbackTo(mark);
            engine.Log.SyncToEnd();
            engine.Abandon();
        }

        using (var engine = Open())
        {
            Read(engine, kept).ShouldBe(300);
            Verify(engine, kept);
        }
    }

    [Fact]
    public void What_commits_made_superfluous_is_freed_when_a_crash_came_first()
    {
        TreeId kept;
        using (var engine = Open())
        {
            var system = engine.Transactions;
            system.Reclaimer.IsPaused = true;
            using var setup = system.Begin();
            kept = TreeCatalogue.CreateTree(setup);
            var dropped = TreeCatalogue.CreateTree(setup);
            var tree = new VersionedTree(system, kept);
            var gone = new VersionedTree(system, dropped);
            for (var i = 0; i < 100; i++)
            {
                tree.Insert(setup, TestDatabase.Bytes($"{i:D4}"), new byte[5000]);
                gone.Insert(setup, TestDatabase.Bytes($"{i:D4}"), new byte[i * 100]);
            }

            setup.Commit();
            using var change = system.Begin();
            for (var i = 0; i < 100; i++)
                tree.Update(change, TestDatabase.Bytes($"{i:D4}"), new byte[i * 20]).ShouldBeTrue();
            TreeCatalogue.DropTree(change, dropped);
            change.Commit();
            engine.Abandon();
        }

        using (var engine = Open())
            Verify(engine, kept);
    }

    private static StorageOptions Options => new()
    {
        PageSize = 4096,
        PoolBytes = 1024 * 1024,
        CreateIfMissing = true,
        Wal = new WalOptions { SegmentBytes = 64 * 1024, CheckpointBytes = 256 * 1024 },
    };

    private StorageEngine Open() => StorageEngine.Open(_files, "t.db", Options);

    private int Read(StorageEngine engine, TreeId tree)
    {
        using var reader = engine.Transactions.Begin(readOnly: true);
        var versioned = new VersionedTree(engine.Transactions, tree);
        var cursor = versioned.OpenCursor(reader);
        cursor.Seek(KeyRange.All);
        var count = 0;
        while (cursor.MoveNext())
        {
            cursor.CurrentValue.Length.ShouldBe(count * 20);
            versioned.TryGet(reader, cursor.CurrentKey, ref _buffer).ShouldBeTrue();
            count++;
        }

        return count;
    }

    private static void Verify(StorageEngine engine, params TreeId[] trees)
    {
        engine.Transactions.Reclaimer.ReclaimNow();
        var verifier = new TreeVerifier(engine.Trees, engine.File);
        verifier.CheckTree(engine.CatalogTree);
        foreach (var tree in trees)
            verifier.CheckTree(tree);
        verifier.CheckPageAccounting();
        verifier.Problems.ShouldBeEmpty();
    }
}
