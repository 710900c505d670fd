using System.Globalization;
using Npgsql;

namespace BTreeDb.Bench.Engines;

/// <summary>A connection to the server.</summary>
internal sealed class PostgresSession : IBenchSession
{
    private readonly NpgsqlConnection _connection;
    private NpgsqlTransaction? _transaction;

    public PostgresSession(NpgsqlConnection connection, EngineOptions options)
    {
        _connection = connection;
        Execute(string.Create(CultureInfo.InvariantCulture, $"SET work_mem = '{options.WorkMemoryBytes >> 10}kB'"));
        if (!options.IsDurable)
            Execute("SET synchronous_commit = off");
    }

    // The workloads' texts are constants of this program.
#pragma warning disable CA2100
    /// <inheritdoc/>
    public void Execute(string sql)
    {
        using var command = new NpgsqlCommand(sql, _connection);
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public IBenchStatement Prepare(string sql, params ReadOnlySpan<ParameterKind> parameters) =>
        new PostgresStatement(new(sql, _connection), parameters);
#pragma warning restore CA2100

    /// <inheritdoc/>
    public void Begin() => _transaction = _connection.BeginTransaction();

    /// <inheritdoc/>
    public void BeginRead() => Begin();

    /// <inheritdoc/>
    public void Commit()
    {
        _transaction!.Commit();
        _transaction.Dispose();
        _transaction = null;
    }

    /// <inheritdoc/>
    public void Rollback()
    {
        _transaction!.Rollback();
        _transaction.Dispose();
        _transaction = null;
    }

    /// <inheritdoc/>
    public void BulkLoad(string table, BulkColumn[] columns, IEnumerable<string[]> rows)
    {
        // The workloads' texts have nothing that COPY would take for an escape.
        using var writer = _connection.BeginTextImport($"COPY {table} FROM STDIN (DELIMITER '|')");
        foreach (var row in rows)
        {
            writer.Write(string.Join('|', row));
            writer.Write('\n');
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();
}
