using System.Globalization;
using System.Text;
using BTreeDb.Catalog;
using BTreeDb.Engine;
using BTreeDb.Files;
using BTreeDb.Recovery;
using BTreeDb.Tables;
using BTreeDb.Trees;
using BTreeDb.Types;
using BTreeDb.Wal;

namespace BTreeDb.Simulation.Crashes;

/// <summary>
/// A table and its index in SQL, so that crashes go through catalog, tables and sessions as well. The index is rebuilt by
/// CREATE INDEX and DROP INDEX in the transaction.
/// </summary>
internal sealed class SqlRowStore : IRowStore
{
    private readonly DatabaseEngine _engine;
    private readonly Session _session;
    private Session? _reader;

    private SqlRowStore(DatabaseEngine engine)
    {
        _engine = engine;
        _session = engine.OpenSession();
        engine.Transactions.Reclaimer.IsPaused = true;
    }

    public static IRowStore Open(IFileSystem files)
    {
        var engine = DatabaseEngine.Open(files, "x.db", EngineSettings.Default, new StorageOptions
        {
            PageSize = 4096,
            PoolBytes = 0,
            BackgroundCheckpoints = false,
            Wal = new WalOptions { SegmentBytes = 32 * 1024, BufferBytes = 64 * 1024 },
        });
        var store = new SqlRowStore(engine);
        try
        {
            if (!engine.Catalogs.Latest.TryGetTable(null, "rows", out _))
            {
                store.Run("BEGIN");
                store.Run("CREATE TABLE rows (id numeric PRIMARY KEY, rank bigint NOT NULL, payload bytea)");
                store.Run("CREATE INDEX ranks0 ON rows (rank)");
                store.Run("COMMIT");
            }

            return store;
        }
        catch
        {
            store.Abandon();
            throw;
        }
    }

    public void Begin() => Run("BEGIN");

    public void Insert(ulong id, ulong rank, byte[] payload) =>
        Run("INSERT INTO rows VALUES ($1, $2, $3)", Text(id), Text(rank), Text(payload)).ShouldBe("INSERT 0 1");

    public void InsertMany(IReadOnlyList<(ulong Id, Row Row)> rows)
    {
        var sql = new StringBuilder("INSERT INTO rows VALUES ");
        foreach (var (id, row) in rows)
            sql.Append(CultureInfo.InvariantCulture, $"{(id == rows[0].Id ? "" : ", ")}({id}, {row.Rank}, '\\x{Convert.ToHexString(row.Payload)}')");
        Run(sql.ToString()).ShouldBe($"INSERT 0 {rows.Count}");
    }

    public void Update(ulong id, ulong oldRank, ulong rank, byte[] payload) =>
        Run("UPDATE rows SET rank = $2, payload = $3 WHERE id = $1", Text(id), Text(rank), Text(payload)).ShouldBe("UPDATE 1");

    public void Delete(ulong id, ulong rank) => Run("DELETE FROM rows WHERE id = $1", Text(id)).ShouldBe("DELETE 1");

    public void RebuildIndex()
    {
        var old = Schema(_session.GetCatalog()).Indexes[0].Name;
        Run("CREATE INDEX ON rows (rank)");
        Run($"DROP INDEX {old}");
    }

    public void Commit() => Run("COMMIT").ShouldBe("COMMIT");

    public void Rollback() => Run("ROLLBACK");

    public void Checkpoint() => _engine.Checkpoint();

    public void Tidy()
    {
        if (_reader is null)
        {
            // From here on nothing that others replace may be freed.
            _reader = _engine.OpenSession();
            Run(_reader, "BEGIN");
            Run(_reader, "SELECT count(*) FROM rows");
            return;
        }

        _reader.Dispose();
        _reader = null;
        _engine.Transactions.Reclaimer.ReclaimNow();
    }

    public SortedDictionary<ulong, Row> ReadTable()
    {
        var rows = new SortedDictionary<ulong, Row>();
        Read(static table => new TableScan(table, [0, 1, 2], withRowKey: false, reverse: false), (batch, row) => rows.Add(
            IdOf(batch.Columns[0].GetDatum(row)),
            new Row((ulong)batch.Columns[1].GetDatum(row).AsInt64(), batch.Columns[2].GetDatum(row).AsBytes())));
        return rows;
    }

    public SortedSet<(ulong Rank, ulong Id)> ReadIndex()
    {
        var pairs = new SortedSet<(ulong, ulong)>();
        var access = new TableAccess(_engine.Tables, _engine.Catalogs);
        using var transaction = _engine.Transactions.Begin();
        access.Begin(transaction, _engine.Catalogs.Get(transaction));
        var table = access.GetTable(Schema(access.Catalog!));
        table.Schema.Indexes.Length.ShouldBe(1);
        using var scan = new IndexScan(table, table.Schema.Indexes[0], [1, 0], withRowKey: false, reverse: false);
        scan.Open(access, null);
        while (scan.Next())
        {
            for (var row = 0; row < scan.Output.RowCount; row++)
            {
                pairs.Add((
                    (ulong)scan.Output.Columns[0].GetDatum(row).AsInt64(), IdOf(scan.Output.Columns[1].GetDatum(row))));
            }
        }

        return pairs;
    }

    public IReadOnlyList<string> Verify()
    {
        _reader?.Dispose();
        _reader = null;
        _engine.Transactions.Reclaimer.ReclaimNow();
        var verifier = new TreeVerifier(_engine.Storage.Trees, _engine.Storage.File);
        verifier.CheckTree(_engine.Storage.CatalogTree);
        foreach (var table in _engine.Catalogs.Latest.Tables)
        {
            verifier.CheckTree(table.Tree);
            foreach (var index in table.Indexes)
                verifier.CheckTree(index.Tree);
        }

        verifier.CheckPageAccounting();
        return verifier.Problems;
    }

    public void Abandon() => _engine.Abandon();

    public void Dispose()
    {
        _reader?.Dispose();
        _session.Dispose();
        _engine.Close();
    }

    private static TableSchema Schema(CatalogSnapshot catalog)
    {
        catalog.TryGetTable(null, "rows", out var schema).ShouldBeTrue();
        return schema!;
    }

    private static string Text(ulong value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(byte[] value) => "\\x" + Convert.ToHexString(value);

    private static ulong IdOf(Datum value) => ulong.Parse(
        TextOutput.Format(value, SqlType.Numeric, SessionTimeZone.Utc), CultureInfo.InvariantCulture);

    private static string Run(Session session, string sql, params string[] parameters)
    {
        var values = new Datum[parameters.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = Datum.FromText(parameters[i]);
        var types = new SqlType[values.Length];
        using var result = session.Execute(session.Prepare(sql, types), 0, values, types, default);
        while (result.NextBatch() is not null)
        {
        }

        return result.CommandTag;
    }

    private string Run(string sql, params string[] parameters) => Run(_session, sql, parameters);

    private void Read(Func<Table, TableScan> open, Action<Execution.Vectors.Batch, int> visit)
    {
        var access = new TableAccess(_engine.Tables, _engine.Catalogs);
        using var transaction = _engine.Transactions.Begin();
        access.Begin(transaction, _engine.Catalogs.Get(transaction));
        using var scan = open(access.GetTable(Schema(access.Catalog!)));
        scan.Open(access, null);
        while (scan.Next())
        {
            for (var row = 0; row < scan.Output.RowCount; row++)
                visit(scan.Output, row);
        }
    }
}
