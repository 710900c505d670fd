using System.Data;
using System.Globalization;
using BTreeDb.Data;

namespace BTreeDb.Bench.Engines;

/// <summary>A connection.</summary>
internal sealed class BTreeDbSession : IBenchSession
{
    private readonly BTreeDbConnection _connection;
    private BTreeDbTransaction? _transaction;

    public BTreeDbSession(string connectionString, long workMemoryBytes)
    {
        _connection = new(connectionString);
        _connection.Open();
        Execute(string.Create(CultureInfo.InvariantCulture, $"SET work_mem = '{workMemoryBytes >> 10}kB'"));
    }

    // The workloads' texts are constants of this program.
#pragma warning disable CA2100
    /// <inheritdoc/>
    public void Execute(string sql)
    {
        using var command = new BTreeDbCommand(sql, _connection);
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public IBenchStatement Prepare(string sql, params ReadOnlySpan<ParameterKind> parameters) =>
        new BTreeDbStatement(new(sql, _connection), parameters);
#pragma warning restore CA2100

    /// <inheritdoc/>
    public void Begin() => _transaction = _connection.BeginTransaction(IsolationLevel.ReadCommitted);

    /// <inheritdoc/>
    public void BeginRead() => Begin();

    /// <inheritdoc/>
    public void Commit()
    {
        _transaction!.Commit();
        _transaction = null;
    }

    /// <inheritdoc/>
    public void Rollback()
    {
        _transaction!.Rollback();
        _transaction = null;
    }

    /// <inheritdoc/>
    public void BulkLoad(string table, BulkColumn[] columns, IEnumerable<string[]> rows)
    {
        using var row = rows.GetEnumerator();
        new BTreeDbBulkCopy(_connection, table, Array.ConvertAll(columns, static column => column.Name)).Write(target =>
        {
            if (!row.MoveNext())
                return false;
            for (var i = 0; i < columns.Length; i++)
                Set(target, i, columns[i].Kind, row.Current[i]);
            return true;
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private static void Set(BTreeDbBulkRow row, int column, ParameterKind kind, string text)
    {
        switch (kind)
        {
            case ParameterKind.Int32:
                row.Set(column, int.Parse(text, CultureInfo.InvariantCulture));
                break;
            case ParameterKind.Int64:
                row.Set(column, long.Parse(text, CultureInfo.InvariantCulture));
                break;
            case ParameterKind.Double:
                row.Set(column, double.Parse(text, CultureInfo.InvariantCulture));
                break;
            default:
                row.Set(column, text);
                break;
        }
    }
}
