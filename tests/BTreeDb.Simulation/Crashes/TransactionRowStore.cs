using System.Buffers.Binary;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Recovery;
using BTreeDb.Transactions;
using BTreeDb.Trees;
using BTreeDb.Wal;

namespace BTreeDb.Simulation.Crashes;

/// <summary>
/// A table tree and an index tree under transactions, their ids in the catalog tree. Background work is done when the
/// workload says so, so that a run is the same every time.
/// </summary>
internal sealed class TransactionRowStore : IRowStore
{
    private static readonly byte[] CatalogKey = "rows"u8.ToArray();
    private readonly StorageEngine _engine;
    private readonly VersionedTree _catalog;
    private VersionedTree _table = null!;
    private VersionedTree _index = null!;
    private VersionedTree? _newIndex;
    private Transaction? _transaction;
    private Transaction? _reader;

    private TransactionRowStore(StorageEngine engine)
    {
        _engine = engine;
        _catalog = new VersionedTree(engine.Transactions, engine.CatalogTree);
        engine.Transactions.Reclaimer.IsPaused = true;
    }

    public static IRowStore Open(IFileSystem files) => Open(files, 64 << 20);

    /// <summary>As above; every change goes to a temporary file, and committed transactions are put together at once.</summary>
    public static IRowStore OpenSpilling(IFileSystem files) => Open(files, 0);

    private static TransactionRowStore Open(IFileSystem files, long versionBytes)
    {
        var store = new TransactionRowStore(StorageEngine.Open(files, "x.db", new StorageOptions
        {
            VersionBytes = versionBytes,
            PageSize = 4096,
            PoolBytes = 0,
            BackgroundCheckpoints = false,
            Wal = new WalOptions { SegmentBytes = 32 * 1024, BufferBytes = 64 * 1024 },
        }));
        if (versionBytes == 0)
            store._engine.Transactions.Reclaimer.RecentMax = 0;
        try
        {
            store.OpenTrees();
            return store;
        }
        catch
        {
            store.Abandon();
            throw;
        }
    }

    public void Begin() => _transaction = _engine.Transactions.Begin();

    public void Insert(ulong id, ulong rank, byte[] payload)
    {
        _table.Insert(_transaction!, TableKey(id), Value(rank, payload)).ShouldBe(InsertOutcome.Inserted);
        Index.Insert(_transaction!, IndexKey(rank, id), []).ShouldBe(InsertOutcome.Inserted);
    }

    public void InsertMany(IReadOnlyList<(ulong Id, Row Row)> rows)
    {
        var appender = new TreeAppender(_table);
        appender.Begin(_transaction!);
        var pairs = new SortedSet<(ulong Rank, ulong Id)>();
        foreach (var (id, row) in rows)
        {
            appender.Insert(TableKey(id), Value(row.Rank, row.Payload)).ShouldBe(InsertOutcome.Inserted);
            pairs.Add((row.Rank, id));
        }

        appender.Flush().ShouldBe(InsertOutcome.Inserted);
        Append(Index, pairs);
    }

    public void Update(ulong id, ulong oldRank, ulong rank, byte[] payload)
    {
        _table.Update(_transaction!, TableKey(id), Value(rank, payload)).ShouldBeTrue();
        if (oldRank == rank)
            return;
        Index.Delete(_transaction!, IndexKey(oldRank, id)).ShouldBeTrue();
        Index.Insert(_transaction!, IndexKey(rank, id), []).ShouldBe(InsertOutcome.Inserted);
    }

    public void Delete(ulong id, ulong rank)
    {
        _table.Delete(_transaction!, TableKey(id)).ShouldBeTrue();
        Index.Delete(_transaction!, IndexKey(rank, id)).ShouldBeTrue();
    }

    public void RebuildIndex()
    {
        var old = Index;
        _newIndex = new VersionedTree(_engine.Transactions, TreeCatalogue.CreateTree(_transaction!));
        var pairs = new SortedSet<(ulong Rank, ulong Id)>();
        Scan(old, _transaction!, (key, _) => pairs.Add(Pair(key)));
        Append(_newIndex, pairs);
        TreeCatalogue.DropTree(_transaction!, old.Id);
        _catalog.Update(_transaction!, CatalogKey, Ids(_table.Id, _newIndex.Id)).ShouldBeTrue();
    }

    public void Commit()
    {
        _transaction!.Commit();
        _index = Index;
        _newIndex = null;
    }

    public void Rollback()
    {
        _newIndex = null;
        _transaction!.Rollback();
    }

    public void Checkpoint() => _engine.Checkpointer.Run();

    public void Tidy()
    {
        if (_reader == null)
        {
            // From here on nothing that others replace may be freed.
            _reader = _engine.Transactions.Begin();
            return;
        }

        _reader.Dispose();
        _reader = null;
        _engine.Transactions.Reclaimer.ReclaimNow();
    }

    public SortedDictionary<ulong, Row> ReadTable()
    {
        var rows = new SortedDictionary<ulong, Row>();
        using var transaction = _engine.Transactions.Begin();
        Scan(_table, transaction, (key, value) => rows.Add(
            BinaryPrimitives.ReadUInt64BigEndian(key),
            new Row(BinaryPrimitives.ReadUInt64BigEndian(value), value[8..])));
        return rows;
    }

    public SortedSet<(ulong Rank, ulong Id)> ReadIndex()
    {
        var pairs = new SortedSet<(ulong, ulong)>();
        using var transaction = _engine.Transactions.Begin();
        Scan(_index, transaction, (key, _) => pairs.Add(Pair(key)));
        return pairs;
    }

    public IReadOnlyList<string> Verify()
    {
        _reader?.Dispose();
        _reader = null;
        _engine.Transactions.Reclaimer.ReclaimNow();
        var verifier = new TreeVerifier(_engine.Trees, _engine.File);
        verifier.CheckTree(_engine.CatalogTree);
        verifier.CheckTree(_table.Id);
        verifier.CheckTree(_index.Id);
        verifier.CheckPageAccounting();
        return verifier.Problems;
    }

    public void Abandon() => _engine.Abandon();

    public void Dispose()
    {
        _reader?.Dispose();
        _engine.Dispose();
    }

    private VersionedTree Index => _newIndex ?? _index;

    private void Append(VersionedTree tree, SortedSet<(ulong Rank, ulong Id)> pairs)
    {
        var appender = new TreeAppender(tree);
        appender.Begin(_transaction!);
        foreach (var (rank, id) in pairs)
            appender.Insert(IndexKey(rank, id), []).ShouldBe(InsertOutcome.Inserted);
        appender.Flush().ShouldBe(InsertOutcome.Inserted);
    }

    private static (ulong Rank, ulong Id) Pair(byte[] key) =>
        (BinaryPrimitives.ReadUInt64BigEndian(key), BinaryPrimitives.ReadUInt64BigEndian(key.AsSpan(8)));

    private void OpenTrees()
    {
        using var transaction = _engine.Transactions.Begin();
        var ids = default(RecordBuffer);
        if (!_catalog.TryGet(transaction, CatalogKey, ref ids))
        {
            var table = TreeCatalogue.CreateTree(transaction);
            ids.Set(Ids(table, TreeCatalogue.CreateTree(transaction)));
            _catalog.Insert(transaction, CatalogKey, ids.Span).ShouldBe(InsertOutcome.Inserted);
        }

        _table = new VersionedTree(_engine.Transactions, new TreeId(LittleEndian.ReadUInt32(ids.Span, 0)));
        _index = new VersionedTree(_engine.Transactions, new TreeId(LittleEndian.ReadUInt32(ids.Span, 4)));
        transaction.Commit();
    }

    private static void Scan(VersionedTree tree, Transaction transaction, Action<byte[], byte[]> found)
    {
        var cursor = tree.OpenCursor(transaction);
        cursor.Seek(default);
        while (cursor.MoveNext())
            found(cursor.CurrentKey.ToArray(), cursor.CurrentValue.ToArray());
    }

    private static byte[] Ids(TreeId table, TreeId index)
    {
        var ids = new byte[8];
        LittleEndian.WriteUInt32(ids, 0, table.Value);
        LittleEndian.WriteUInt32(ids, 4, index.Value);
        return ids;
    }

    private static byte[] TableKey(ulong id)
    {
        var key = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(key, id);
        return key;
    }

    private static byte[] IndexKey(ulong rank, ulong id)
    {
        var key = new byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(key, rank);
        BinaryPrimitives.WriteUInt64BigEndian(key.AsSpan(8), id);
        return key;
    }

    private static byte[] Value(ulong rank, byte[] payload)
    {
        var value = new byte[8 + payload.Length];
        BinaryPrimitives.WriteUInt64BigEndian(value, rank);
        payload.CopyTo(value, 8);
        return value;
    }
}
