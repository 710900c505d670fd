using System.Runtime.InteropServices;

namespace BTreeDb.Bench.Engines;

/// <summary>A database handle.</summary>
internal sealed class SqliteSession : IBenchSession
{
    private readonly nint _database;
    private readonly IBenchStatement _begin;
    private readonly IBenchStatement _beginRead;
    private readonly IBenchStatement _commit;

    public SqliteSession(string file, EngineOptions options)
    {
        var flags = SqliteNative.OpenReadWriteCreate | SqliteNative.OpenNoMutex;
        Check(SqliteNative.Open(file, out _database, flags, 0));
        Check(SqliteNative.BusyTimeout(_database, 60_000));
        Execute("PRAGMA journal_mode=WAL");
        Execute(options.IsDurable ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
        Execute($"PRAGMA cache_size=-{options.CacheBytes >> 10}");
        Execute("PRAGMA temp_store=MEMORY");
        _begin = Prepare("BEGIN IMMEDIATE");
        _beginRead = Prepare("BEGIN");
        _commit = Prepare("COMMIT");
    }

    /// <inheritdoc/>
    public void Execute(string sql) => Check(SqliteNative.Execute(_database, sql, 0, 0, 0));

    /// <inheritdoc/>
    public IBenchStatement Prepare(string sql, params ReadOnlySpan<ParameterKind> parameters)
    {
        Check(SqliteNative.Prepare(_database, sql, -1, out var statement, 0));
        return new SqliteStatement(this, statement);
    }

    /// <inheritdoc/>
    public void Begin() => _begin.Run();

    /// <inheritdoc/>
    public void BeginRead() => _beginRead.Run();

    /// <inheritdoc/>
    public void Rollback() => Execute("ROLLBACK");

    /// <inheritdoc/>
    public void BulkLoad(string table, BulkColumn[] columns, IEnumerable<string[]> rows) =>
        PreparedLoad.Run(this, table, columns, rows);

    /// <inheritdoc/>
    public void Commit() => _commit.Run();

    /// <inheritdoc/>
    public void Dispose()
    {
        _begin.Dispose();
        _beginRead.Dispose();
        _commit.Dispose();
        _ = SqliteNative.Close(_database);
    }

    /// <summary>Throws unless a call succeeded.</summary>
    public void Check(int code)
    {
        if (code is not (SqliteNative.Ok or SqliteNative.Row or SqliteNative.Done))
            throw new InvalidOperationException(
                $"SQLite error {code}: {Marshal.PtrToStringUTF8(SqliteNative.ErrorMessage(_database))}");
    }
}
