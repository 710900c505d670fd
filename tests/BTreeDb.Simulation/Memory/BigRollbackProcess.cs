using System.Diagnostics;
using System.Globalization;
using BTreeDb.Data;

namespace BTreeDb.Simulation.Memory;

/// <summary>
/// The program that <see cref="BigRollbackTests"/> measures: one transaction changes every row of a table that is much
/// larger than the memory, others read what was before, and it rolls back. Says on standard output what each part took
/// in milliseconds and the process's memory at its peak in bytes.
/// </summary>
internal static class BigRollbackProcess
{
    internal const string Command = "roll-back-more-than-memory-holds";
    private const int RowsOfInsert = 100_000;

    /// <summary>Writes, reads, rolls back; 0 when every answer was right.</summary>
    internal static int Run(string path, string rowCount)
    {
        var rows = long.Parse(rowCount, CultureInfo.InvariantCulture);
        using var writer = Open(path);
        Execute(writer, "CREATE TABLE t (id bigint PRIMARY KEY, n int NOT NULL, filler text NOT NULL)");
        var watch = Stopwatch.StartNew();
        for (long first = 0; first < rows; first += RowsOfInsert)
        {
            var last = Math.Min(rows, first + RowsOfInsert) - 1;
            Execute(writer, $"INSERT INTO t SELECT i, i % 1000, repeat('x', 30) FROM generate_series({first}, {last}) AS s (i)");
        }

        var fill = watch.ElapsedMilliseconds;
        using var reader = Open(path);
        var before = Sums(reader, rows);
        Execute(reader, "BEGIN");
        var isRight = Sums(reader, rows) == before;
        Execute(writer, "BEGIN");
        watch.Restart();
        Execute(writer, "UPDATE t SET n = n + 1, filler = filler || 'y'");
        var update = watch.ElapsedMilliseconds;
        watch.Restart();
        isRight &= Sums(reader, rows) == before;
        var oldRead = watch.ElapsedMilliseconds;
        isRight &= Sums(writer, rows) == (before.Count, before.Numbers + rows, before.Letters + rows);
        watch.Restart();
        Execute(writer, "ROLLBACK");
        var rollback = watch.ElapsedMilliseconds;
        isRight &= Sums(writer, rows) == before && Sums(reader, rows) == before;
        Execute(reader, "COMMIT");
        isRight &= Directory.GetFiles(Path.GetDirectoryName(path)!, "*-tmp*").Length == 0;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{fill} {update} {oldRead} {rollback} {SmallPoolProcess.PeakMemoryBytes()}"));
        return isRight ? 0 : 2;
    }

    private static BTreeDbConnection Open(string path)
    {
        var connection = new BTreeDbConnection($"Data Source={path};Pool Size=64MB;Durability=normal");
        connection.Open();
        return connection;
    }

    private static (long Count, long Numbers, long Letters) Sums(BTreeDbConnection connection, long rows)
    {
        using var command = new BTreeDbCommand("SELECT count(*), sum(n), sum(length(filler)) FROM t", connection)
        {
            CommandTimeout = 0,
        };
        using var reader = command.ExecuteReader();
        reader.Read();
        return reader.GetInt64(0) == rows ? (rows, reader.GetInt64(1), reader.GetInt64(2)) : default;
    }

    private static void Execute(BTreeDbConnection connection, string sql)
    {
        using var command = new BTreeDbCommand(sql, connection) { CommandTimeout = 0 };
        command.ExecuteNonQuery();
    }
}
