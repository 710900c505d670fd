using System.Buffers.Binary;
using BTreeDb.Buffers;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Recovery;
using BTreeDb.Trees;
using BTreeDb.Wal;

namespace BTreeDb.Simulation.Crashes;

/// <summary>
/// Table and index in the catalog tree of a database, with <see cref="PlainUndo"/> for transactions: what recovery does
/// below Transactions.
/// </summary>
internal sealed class PlainRowStore : IRowStore
{
    private const byte TablePrefix = (byte)'T';
    private const byte IndexPrefix = (byte)'I';
    private readonly StorageEngine _engine;
    private readonly PlainUndo _rows;
    private readonly List<(byte[] Key, Lsn Lsn)> _changes = [];
    private TransactionId _transaction;
    private ulong _nextTransaction;
    private Lsn _last;

    private PlainRowStore(StorageEngine engine)
    {
        _engine = engine;
        _rows = new PlainUndo(engine.Trees, engine.CatalogTree);
        _nextTransaction = engine.Transactions.NextId.Value;
    }

    public static IRowStore Open(IFileSystem files) => new PlainRowStore(StorageEngine.Open(
        files,
        "x.db",
        new StorageOptions
        {
            PageSize = 4096,
            PoolBytes = 0,
            BackgroundCheckpoints = false,
            Wal = new WalOptions { SegmentBytes = 32 * 1024, BufferBytes = 64 * 1024 },
        },
        static trees => new PlainUndo(trees, new TreeId(DatabaseFile.CatalogRoot.Value))));

    public void Begin()
    {
        _transaction = new TransactionId(_nextTransaction++);
        _last = Lsn.None;
        _changes.Clear();
    }

    public void Insert(ulong id, ulong rank, byte[] payload) => Put(id, rank, payload);

    public void InsertMany(IReadOnlyList<(ulong Id, Row Row)> rows)
    {
        foreach (var (id, row) in rows)
            Put(id, row.Rank, row.Payload);
    }

    public void Update(ulong id, ulong oldRank, ulong rank, byte[] payload)
    {
        if (oldRank != rank)
            Change(IndexKey(oldRank, id), []);
        Put(id, rank, payload);
    }

    public void Delete(ulong id, ulong rank)
    {
        Change(TableKey(id), []);
        Change(IndexKey(rank, id), []);
    }

    public void RebuildIndex()
    {
        // Trees are created and dropped by Transactions.
    }

    public void Commit()
    {
        if (!_last.IsNone)
            _engine.Log.Flush(AppendPlain(LogRecordKind.Commit));
        foreach (var (key, _) in _changes)
            _rows.Tidy(key);
    }

    public void Rollback()
    {
        var next = _last;
        while (!next.IsNone)
        {
            _engine.Log.OpenReader(next).TryReadAt(next, out var record).ShouldBeTrue();
            next = record.Previous;
            _last = _rows.Undo(_transaction, _last, next, record.Undo);
        }

        if (!_last.IsNone)
            AppendPlain(LogRecordKind.End);
    }

    public void Checkpoint() => _engine.Checkpointer.Run();

    public void Tidy()
    {
        // Nothing is held up for readers here.
    }

    public SortedDictionary<ulong, Row> ReadTable()
    {
        var rows = new SortedDictionary<ulong, Row>();
        Scan(TablePrefix, (key, value) => rows.Add(
            BinaryPrimitives.ReadUInt64BigEndian(key.AsSpan(1)),
            new Row(BinaryPrimitives.ReadUInt64BigEndian(value.AsSpan(1)), value[9..])));
        return rows;
    }

    public SortedSet<(ulong Rank, ulong Id)> ReadIndex()
    {
        var pairs = new SortedSet<(ulong, ulong)>();
        Scan(IndexPrefix, (key, _) => pairs.Add((
            BinaryPrimitives.ReadUInt64BigEndian(key.AsSpan(1)), BinaryPrimitives.ReadUInt64BigEndian(key.AsSpan(9)))));
        return pairs;
    }

    public IReadOnlyList<string> Verify()
    {
        var verifier = new TreeVerifier(_engine.Trees, _engine.File);
        verifier.CheckTree(_engine.CatalogTree);
        verifier.CheckPageAccounting();
        return verifier.Problems;
    }

    public void Abandon() => _engine.Abandon();

    public void Dispose() => _engine.Dispose();

    private void Put(ulong id, ulong rank, byte[] payload)
    {
        // One leading byte marks a value, then rank and payload; the longest still fits a quarter page.
        var value = new byte[9 + Math.Min(payload.Length, 700)];
        value[0] = 1;
        BinaryPrimitives.WriteUInt64BigEndian(value.AsSpan(1), rank);
        payload.AsSpan(0, value.Length - 9).CopyTo(value.AsSpan(9));
        Change(TableKey(id), value);
        Change(IndexKey(rank, id), [1]);
    }

    private void Change(byte[] key, byte[] value)
    {
        _last = _rows.Change(LogRecordKind.Change, _transaction, _last, default, key, value);
        _changes.Add((key, _last));
    }

    private Lsn AppendPlain(LogRecordKind kind)
    {
        var record = new LogRecordBuilder(kind, _transaction, _last);
        var lsn = _engine.Log.Append(ref record);
        record.Dispose();
        return lsn;
    }

    private void Scan(byte prefix, Action<byte[], byte[]> found)
    {
        var tree = new BTree(_engine.Trees, _engine.CatalogTree);
        var snapshot = new LeafSnapshot(_engine.Trees.PageSize);
        tree.ReadLeaf([prefix], snapshot, AccessHint.Normal);
        do
        {
            var leaf = snapshot.Leaf;
            for (var slot = snapshot.Begin; slot < snapshot.End; slot++)
            {
                var key = new byte[leaf.Node.KeyLength(slot)];
                leaf.Node.CopyKey(slot, key);
                if (key[0] == prefix)
                    found(key, leaf.Value(slot).ToArray());
            }
        }
        while (tree.ReadRight(snapshot, AccessHint.Normal));
    }

    private static byte[] TableKey(ulong id)
    {
        var key = new byte[9];
        key[0] = TablePrefix;
        BinaryPrimitives.WriteUInt64BigEndian(key.AsSpan(1), id);
        return key;
    }

    private static byte[] IndexKey(ulong rank, ulong id)
    {
        var key = new byte[17];
        key[0] = IndexPrefix;
        BinaryPrimitives.WriteUInt64BigEndian(key.AsSpan(1), rank);
        BinaryPrimitives.WriteUInt64BigEndian(key.AsSpan(9), id);
        return key;
    }
}
