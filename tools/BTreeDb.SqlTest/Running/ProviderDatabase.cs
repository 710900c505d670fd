using System.Data.Common;

namespace BTreeDb.SqlTest.Running;

/// <summary>A database of an embedded provider: in memory, or a file in a temporary folder.</summary>
internal sealed class ProviderDatabase : IScriptDatabase
{
    private readonly DbProviderFactory _factory;
    private readonly RunOptions _options;
    private string? _folder;
    private readonly string _connectionString;

    public ProviderDatabase(DbProviderFactory factory, RunOptions options)
    {
        _factory = factory;
        _options = options;
        var builder = new DbConnectionStringBuilder
        {
            // A name beside :memory: lets several connections of this process share the database.
            ["Data Source"] = options.OnDisk ? Path.Combine(Folder, "test.db") : $":memory:{Guid.NewGuid():N}",
        };
        foreach (var (keyword, value) in options.ConnectionSettings)
            builder[keyword] = value;
        _connectionString = builder.ConnectionString;
    }

    /// <inheritdoc/>
    public string Folder => _folder ??= Directory.CreateTempSubdirectory("btreedb-sqltest-").FullName;

    /// <inheritdoc/>
    public DbConnection Open()
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

    /// <inheritdoc/>
    public void Prepare(DbCommand command)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
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
