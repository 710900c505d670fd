using System.Globalization;
using BTreeDb.Data;

namespace BTreeDb.Simulation.Memory;

/// <summary>
/// The program that <see cref="SmallPoolTests"/> measures: a table much larger than the buffer pool, written and read
/// through ADO.NET. Says on standard output the size of the file and of the process's memory at its peak, in bytes.
/// </summary>
internal static class SmallPoolProcess
{
    internal const string Command = "read-more-than-the-pool-holds";
    internal const int PoolMegabytes = 16;
    private const int BytesOfRow = 128;
    private const int RowsOfInsert = 10_000;
    private const int PointReads = 20_000;

    /// <summary>Writes and reads; 0 when every answer was right.</summary>
    internal static int Run(string path, string megabytes)
    {
        var rows = long.Parse(megabytes, CultureInfo.InvariantCulture) * 1024 * 1024 / BytesOfRow;
        using var connection = new BTreeDbConnection($"Data Source={path};Pool Size={PoolMegabytes}MB;Durability=normal");
        connection.Open();
        Fill(connection, rows);
        var answersAreRight = ScanIsRight(connection, rows) && PointReadsAreRight(connection, rows);
        var peak = PeakMemoryBytes();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(path).Length} {peak}"));
        return answersAreRight ? 0 : 2;
    }

    private static void Fill(BTreeDbConnection connection, long rows)
    {
        Execute(connection, "CREATE TABLE t (id bigint PRIMARY KEY, n int NOT NULL, filler text NOT NULL)");
        for (long first = 0; first < rows; first += RowsOfInsert)
        {
            var last = Math.Min(rows, first + RowsOfInsert) - 1;
            Execute(
                connection,
                $"INSERT INTO t SELECT i, i % 1000, lpad(i::text, 100, '.') FROM generate_series({first}, {last}) AS s (i)");
        }
    }

    private static bool ScanIsRight(BTreeDbConnection connection, long rows)
    {
        using var command = new BTreeDbCommand("SELECT count(*), sum(id), min(length(filler)) FROM t", connection);
        using var reader = command.ExecuteReader();
        return reader.Read()
            && reader.GetInt64(0) == rows
            && reader.GetDecimal(1) == (decimal)rows * (rows - 1) / 2
            && reader.GetInt32(2) == 100;
    }

    private static bool PointReadsAreRight(BTreeDbConnection connection, long rows)
    {
        var random = new Random(1);
        using var command = new BTreeDbCommand("SELECT n, filler FROM t WHERE id = $1", connection);
        var id = new BTreeDbParameter<long>("", 0);
        command.Parameters.Add(id);
        for (var i = 0; i < PointReads; i++)
        {
            id.TypedValue = random.NextInt64(rows);
            using var reader = command.ExecuteReader();
            if (!reader.Read() || reader.GetInt32(0) != id.TypedValue % 1000
                || reader.GetString(1).TrimStart('.') != id.TypedValue.ToString(CultureInfo.InvariantCulture))
                return false;
        }

        return true;
    }

    private static void Execute(BTreeDbConnection connection, string sql)
    {
        using var command = new BTreeDbCommand(sql, connection) { CommandTimeout = 0 };
        command.ExecuteNonQuery();
    }

    /// <summary>The kernel's high-water mark of resident memory.</summary>
    internal static long PeakMemoryBytes()
    {
        foreach (var line in File.ReadLines("/proc/self/status"))
        {
            if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                return 1024 * long.Parse(line["VmHWM:".Length..^"kB".Length].Trim(), CultureInfo.InvariantCulture);
        }

        throw new InvalidOperationException("the kernel does not tell the peak of resident memory");
    }
}
