using BTreeDb.Buffers;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Trees;
using BTreeDb.Wal;

namespace BTreeDb.Tests.Trees;

/// <summary>Pool, log and trees over a file in memory.</summary>
internal sealed class TestStore : IDisposable
{
    private readonly Lock _checkpointGate = new();

    public TestStore(int pageSize = 512, int frames = 4096)
    {
        Files = new MemoryFileSystem();
        DatabaseFile.Create(
            Files, "t.db", pageSize, Guid.NewGuid(), (id, bytes) => TreeStore.FormatInitialPage(id, bytes));
        File = DatabaseFile.Open(Files, "t.db");
        Log = new WriteAheadLog(
            LogFile.Create(Files, "t.db-wal", File.Meta.DatabaseId, 1024 * 1024),
            pageSize,
            new WalOptions { Durability = Durability.Off, CheckpointBytes = 16 * 1024 * 1024, MaxBytes = 1L << 40 });
        Log.BeginEpoch(1, Lsn.None, 0);
        Pool = new BufferPool(File, Log, (long)frames * (pageSize + 64));
        Store = new TreeStore(File, Pool, Log);
        Tree = new BTree(Store, new TreeId(DatabaseFile.CatalogRoot.Value));
    }

    public MemoryFileSystem Files { get; }

    public DatabaseFile File { get; }

    public WriteAheadLog Log { get; }

    public BufferPool Pool { get; }

    public TreeStore Store { get; }

    /// <summary>The tree that every database has.</summary>
    public BTree Tree { get; }

    /// <summary>Cuts the log when it has grown.</summary>
    public void CheckpointIfDue(long bytes = 16 * 1024 * 1024)
    {
        if (Log.BytesSinceCheckpoint < bytes || !_checkpointGate.TryEnter())
            return;
        try
        {
            var redo = Log.BeginCheckpoint(out _);
            Pool.WriteDirtyPages(redo);
            File.Sync();
            Log.EndCheckpoint();
            Log.Cut();
        }
        finally
        {
            _checkpointGate.Exit();
        }
    }

    /// <summary>Puts a record without a transaction.</summary>
    public void Put(BTree tree, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        while (true)
        {
            Log.EnsureSpace(Store.StructureLogBytes);
            using (var leaf = tree.LatchLeaf(key))
            {
                if (leaf.HasRoomFor(value.Length))
                {
                    var record = new LogRecordBuilder(LogRecordKind.Structure);
                    var copy = leaf;
                    copy.Put(ref record, new RecordVersion(new TransactionId(1), RecordFlags.Fresh), value);
                    copy.Seal(Log.Append(ref record));
                    record.Dispose();
                    return;
                }
            }

            tree.Structure.MakeRoom(key, value.Length);
        }
    }

    /// <summary>Removes a record without a transaction.</summary>
    public bool Remove(BTree tree, ReadOnlySpan<byte> key)
    {
        Log.EnsureSpace(Store.StructureLogBytes);
        bool underfull;
        using (var leaf = tree.LatchLeaf(key))
        {
            if (!leaf.Found)
                return false;
            var record = new LogRecordBuilder(LogRecordKind.Structure);
            var copy = leaf;
            copy.Remove(ref record);
            copy.Seal(Log.Append(ref record));
            record.Dispose();
            underfull = PageMerge.IsUnderfull(copy.Leaf.Node);
        }

        if (underfull)
            tree.Structure.MergeIfUnderfull(key);
        return true;
    }

    /// <summary>Fails the test unless all trees given are sound and use exactly the pages that are marked.</summary>
    public TreeVerifier Verify(params TreeId[] trees)
    {
        var verifier = new TreeVerifier(Store, File);
        verifier.CheckTree(Tree.Id);
        foreach (var tree in trees)
            verifier.CheckTree(tree);
        verifier.CheckPageAccounting();
        verifier.Problems.ShouldBeEmpty();
        return verifier;
    }

    public void Dispose()
    {
        Pool.Dispose();
        Log.Dispose();
        File.Dispose();
    }
}
