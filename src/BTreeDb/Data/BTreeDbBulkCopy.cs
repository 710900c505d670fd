using System.Data.Common;
using System.Text;
using BTreeDb.Engine.Copying;

namespace BTreeDb.Data;

/// <summary>
/// Stores many rows in a table with one statement, the fastest way into it: nothing is parsed or planned for each row, rows
/// in the order of the primary key behind all others become whole pages, and index entries are sorted before they are
/// inserted. All rows are stored, or none.
/// </summary>
public sealed class BTreeDbBulkCopy
{
    private readonly BTreeDbConnection _connection;
    private readonly string _sql;

    /// <summary>A bulk copy into a table.</summary>
    /// <param name="connection">Open; its transaction, where it has one, is that of the copy.</param>
    /// <param name="table">The table's name as statements write it, with or without schema.</param>
    /// <param name="columns">The columns' names in the order of the values; all columns when there is none.</param>
    public BTreeDbBulkCopy(BTreeDbConnection connection, string table, params string[] columns)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentException.ThrowIfNullOrEmpty(table);
        ArgumentNullException.ThrowIfNull(columns);
        _connection = connection;
        var sql = new StringBuilder("COPY ").Append(table);
        for (var i = 0; i < columns.Length; i++)
            sql.Append(i == 0 ? " (\"" : ", \"").Append(columns[i].Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        _sql = sql.Append(columns.Length > 0 ? ") FROM STDIN" : " FROM STDIN").ToString();
    }

    /// <summary>Is told how many rows have been stored, on the calling thread, or null.</summary>
    public IProgress<long>? Progress { get; set; }

    /// <summary>Stores rows until there are no more.</summary>
    /// <param name="next">
    /// Sets the values of the next row and returns true, or returns false at the end. It must not use the connection.
    /// </param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="BTreeDbException">Any error of an INSERT.</exception>
    public long Write(Func<BTreeDbBulkRow, bool> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        var feed = new BulkRowFeed(next);
        try
        {
            return _connection.Copy(_sql, new CopyStreams(null, null, Progress) { Feed = feed });
        }
        catch (BTreeDbException) when (feed.Failure is not null)
        {
            feed.Failure.Throw();
            throw;
        }
    }

    /// <summary>Stores the rows of a reader, whose columns are those of the copy in their order.</summary>
    /// <returns>The number of rows.</returns>
    public long WriteToServer(DbDataReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return Write(row =>
        {
            if (!reader.Read())
                return false;
            for (var i = 0; i < row.ColumnCount; i++)
            {
                if (!reader.IsDBNull(i))
                    SetFrom(row, i, reader);
            }

            return true;
        });
    }

    private static void SetFrom(BTreeDbBulkRow row, int column, DbDataReader reader)
    {
        var type = reader.GetFieldType(column);
        if (type == typeof(long))
            row.Set(column, reader.GetInt64(column));
        else if (type == typeof(int))
            row.Set(column, reader.GetInt32(column));
        else if (type == typeof(double))
            row.Set(column, reader.GetDouble(column));
        else if (type == typeof(string))
            row.Set(column, reader.GetString(column));
        else
            row.Set(column, reader.GetValue(column));
    }
}
