using BTreeDb.Data;

namespace BTreeDb.Fuzz;

/// <summary>A database in memory that mutants run on, and what is wrong with how one ends.</summary>
internal sealed class FuzzDatabase : IDisposable
{
    private const int TimeoutSeconds = 3;
    private const int RowsMax = 20_000;

    private readonly BTreeDbConnection _connection = new("Data Source=:memory:");

    public FuzzDatabase() => _connection.Open();

    /// <summary>Runs a text and reads what it yields. Returns what is wrong, or null: most mutants end with an error.</summary>
    public string? Run(string sql)
    {
        try
        {
            using var command = _connection.CreateCommand();
            // Running anything is what this program is for.
#pragma warning disable CA2100
            command.CommandText = sql;
#pragma warning restore CA2100
            command.CommandTimeout = TimeoutSeconds;
            using var reader = command.ExecuteReader();
            do
            {
                ReadRows(reader);
            }
            while (reader.NextResult());
            return null;
        }
        catch (BTreeDbException error) when (error.SqlState is { Length: 5 } state && !state.StartsWith("XX", StringComparison.Ordinal))
        {
            return null;
        }
        catch (Exception error)
        {
            return error.ToString();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private static void ReadRows(BTreeDbDataReader reader)
    {
        for (var row = 0; row < RowsMax && reader.Read(); row++)
        {
            for (var i = 0; i < reader.FieldCount; i++)
            {
                if (!reader.IsDBNull(i))
                    reader.GetString(i);
            }
        }
    }
}
