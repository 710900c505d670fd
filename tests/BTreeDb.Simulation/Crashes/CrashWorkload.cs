namespace BTreeDb.Simulation.Crashes;

/// <summary>
/// A run of transactions that a seed determines, with a model of what must be there at every moment: rows are inserted
/// (some ascending, some anywhere, sometimes many at once), updated, moved in the index and deleted; now and then the index is built anew; some
/// transactions roll back; checkpoints and clean-ups come in between. Payload sizes make pages split and merge, and some need overflow chains.
/// </summary>
internal sealed class CrashWorkload
{
    private const int OperationsPerTransactionMax = 12;
    private const int RollbackPercent = 20;
    private const int CheckpointPercent = 8;
    private const int TidyPercent = 15;
    private const int RebuildPercent = 4;
    private const int ManyPercent = 3;
    private const int ManyMax = 80;
    private const ulong FirstAscendingId = 1_000_000;
    private readonly Random _random;
    private readonly int _bigPayloadBytes;

    public CrashWorkload(int seed, int bigPayloadBytes)
    {
        _random = new Random(seed);
        _bigPayloadBytes = bigPayloadBytes;
    }

    /// <summary>What every acknowledged commit has made.</summary>
    public SortedDictionary<ulong, Row> Acknowledged { get; private set; } = [];

    /// <summary>While a commit is asked for and not acknowledged: what it makes if it counts.</summary>
    public SortedDictionary<ulong, Row>? InDoubt { get; private set; }

    /// <summary>Goes on from what a recovery has found: one of the two states that it may find.</summary>
    public void Resume(SortedDictionary<ulong, Row> found)
    {
        Acknowledged = found;
        InDoubt = null;
    }

    public void Run(IRowStore store, int transactions)
    {
        for (var number = 0; number < transactions; number++)
        {
            RunTransaction(store, number);
            if (_random.Next(100) < CheckpointPercent)
                store.Checkpoint();
            if (_random.Next(100) < TidyPercent)
                store.Tidy();
        }
    }

    private void RunTransaction(IRowStore store, int number)
    {
        var rows = new SortedDictionary<ulong, Row>(Acknowledged);
        // Phases of growing and shrinking, so that pages merge as well as split.
        var growing = number / 25 % 3 != 2;
        store.Begin();
        for (var left = _random.Next(1, OperationsPerTransactionMax + 1); left > 0; left--)
            RunOperation(store, rows, growing);
        if (_random.Next(100) < RebuildPercent)
            store.RebuildIndex();
        if (_random.Next(100) < RollbackPercent)
        {
            store.Rollback();
            return;
        }

        InDoubt = rows;
        store.Commit();
        Acknowledged = rows;
        InDoubt = null;
    }

    private void RunOperation(IRowStore store, SortedDictionary<ulong, Row> rows, bool growing)
    {
        if (growing && _random.Next(100) < ManyPercent)
        {
            InsertMany(store, rows);
            return;
        }

        var kind = _random.Next(10);
        if (rows.Count == 0 || (growing ? kind < 6 : kind < 1))
            Insert(store, rows);
        else if (kind < (growing ? 8 : 3))
            Update(store, rows);
        else
            Delete(store, rows);
    }

    private void Insert(IRowStore store, SortedDictionary<ulong, Row> rows)
    {
        var id = _random.Next(2) == 0 ? FirstAscendingId + (ulong)rows.Count : (ulong)_random.Next((int)FirstAscendingId);
        if (rows.ContainsKey(id))
            return;
        var row = NewRow();
        store.Insert(id, row.Rank, row.Payload);
        rows[id] = row;
    }

    /// <summary>Some leaves full of rows behind all others.</summary>
    private void InsertMany(IRowStore store, SortedDictionary<ulong, Row> rows)
    {
        var id = FirstAscendingId;
        foreach (var last in rows.Keys)
            id = Math.Max(id, last);
        var many = new List<(ulong, Row)>();
        for (var left = _random.Next(8, ManyMax); left > 0; left--)
        {
            id += (ulong)_random.Next(1, 3);
            many.Add((id, NewRow()));
        }

        store.InsertMany(many);
        foreach (var (key, row) in many)
            rows[key] = row;
    }

    private void Update(IRowStore store, SortedDictionary<ulong, Row> rows)
    {
        var id = AnyId(rows);
        var old = rows[id];
        var row = NewRow();
        if (_random.Next(2) == 0)
            row = new Row(old.Rank, row.Payload);
        store.Update(id, old.Rank, row.Rank, row.Payload);
        rows[id] = row;
    }

    private void Delete(IRowStore store, SortedDictionary<ulong, Row> rows)
    {
        var id = AnyId(rows);
        store.Delete(id, rows[id].Rank);
        rows.Remove(id);
    }

    private ulong AnyId(SortedDictionary<ulong, Row> rows)
    {
        var index = _random.Next(rows.Count);
        foreach (var id in rows.Keys)
        {
            if (index-- == 0)
                return id;
        }

        throw new InvalidOperationException();
    }

    private Row NewRow()
    {
        var length = _random.Next(20) == 0 ? _random.Next(_bigPayloadBytes) : _random.Next(300);
        var payload = new byte[length];
        _random.NextBytes(payload);
        return new Row((ulong)_random.Next(1000), payload);
    }
}
