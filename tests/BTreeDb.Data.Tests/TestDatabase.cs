namespace BTreeDb.Data.Tests;

/// <summary>An open connection to a database in memory, for one test.</summary>
public abstract class TestDatabase : IDisposable
{
    private readonly string _name = $":memory:{Guid.NewGuid():N}";

    protected TestDatabase() => Connection = OpenAnother();

    /// <summary>The test's connection.</summary>
    protected BTreeDbConnection Connection { get; }

    public void Dispose()
    {
        Connection.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens another connection to the same database.</summary>
    protected BTreeDbConnection OpenAnother()
    {
        var connection = new BTreeDbConnection($"Data Source={_name}");
        connection.Open();
        return connection;
    }

    /// <summary>Creates a command with positional parameters.</summary>
    protected BTreeDbCommand Command(string sql, params ReadOnlySpan<object?> values)
    {
        var command = new BTreeDbCommand(sql, Connection);
        foreach (var value in values)
            command.Parameters.AddWithValue("", value);
        return command;
    }

    /// <summary>Runs statements.</summary>
    protected int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Reads one value.</summary>
    protected object? Scalar(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Command(sql, values);
        return command.ExecuteScalar();
    }
}
