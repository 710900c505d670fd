using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace BTreeDb.SqlTests.RandomQueries;

/// <summary>What a query answers: its rows in some fixed order, or the SQLSTATE of its error, and the error's message.</summary>
internal sealed record QueryAnswer(string Text, string Message = "")
{
    /// <summary>The SQLSTATE, if it failed.</summary>
    public string? Error => Text.StartsWith("error ", StringComparison.Ordinal) ? Text["error ".Length..] : null;

    /// <summary>Runs a query.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "The text is generated.")]
    public static QueryAnswer Of(DbConnection connection, string sql, IReadOnlyList<int>? parameters = null)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var value in parameters ?? [])
        {
            var parameter = command.CreateParameter();
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        try
        {
            var rows = new List<string>();
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                var values = new string[reader.FieldCount];
                for (var i = 0; i < values.Length; i++)
                    values[i] = reader.IsDBNull(i) ? "NULL" : $"'{reader.GetString(i)}'";
                rows.Add(string.Join('|', values));
            }

            rows.Sort(StringComparer.Ordinal);
            return new QueryAnswer(string.Join('\n', rows));
        }
        catch (DbException error)
        {
            return new QueryAnswer($"error {error.SqlState}", error.SqlState == "XX000" ? error.ToString() : error.Message);
        }
    }
}
