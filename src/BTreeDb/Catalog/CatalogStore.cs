using System.Diagnostics.CodeAnalysis;
using BTreeDb.Buffers;
using BTreeDb.Primitives;
using BTreeDb.Transactions;
using BTreeDb.Trees;

namespace BTreeDb.Catalog;

/// <summary>
/// The catalog of an open database: records in a tree, which are versioned like all others, and the snapshots made of
/// them. The number in the database record tells which state a transaction's snapshot sees, so a transaction can always
/// find its catalog; the newest one is at hand without a look at the tree unless a change is being committed (invariant
/// C2). Safe for any number of threads.
/// </summary>
internal sealed class CatalogStore
{
    private const int HistoryMax = 16;
    private const uint FirstObjectId = 16384;

    // Only who drops or restarts a sequence is in the way of those who count it on.
    private const long PositionWaitMs = 2000;

    // PostgreSQL's id of the schema "public".
    private static readonly ObjectId PublicSchemaId = new(2200);

    private readonly TransactionSystem _transactions;
    private readonly VersionedTree _tree;
    private readonly Lock _gate = new();
    private readonly List<CatalogSnapshot> _history = [];
    private State _state;
    private uint _nextObjectId;

    private CatalogStore(TransactionSystem transactions, TreeId tree, CatalogSnapshot latest, RowCounts rowCounts)
    {
        _transactions = transactions;
        _tree = new VersionedTree(transactions, tree, isTracked: false);
        _state = new State(latest, 0, IsChanging: false);
        RowCounts = rowCounts;
    }

    /// <summary>The row counters of all tables.</summary>
    public RowCounts RowCounts { get; }

    /// <summary>The newest committed catalog.</summary>
    public CatalogSnapshot Latest => Volatile.Read(ref _state).Latest;

    /// <summary>Reads the catalog of a database; makes the first one when there is none.</summary>
    public static CatalogStore Open(TransactionSystem transactions, TreeId tree)
    {
        var rowCounts = new RowCounts();
        using var transaction = transactions.Begin(IsolationLevel.Snapshot, readOnly: false);
        var records = new VersionedTree(transactions, tree, isTracked: false);
        RecordBuffer header = default;
        if (!records.TryGet(transaction, CatalogKey.Database.Encode(), ref header))
            WriteFirst(transaction, records);
        var latest = Load(transaction, records, rowCounts);
        transaction.Commit();
        return new CatalogStore(transactions, tree, latest, rowCounts);
    }

    /// <summary>The catalog that belongs to a transaction's snapshot.</summary>
    public CatalogSnapshot Get(Transaction transaction)
    {
        // The state is read after the snapshot was taken: a change that the snapshot sees was announced before.
        var state = Volatile.Read(ref _state);
        return !state.IsChanging && transaction.Snapshot.Sequence.Value >= state.ValidFrom
            ? state.Latest
            : Find(transaction);
    }

    /// <summary>
    /// Whether a table's definition, from a transaction's catalog, is the newest committed one or the transaction's own.
    /// To be asked under the table's lock, so that the answer stays true.
    /// </summary>
    public bool IsCurrent(TableSchema table, CatalogSnapshot own)
    {
        var latest = Latest;
        if (own.Number > latest.Number && table.DefinedIn == own.Number)
            return true;
        return latest.TryGetTable(table.Id, out var current) && current.DefinedIn == table.DefinedIn;
    }

    /// <summary>Announces that a changed catalog is about to be committed.</summary>
    public void BeginChange()
    {
        lock (_gate)
            Volatile.Write(ref _state, _state with { IsChanging = true });
    }

    /// <summary>Ends what <see cref="BeginChange"/> announced; <paramref name="changed"/> is null if the commit failed.</summary>
    public void EndChange(CatalogSnapshot? changed)
    {
        lock (_gate)
        {
            if (changed is null)
            {
                Volatile.Write(ref _state, _state with { IsChanging = false });
                return;
            }

            Remember(_state.Latest);
            Volatile.Write(ref _state, new State(changed, Volatile.Read(ref _transactions.LastCommitted), IsChanging: false));
        }
    }

    /// <summary>
    /// An object id that nothing has had while the database is open, not even in a transaction that was rolled back: what is
    /// remembered under an id is never taken for something else's. Under the catalog lock.
    /// </summary>
    public uint TakeObjectId(uint least)
    {
        var id = Math.Max(least, _nextObjectId);
        if (id == uint.MaxValue)
            throw CatalogErrors.TooManyObjects();
        _nextObjectId = id + 1;
        return id;
    }

    /// <summary>Changes records of the catalog: old ones that do not come again go, new ones are written.</summary>
    public void Replace(Transaction transaction, List<CatalogRecord> old, List<CatalogRecord> changed)
    {
        var kept = new HashSet<ReadOnlyMemory<byte>>(KeyComparer.Instance);
        foreach (var record in changed)
        {
            kept.Add(record.Key);
            Put(transaction, record);
        }

        foreach (var record in old)
        {
            if (!kept.Contains(record.Key))
                _tree.Delete(transaction, record.Key);
        }
    }

    /// <summary>Writes one record, whether or not there is one of its key.</summary>
    public void Put(Transaction transaction, CatalogRecord record)
    {
        if (!_tree.Update(transaction, record.Key, record.Value)
            && _tree.Insert(transaction, record.Key, record.Value) != InsertOutcome.Inserted)
            throw CatalogErrors.CatalogChanged();
    }

    /// <summary>Deletes the saved estimates of a dropped table.</summary>
    public void DeleteEstimates(Transaction transaction, TableSchema table)
    {
        _tree.Delete(transaction, CatalogRecordWriter.RowCount(table.Id, 0).Key);
        foreach (var column in table.Columns)
            _tree.Delete(transaction, CatalogRecordWriter.StatisticsKey(table.Id, column.Ordinal).Encode());
    }

    /// <summary>Reads where a sequence stands; null where the transaction sees no such state.</summary>
    public SequencePoint? ReadPosition(Transaction transaction, ObjectId state)
    {
        RecordBuffer record = default;
        var key = new CatalogKey(state, CatalogRecordKind.SequenceState, default, 0).Encode();
        return _tree.TryGet(transaction, key, ref record) ? CatalogRecordReader.ReadPosition(record.Span) : null;
    }

    /// <summary>
    /// Writes where a sequence stands, in a transaction of its own. It is in the log before all that the caller does
    /// afterwards, so it need not wait for the log: whoever commits what depends on it flushes it, too.
    /// </summary>
    public void WritePosition(ObjectId state, SequencePoint position)
    {
        using var transaction = _transactions.Begin(IsolationLevel.Snapshot, readOnly: false);
        transaction.LockTimeoutMs = PositionWaitMs;
        Put(transaction, CatalogRecordWriter.SequenceState(state, position));
        transaction.CommitUnflushed();
    }

    /// <summary>Writes where a sequence stands that the transaction itself has made or restarted.</summary>
    public void WritePosition(Transaction transaction, ObjectId state, SequencePoint position) =>
        Put(transaction, CatalogRecordWriter.SequenceState(state, position));

    /// <summary>
    /// Saves the row counts that are far from what was saved, and new statistics. Waits for nobody: where a definer is in the way, the count is
    /// saved another time.
    /// </summary>
    public void SaveRowCounts()
    {
        RowCounts.MarkSaving();
        using var transaction = _transactions.Begin(IsolationLevel.Snapshot, readOnly: false);
        transaction.LockTimeoutMs = 0;
        var saved = new List<(RowCounter Counter, long Rows, TableStatistics? Statistics)>();
        foreach (var (id, counter) in RowCounts.Counters)
        {
            if (!counter.IsStale || !Latest.TryGetTable(id, out _))
                continue;
            var rows = counter.Rows;
            Put(transaction, CatalogRecordWriter.RowCount(id, rows));
            var statistics = counter.Statistics;
            if (statistics is not null)
            {
                foreach (var record in CatalogRecordWriter.Statistics(id, statistics))
                    Put(transaction, record);
            }

            saved.Add((counter, rows, statistics));
        }

        transaction.Commit();
        foreach (var (counter, rows, statistics) in saved)
            counter.MarkSaved(rows, statistics);
    }

    private static void WriteFirst(Transaction transaction, VersionedTree records)
    {
        ReadOnlySpan<CatalogRecord> first =
        [
            CatalogRecordWriter.Database(1, FirstObjectId),
            CatalogRecordWriter.Schema(PublicSchemaId, CatalogSnapshot.DefaultSchema),
        ];
        foreach (var record in first)
            records.Insert(transaction, record.Key, record.Value);
    }

    private static CatalogSnapshot Load(Transaction transaction, VersionedTree records, RowCounts rowCounts)
    {
        var reader = new CatalogRecordReader(rowCounts);
        var cursor = records.OpenCursor(transaction, AccessHint.Normal);
        cursor.Seek(KeyRange.All);
        while (cursor.NextBlock())
        {
            for (var i = 0; i < cursor.Count; i++)
                reader.Add(cursor.Key(i), cursor.Value(i));
        }

        return reader.Finish();
    }

    /// <summary>The slow way: the number that the snapshot sees, then a recent catalog or a new one from the records.</summary>
    private CatalogSnapshot Find(Transaction transaction)
    {
        RecordBuffer header = default;
        if (!_tree.TryGet(transaction, CatalogKey.Database.Encode(), ref header))
            throw CatalogErrors.Corrupt("the database record is missing");
        var number = CatalogRecordReader.ReadNumber(header.Span);
        lock (_gate)
        {
            if (_state.Latest.Number == number)
                return _state.Latest;
            foreach (var snapshot in _history)
            {
                if (snapshot.Number == number)
                    return snapshot;
            }
        }

        var loaded = Load(transaction, _tree, RowCounts);
        lock (_gate)
            Remember(loaded);
        return loaded;
    }

    private void Remember(CatalogSnapshot snapshot)
    {
        if (_history.Count == HistoryMax)
            _history.RemoveAt(0);
        _history.Add(snapshot);
    }

    /// <param name="Latest">The newest committed catalog.</param>
    /// <param name="ValidFrom">Snapshots from this commit sequence on see it.</param>
    /// <param name="IsChanging">A newer one is being committed, so some of those snapshots may see that one instead.</param>
    private sealed record State(CatalogSnapshot Latest, ulong ValidFrom, bool IsChanging);

    private sealed class KeyComparer : IEqualityComparer<ReadOnlyMemory<byte>>
    {
        public static readonly KeyComparer Instance = new();

        public bool Equals(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceEqual(y.Span);

        public int GetHashCode([DisallowNull] ReadOnlyMemory<byte> key)
        {
            var hash = default(HashCode);
            hash.AddBytes(key.Span);
            return hash.ToHashCode();
        }
    }
}
