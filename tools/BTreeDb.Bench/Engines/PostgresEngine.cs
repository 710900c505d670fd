using Npgsql;

namespace BTreeDb.Bench.Engines;

/// <summary>PostgreSQL through Npgsql, best over a Unix socket. Its caches and its durability are the server's.</summary>
internal sealed class PostgresEngine : IBenchEngine
{
    private readonly NpgsqlDataSource _source;
    private readonly EngineOptions _options;

    public PostgresEngine(EngineOptions options)
    {
        _options = options;
        var server = new NpgsqlConnectionStringBuilder(options.Postgres) { CommandTimeout = 0 };
        EnsureDatabase(server.ConnectionString, "bench_" + options.Database);
        server.Database = "bench_" + options.Database;
        _source = NpgsqlDataSource.Create(server);
        using var connection = _source.OpenConnection();
        Description = $"PostgreSQL {connection.ServerVersion} (Npgsql)";
    }

    /// <inheritdoc/>
    public EngineKind Kind => EngineKind.Postgres;

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public string KeyType => "bigint";

    /// <inheritdoc/>
    public IBenchSession OpenSession() => new PostgresSession(_source.OpenConnection(), _options);

    /// <inheritdoc/>
    public long ReadDiskBytes()
    {
        using var session = OpenSession();
        using var query = session.Prepare(
            "SELECT sum(pg_total_relation_size(oid))::bigint FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace");
        query.Open();
        query.Read();
        var bytes = query.GetInt64(0);
        query.Close();
        return bytes;
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    private static void EnsureDatabase(string server, string name)
    {
        using var connection = new NpgsqlConnection(server);
        connection.Open();
        // The name is one of this program's suites.
#pragma warning disable CA2100
        using var exists = new NpgsqlCommand($"SELECT 1 FROM pg_database WHERE datname = '{name}'", connection);
        if (exists.ExecuteScalar() is not null)
            return;
        using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        create.ExecuteNonQuery();
#pragma warning restore CA2100
    }
}
