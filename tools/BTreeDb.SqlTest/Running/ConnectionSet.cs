using System.Data.Common;

namespace BTreeDb.SqlTest.Running;

/// <summary>
/// The connections of one script: the unnamed one, and one for each name after <c>connection</c>, all to one fresh
/// database that goes away with the set.
/// </summary>
internal sealed class ConnectionSet : IDisposable
{
    private readonly DbProviderFactory _factory;
    private readonly RunOptions _options;
    private readonly string? _folder;
    private readonly string _connectionString;
    private readonly Dictionary<string, DbConnection> _connections = [];

    public ConnectionSet(DbProviderFactory factory, RunOptions options)
    {
        _factory = factory;
        _options = options;
        if (options.OnDisk)
            _folder = Directory.CreateTempSubdirectory("btreedb-sqltest-").FullName;

        var builder = new DbConnectionStringBuilder
        {
            // A name beside :memory: lets several connections of this process share the database.
            ["Data Source"] = _folder is null ? $":memory:{Guid.NewGuid():N}" : Path.Combine(_folder, "test.db"),
        };
        foreach (var (keyword, value) in options.ConnectionSettings)
            builder[keyword] = value;
        _connectionString = builder.ConnectionString;
    }

    /// <summary>Returns the connection of a name, opened at its first use.</summary>
    public DbConnection this[string name] =>
        _connections.TryGetValue(name, out var connection) ? connection : _connections[name] = Open();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var connection in _connections.Values)
            connection.Dispose();
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
    }

    private DbConnection Open()
    {
        var connection = _factory.CreateConnection()
            ?? throw new InvalidOperationException("the provider makes no connections");
        try
        {
            connection.ConnectionString = _connectionString;
            connection.Open();
            foreach (var (name, value) in _options.SessionSettings)
                Set(connection, name, value);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Set(DbConnection connection, string name, string value)
    {
        using var command = connection.CreateCommand();
        // Names and values are the tester's own, from the command line.
#pragma warning disable CA2100
        command.CommandText = $"SET {name} TO '{value.Replace("'", "''", StringComparison.Ordinal)}'";
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
