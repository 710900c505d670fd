using BTreeDb.Diagnostics;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Recovery;
using BTreeDb.Transactions;
using BTreeDb.Trees;
using BTreeDb.Wal;

namespace BTreeDb.Simulation;

/// <summary>What users see of single faults of the disk.</summary>
public sealed class FaultTests
{
    private readonly SimulatedFileSystem _disk = new();

    [Fact]
    public void Failed_sync_of_the_log_makes_the_database_read_only_until_reopened()
    {
        var engine = Open(_disk);
        Put(engine, "kept");
        _disk.NextFailingSync = "x.db-wal";
        var failure = Should.Throw<EngineException>(() => Put(engine, "lost?"));
        failure.SqlState.ShouldBe("58030");
        failure.Message.ShouldContain("read-only until it is reopened");
        // The next sync would succeed, but nobody may ask for it.
        Should.Throw<EngineException>(() => Put(engine, "refused")).SqlState.ShouldBe("58030");
        Should.Throw<EngineException>(() => engine.Checkpointer.Run()).SqlState.ShouldBe("58030");
        Has(engine, "kept").ShouldBeTrue();
        engine.Dispose();
        using var again = Open(_disk.Restart(1, CrashStyle.LoseAll));
        Has(again, "kept").ShouldBeTrue();
        Has(again, "refused").ShouldBeFalse();
        Put(again, "works");
    }

    [Fact]
    public void Failed_sync_of_the_data_file_is_never_retried()
    {
        var engine = Open(_disk);
        Put(engine, "kept");
        _disk.NextFailingSync = "x.db";
        Should.Throw<EngineException>(() => engine.Checkpointer.Run()).SqlState.ShouldBe("58030");
        Should.Throw<EngineException>(() => engine.Checkpointer.Run()).SqlState.ShouldBe("58030");
        Should.Throw<EngineException>(() => Put(engine, "refused")).SqlState.ShouldBe("58030");
        engine.Log.IsPoisoned.ShouldBeTrue();
        engine.Dispose();
        using var again = Open(_disk.Restart(1, CrashStyle.LoseAll));
        Has(again, "kept").ShouldBeTrue();
    }

    [Fact]
    public void Full_disk_refuses_writes_and_leaves_rollback_reading_and_writing_later()
    {
        _disk.CapacityBytes = 3 * 1024 * 1024;
        var engine = Open(_disk);
        var committed = 0;
        var failure = Should.Throw<EngineException>(() =>
        {
            for (; ; committed += 10)
                PutMany(engine, committed, 10);
        });
        failure.SqlState.ShouldBe("53100");
        committed.ShouldBeGreaterThan(100);
        engine.Log.IsPoisoned.ShouldBeFalse();
        Check(engine, committed);
        _disk.CapacityBytes = long.MaxValue;
        PutMany(engine, committed, 10);
        Check(engine, committed + 10);
        engine.Dispose();
        using var again = Open(_disk);
        Check(again, committed + 10);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(4000)]
    public void Flipped_bit_in_a_page_is_told_with_file_and_page(int offsetInPage)
    {
        Open(_disk).Dispose();
        _disk.FlipBit("x.db", (3 * 4096) + offsetInPage, 3);
        using var engine = Open(_disk);
        var failure = Should.Throw<EngineException>(() => Has(engine, "anything"));
        failure.SqlState.ShouldBe("XX001");
        failure.Message.ShouldBe("invalid page 3 of file \"x.db\": checksum mismatch");
    }

    [Fact]
    public void Flipped_bit_in_the_log_ends_it_there()
    {
        var engine = Open(_disk);
        Put(engine, "first");
        var offset = (long)engine.Log.End.Value;
        Put(engine, "second");
        engine.Abandon();
        var inSegment = offset % ((32 * 1024) - LogSegmentHeader.SizeBytes);
        _disk.FlipBit("x.db-wal", LogFileHeader.ReservedBytes + LogSegmentHeader.SizeBytes + inSegment + 20, 0);
        using var again = Open(_disk);
        Has(again, "first").ShouldBeTrue();
        Has(again, "second").ShouldBeFalse();
    }

    [Fact]
    public void Misdirected_write_is_told_and_not_taken_for_the_page()
    {
        var engine = Open(_disk);
        PutMany(engine, 0, 300);
        engine.Dispose();
        // Page 2 arrives where page 3 belongs.
        using (var file = _disk.Open("x.db", FileOpenMode.Existing))
        {
            var page = new byte[4096];
            file.Read(2 * 4096, page);
            file.Write(3 * 4096, page);
        }

        using var again = Open(_disk);
        Should.Throw<EngineException>(() => Has(again, "anything")).Message.ShouldContain("carries the number of page 2");
    }

    private static StorageEngine Open(SimulatedFileSystem disk)
    {
        var engine = StorageEngine.Open(disk, "x.db", new StorageOptions
        {
            PageSize = 4096,
            PoolBytes = 0,
            BackgroundCheckpoints = false,
            Wal = new WalOptions { SegmentBytes = 32 * 1024, BufferBytes = 64 * 1024 },
        });
        engine.Transactions.Reclaimer.IsPaused = true;
        return engine;
    }

    private static void Put(StorageEngine engine, string key)
    {
        using var transaction = engine.Transactions.Begin();
        Tree(engine).Insert(transaction, System.Text.Encoding.UTF8.GetBytes(key), "value"u8).ShouldBe(InsertOutcome.Inserted);
        transaction.Commit();
    }

    private static void PutMany(StorageEngine engine, int first, int count)
    {
        using var transaction = engine.Transactions.Begin();
        for (var number = first; number < first + count; number++)
            Tree(engine).Insert(transaction, Key(number), new byte[500]).ShouldBe(InsertOutcome.Inserted);
        transaction.Commit();
    }

    private static bool Has(StorageEngine engine, string key)
    {
        using var transaction = engine.Transactions.Begin();
        var buffer = default(RecordBuffer);
        return Tree(engine).TryGet(transaction, System.Text.Encoding.UTF8.GetBytes(key), ref buffer);
    }

    private static void Check(StorageEngine engine, int count)
    {
        using var transaction = engine.Transactions.Begin();
        var buffer = default(RecordBuffer);
        for (var number = 0; number < count + 10; number++)
            Tree(engine).TryGet(transaction, Key(number), ref buffer).ShouldBe(number < count);
        var verifier = new TreeVerifier(engine.Trees, engine.File);
        verifier.CheckTree(engine.CatalogTree);
        verifier.CheckPageAccounting();
        verifier.Problems.ShouldBeEmpty();
    }

    private static VersionedTree Tree(StorageEngine engine) => new(engine.Transactions, engine.CatalogTree);

    private static byte[] Key(int number)
    {
        var key = new byte[8];
        LittleEndian.WriteUInt64(key, 0, (ulong)number);
        return key;
    }
}
