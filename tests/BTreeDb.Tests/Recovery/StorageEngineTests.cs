using BTreeDb.Diagnostics;
using BTreeDb.Files;
using BTreeDb.Recovery;
using BTreeDb.Tests.Files;
using BTreeDb.Transactions;
using BTreeDb.Trees;
using BTreeDb.Wal;

namespace BTreeDb.Tests.Recovery;

public sealed class StorageEngineTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string DatabasePath => _directory.File("x.db");

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(4096)]
    [InlineData(8192)]
    [InlineData(16384)]
    [InlineData(32768)]
    public void Clean_close_leaves_the_database_file_alone_and_whole(int pageSize)
    {
        for (var round = 0; round < 3; round++)
        {
            using var engine = Open(new StorageOptions { PageSize = pageSize });
            engine.File.PageSize.ShouldBe(pageSize);
            var tree = new PlainTree(engine);
            for (var key = 0; key < round * 500; key++)
                tree.Get(key).ShouldBe(key + round - 1);
            for (var key = 0; key < (round + 1) * 500; key++)
                tree.Put(key, key + round);
            File.Exists(DatabasePath + "-wal").ShouldBeTrue();
            engine.Dispose();
            Directory.GetFiles(Path.GetDirectoryName(DatabasePath)!).ShouldBe([DatabasePath]);
        }
    }

    [Fact]
    public void Abandoned_database_is_recovered()
    {
        var engine = Open(new StorageOptions());
        var tree = new PlainTree(engine);
        for (var key = 0; key < 3000; key++)
            tree.Put(key, key);
        engine.Log.SyncToEnd();
        engine.Abandon();
        using var again = Open(new StorageOptions());
        tree = new PlainTree(again);
        for (var key = 0; key < 3000; key++)
            tree.Get(key).ShouldBe(key);
    }

    [Fact]
    public void Log_that_is_missing_is_told_and_the_database_left_alone()
    {
        var engine = Open(new StorageOptions());
        new PlainTree(engine).Put(1, 1);
        engine.Abandon();
        File.Delete(DatabasePath + "-wal");
        var before = File.ReadAllBytes(DatabasePath);
        Should.Throw<EngineException>(() => Open(new StorageOptions())).SqlState.ShouldBe("58P01");
        // And the failed opening has let go of the file and taken its name away.
        File.Exists(DatabasePath + "-owner").ShouldBeFalse();
        File.ReadAllBytes(DatabasePath).ShouldBe(before);
    }

    [Theory]
    [InlineData(512)]
    [InlineData(5000)]
    [InlineData(65536)]
    public void Page_size_outside_of_the_range_is_refused(int pageSize)
    {
        Should.Throw<EngineException>(() => Open(new StorageOptions { PageSize = pageSize })).SqlState.ShouldBe("22023");
        File.Exists(DatabasePath).ShouldBeFalse();
    }

    [Fact]
    public void Empty_file_becomes_a_database_and_others_do_not()
    {
        File.WriteAllBytes(DatabasePath, []);
        Open(new StorageOptions()).Dispose();
        Open(new StorageOptions { CreateIfMissing = false }).Dispose();
        File.WriteAllText(DatabasePath, "this is not a database");
        Should.Throw<EngineException>(() => Open(new StorageOptions())).SqlState.ShouldBe("XX001");
        File.ReadAllText(DatabasePath).ShouldBe("this is not a database");
        File.Delete(DatabasePath);
        Should.Throw<EngineException>(() => Open(new StorageOptions { CreateIfMissing = false }))
            .SqlState.ShouldBe("58P01");
    }

    [Fact]
    public void Memory_database_uses_the_same_engine()
    {
        using var engine = StorageEngine.OpenInMemory(new StorageOptions { PageSize = 4096, PoolBytes = 0 });
        var tree = new VersionedTree(engine.Transactions, engine.CatalogTree);
        var buffer = default(RecordBuffer);
        for (var round = 0; round < 20; round++)
        {
            using (var transaction = engine.Transactions.Begin())
            {
                for (var number = 0; number < 100; number++)
                    tree.Insert(transaction, [(byte)round, (byte)number], new byte[300]).ShouldBe(InsertOutcome.Inserted);
                transaction.Commit();
            }

            using var undone = engine.Transactions.Begin();
            tree.Delete(undone, [(byte)round, 7]).ShouldBeTrue();
            tree.Insert(undone, [(byte)round, 255], new byte[9000]).ShouldBe(InsertOutcome.Inserted);
            undone.Rollback();
        }

        engine.Pool.Evictions.ShouldBeGreaterThan(0);
        using var reader = engine.Transactions.Begin();
        for (var round = 0; round < 20; round++)
        {
            tree.TryGet(reader, [(byte)round, 7], ref buffer).ShouldBeTrue();
            tree.TryGet(reader, [(byte)round, 255], ref buffer).ShouldBeFalse();
        }
    }

    [Fact]
    public void Background_checkpoints_keep_the_log_small()
    {
        var options = new StorageOptions
        {
            Wal = new WalOptions { SegmentBytes = 64 * 1024, CheckpointBytes = 256 * 1024, Durability = Durability.Normal },
        };
        using var engine = Open(options);
        var tree = new PlainTree(engine);
        for (var round = 0; round < 60; round++)
        {
            for (var key = 0; key < 1000; key++)
                tree.Put(key, round);
            // The writer is faster than any checkpoint could be on a busy machine; the bound is on what they leave.
            Thread.Sleep(5);
        }

        engine.Checkpointer.Count.ShouldBeGreaterThan(2);
        engine.Log.FileBytes.ShouldBeLessThan((long)engine.Log.End.Value);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Checkpoints_under_load_lose_nothing(int seed)
    {
        const int threads = 3;
        const int keysPerThread = 3000;
        var options = new StorageOptions
        {
            PageSize = 4096,
            PoolBytes = 256 * 1024,
            BackgroundCheckpoints = false,
            Wal = new WalOptions { SegmentBytes = 64 * 1024, BufferBytes = 64 * 1024, Durability = Durability.Off },
        };
        var engine = Open(options);
        var expected = new int[threads * keysPerThread];
        var writers = new List<Task>();
        for (var index = 0; index < threads; index++)
        {
            var thread = index;
            writers.Add(Task.Run(() =>
            {
                var random = new Random((seed * 10) + thread);
                var tree = new PlainTree(engine);
                for (var step = 0; step < 8000; step++)
                {
                    var key = (random.Next(keysPerThread) * threads) + thread;
                    tree.Put(key, step + 1);
                    expected[key] = step + 1;
                }
            }));
        }

        var all = Task.WhenAll(writers);
        while (!all.IsCompleted)
            engine.Checkpointer.Run();
        await all;
        // One more, so that the pages in the file count and not only the log behind the last one.
        engine.Checkpointer.Run();
        engine.Abandon();
        using var again = Open(options);
        var found = new PlainTree(again);
        for (var key = 0; key < expected.Length; key++)
            (found.Get(key) ?? 0).ShouldBe(expected[key], $"seed {seed}, key {key}");
    }

    private StorageEngine Open(StorageOptions options) =>
        StorageEngine.Open(RealFileSystem.Instance, DatabasePath, options, NoUndo.Over);
}
