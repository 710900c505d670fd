using BTreeDb.Data;

namespace BTreeDb.Shell;

/// <summary>Opens the shell's connection with what <c>--set</c> says.</summary>
internal static class ConnectionOpener
{
    /// <summary>Opens; what is no keyword of the connection string is set on the session.</summary>
    /// <exception cref="ArgumentException">A value does not fit its keyword.</exception>
    public static BTreeDbConnection Open(ShellOptions options)
    {
        var builder = new BTreeDbConnectionStringBuilder { DataSource = options.File };
        var session = new List<KeyValuePair<string, string>>();
        foreach (var (name, value) in options.Settings)
        {
            var keyword = name.Replace('-', ' ').Replace('_', ' ');
            if (IsKeyword(keyword))
                builder[keyword] = value;
            else
                session.Add(new(name, value));
        }

        var connection = new BTreeDbConnection(builder.ConnectionString);
        try
        {
            connection.Open();
            foreach (var (name, value) in session)
                Set(connection, name, value);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static bool IsKeyword(string name) => name.ToUpperInvariant() is
        "PAGE SIZE" or "POOL SIZE" or "CACHE SIZE" or "DURABILITY" or "READ ONLY" or "CREATE";

    // Names and values are the user's own, from the command line.
#pragma warning disable CA2100
    private static void Set(BTreeDbConnection connection, string name, string value)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SET {name} TO '{value.Replace("'", "''", StringComparison.Ordinal)}'";
        command.ExecuteNonQuery();
    }
#pragma warning restore CA2100
}
