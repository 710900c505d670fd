using System.Runtime.InteropServices;

namespace BTreeDb.Bench.Engines;

/// <summary>A connection of DuckDB.</summary>
internal sealed class DuckDbSession : IBenchSession
{
    private readonly string _folder;
    private nint _connection;

    public DuckDbSession(nint database, string folder)
    {
        _folder = folder;
        if (DuckDbNative.Connect(database, out _connection) != 0)
            throw new InvalidOperationException("DuckDB gives no connection");
    }

    /// <inheritdoc/>
    public void Execute(string sql)
    {
        var state = DuckDbNative.Query(_connection, sql, out var result);
        try
        {
            if (state != 0)
                throw new InvalidOperationException($"DuckDB: {Marshal.PtrToStringUTF8(DuckDbNative.ResultError(ref result))}");
        }
        finally
        {
            DuckDbNative.DestroyResult(ref result);
        }
    }

    /// <inheritdoc/>
    public IBenchStatement Prepare(string sql, params ReadOnlySpan<ParameterKind> parameters)
    {
        if (DuckDbNative.Prepare(_connection, sql, out var statement) != 0)
        {
            throw new InvalidOperationException(
                $"DuckDB: {Marshal.PtrToStringUTF8(DuckDbNative.PrepareError(statement))}");
        }

        return new DuckDbStatement(statement);
    }

    /// <inheritdoc/>
    public void Begin() => Execute("BEGIN");

    /// <inheritdoc/>
    public void BeginRead() => Execute("BEGIN");

    /// <inheritdoc/>
    public void Commit() => Execute("COMMIT");

    /// <inheritdoc/>
    public void Rollback() => Execute("ROLLBACK");

    /// <inheritdoc/>
    public void BulkLoad(string table, BulkColumn[] columns, IEnumerable<string[]> rows)
    {
        var file = Path.Combine(_folder, $"{table}.{Environment.ProcessId}.csv");
        using (var writer = new StreamWriter(file))
        {
            foreach (var row in rows)
            {
                writer.Write(string.Join('|', row));
                writer.Write('\n');
            }
        }

        Execute($"COPY {table} FROM '{file}' (DELIMITER '|', HEADER false, QUOTE '', AUTO_DETECT false)");
        File.Delete(file);
    }

    /// <inheritdoc/>
    public void Dispose() => DuckDbNative.Disconnect(ref _connection);
}
