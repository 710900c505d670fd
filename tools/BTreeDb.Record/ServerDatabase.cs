using System.Data.Common;
using BTreeDb.SqlTest.Running;
using Npgsql;

namespace BTreeDb.Record;

/// <summary>
/// A database on a PostgreSQL server, made for one script and dropped after it: UTF8, collation C, time zone UTC, as a
/// BTreeDb database is. Results come as PostgreSQL's own text.
/// </summary>
internal sealed class ServerDatabase : IScriptDatabase
{
    private readonly NpgsqlConnectionStringBuilder _settings;
    private readonly string _name = $"record_{Guid.NewGuid():N}";
    private string? _folder;

    public ServerDatabase(string host, string user)
    {
        _settings = new()
        {
            Host = host,
            Username = user,
            Database = "postgres",
            Pooling = false,
            // Failures are the script's business; a detail may hold its values.
            IncludeErrorDetail = true,
        };
        Administer($"CREATE DATABASE {_name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'");
        Administer($"ALTER DATABASE {_name} SET timezone TO 'UTC'");
    }

    /// <inheritdoc/>
    /// <remarks>The server, on this machine, runs under a user of its own.</remarks>
    public string Folder => _folder ??= MakeFolder();

    /// <inheritdoc/>
    public DbConnection Open()
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(_settings.ConnectionString) { Database = _name }.ConnectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Prepare(DbCommand command) => ((NpgsqlCommand)command).AllResultTypesAreUnknown = true;

    /// <inheritdoc/>
    public void Dispose()
    {
        Administer($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
    }

    private static string MakeFolder()
    {
        var folder = Directory.CreateTempSubdirectory("btreedb-record-").FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, (UnixFileMode)0x1FF);
        return folder;
    }

    private void Administer(string sql)
    {
        using var connection = new NpgsqlConnection(_settings.ConnectionString);
        connection.Open();
        // The name is our own.
#pragma warning disable CA2100
        using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
