using System.Data.Common;

namespace BTreeDb.SqlTest.Running;

/// <summary>
/// The connections of one script to its database: the unnamed one, and one for each name after <c>connection</c>.
/// </summary>
internal sealed class ConnectionSet(IScriptDatabase database) : IDisposable
{
    /// <summary>What stands for the script's own folder in its SQL.</summary>
    private const string FolderMark = "__TEST_DIR__";

    private readonly Dictionary<string, DbConnection> _connections = [];

    /// <summary>Returns the connection of a name, opened at its first use.</summary>
    public DbConnection this[string name] =>
        _connections.TryGetValue(name, out var connection) ? connection : _connections[name] = database.Open();

    /// <summary>Makes a command on the connection of a name.</summary>
    // The text is the script's: running it is what this program is for.
#pragma warning disable CA2100
    public DbCommand CreateCommand(string name, string sql, int timeoutSeconds)
    {
        var command = this[name].CreateCommand();
        command.CommandText = sql.Contains(FolderMark, StringComparison.Ordinal)
            ? sql.Replace(FolderMark, database.Folder, StringComparison.Ordinal)
            : sql;
        command.CommandTimeout = timeoutSeconds;
        database.Prepare(command);
        return command;
    }
#pragma warning restore CA2100

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var connection in _connections.Values)
            connection.Dispose();
    }
}
