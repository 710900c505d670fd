using BTreeDb.Catalog;
using BTreeDb.Execution.Vectors;
using BTreeDb.Tables;
using BTreeDb.Tests.Engine;
using BTreeDb.Transactions;
using BTreeDb.Types;

namespace BTreeDb.Tests.Tables;

/// <summary>Tables of a database in memory, used below SQL.</summary>
internal sealed class TableFixture : IDisposable
{
    private readonly TestDatabase _database = new();
    private Transaction? _transaction;

    public TableFixture(string definition)
    {
        _database.Run(definition);
        Access = new TableAccess(_database.Engine.Tables, _database.Engine.Catalogs);
    }

    public TableAccess Access { get; private set; }

    public Table Table => Access.GetTable(Schema("t"));

    public void Begin()
    {
        _transaction = _database.Engine.Transactions.Begin();
        Access.Begin(_transaction, _database.Engine.Catalogs.Get(_transaction));
    }

    public void Commit()
    {
        _transaction!.Commit();
        Access.End(isCommitted: true);
    }

    public void Rollback()
    {
        _transaction!.Rollback();
        Access.End(isCommitted: false);
    }

    public void Run(string sql) => _database.Run(sql);

    public TableSchema Schema(string name)
    {
        _database.Engine.Catalogs.Latest.TryGetTable(null, name, out var schema).ShouldBeTrue();
        return schema!;
    }

    /// <summary>Vectors for rows given as values; integers for integer columns, strings for text ones, null for NULL.</summary>
    public ColumnVector[] Vectors(params object?[][] rows)
    {
        var schema = Schema("t");
        var columns = new ColumnVector[schema.Columns.Length];
        for (var c = 0; c < columns.Length; c++)
        {
            columns[c] = ColumnVector.Create(schema.Columns[c].Type, Math.Max(rows.Length, 1));
            for (var r = 0; r < rows.Length; r++)
                columns[c].SetDatum(r, ToDatum(rows[r][c]));
        }

        return columns;
    }

    public void Insert(params object?[][] rows)
    {
        var vectors = Vectors(rows);
        using var writer = new TableWriter(Table);
        writer.Open(Access);
        for (var i = 0; i < rows.Length; i++)
            writer.Insert(vectors, i);
        writer.Close();
    }

    /// <summary>The clustered key of the row whose first column has a value.</summary>
    public byte[] RowKey(long first)
    {
        using var scan = new TableScan(Table, [0], withRowKey: true, reverse: false);
        scan.Open(Access, null);
        while (scan.Next())
        {
            for (var i = 0; i < scan.Output.RowCount; i++)
            {
                if (scan.Output.Columns[0].GetDatum(i).AsInt64() == first)
                    return scan.Output.Columns[1].GetDatum(i).AsBytes();
            }
        }

        throw new InvalidOperationException($"no row {first}");
    }

    public List<string> Scan(bool reverse = false, KeyBounds? bounds = null)
    {
        var ordinals = new int[Table.Schema.Columns.Length];
        for (var i = 0; i < ordinals.Length; i++)
            ordinals[i] = i;
        using var scan = new TableScan(Table, ordinals, withRowKey: false, reverse);
        scan.Open(Access, bounds);
        var rows = new List<string>();
        while (scan.Next())
            Print(scan.Output, rows);
        return rows;
    }

    public List<string> ScanIndex(int number, ReadOnlySpan<int> ordinals, bool reverse = false, KeyBounds? bounds = null)
    {
        using var scan = new IndexScan(Table, Table.Schema.Indexes[number], ordinals, withRowKey: false, reverse);
        scan.Open(Access, bounds);
        var rows = new List<string>();
        while (scan.Next())
            Print(scan.Output, rows);
        return rows;
    }

    public static void Print(Batch batch, List<string> rows)
    {
        for (var i = 0; i < batch.RowCount; i++)
        {
            var values = new string[batch.Columns.Length];
            for (var c = 0; c < values.Length; c++)
            {
                var value = batch.Columns[c].GetDatum(i);
                values[c] = value.IsNull ? "~" : TextOutput.Format(value, batch.Columns[c].Type, SessionTimeZone.Utc);
            }

            rows.Add(string.Join('|', values));
        }
    }

    public static Datum ToDatum(object? value) => value switch
    {
        null => Datum.Null,
        string text => Datum.FromText(text),
        _ => Datum.FromInt64(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)),
    };

    public void Dispose()
    {
        if (_transaction is { State: TransactionState.Active })
            Rollback();
        _database.Dispose();
    }
}
