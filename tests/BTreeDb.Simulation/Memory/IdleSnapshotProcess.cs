using System.Diagnostics;
using System.Globalization;
using BTreeDb.Data;

namespace BTreeDb.Simulation.Memory;

/// <summary>
/// The program that <see cref="IdleSnapshotTests"/> measures: a transaction looks once and then idles while another
/// session updates rows one by one. Says on standard output: milliseconds of a scan before and with the snapshot, of
/// 100,000 look-ups before and with it, the log's size in bytes, the peak of memory in bytes, and updates a second.
/// </summary>
internal static class IdleSnapshotProcess
{
    internal const string Command = "update-while-a-snapshot-idles";
    private const int Rows = 100_000;
    private const int HotRows = 100;
    private const int Rounds = 15;
    private const int WarmUpMs = 2000;

    /// <summary>Writes and reads; 0 when every answer was right.</summary>
    internal static int Run(string path, string count)
    {
        var updates = int.Parse(count, CultureInfo.InvariantCulture);
        using var writer = Open(path);
        Execute(writer, "CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL, filler text NOT NULL)");
        Execute(writer, $"INSERT INTO t SELECT i, 0, repeat('x', 60) FROM generate_series(0, {Rows - 1}) AS s (i)");
        Update(writer, Math.Min(updates, Rows));
        using var reader = Open(path);
        WarmUp(reader);
        var scanBefore = BestMs(() => Sum(reader));
        var lookUpsBefore = BestMs(() => LookUp(reader));
        using var idle = Open(path);
        Execute(idle, "BEGIN ISOLATION LEVEL REPEATABLE READ");
        var seen = Sum(idle);
        var watch = Stopwatch.StartNew();
        Update(writer, updates);
        var rate = updates * 1000L / Math.Max(1, watch.ElapsedMilliseconds);
        var scan = BestMs(() => Sum(reader));
        var lookUps = BestMs(() => LookUp(reader));
        var isRight = Sum(idle) == seen && Sum(reader) == seen + updates;
        var log = new FileInfo(path + "-wal").Length;
        Execute(idle, "COMMIT");
        isRight &= Sum(idle) == seen + updates;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{scanBefore:F2} {scan:F2} {lookUpsBefore:F1} {lookUps:F1} {log} {SmallPoolProcess.PeakMemoryBytes()} {rate}"));
        return isRight ? 0 : 2;
    }

    private static BTreeDbConnection Open(string path)
    {
        var connection = new BTreeDbConnection($"Data Source={path};Pool Size=64MB;Durability=normal");
        connection.Open();
        return connection;
    }

    /// <summary>Half of the updates go to a few hot rows, the others to all in turn.</summary>
    private static void Update(BTreeDbConnection connection, int count)
    {
        using var command = new BTreeDbCommand("UPDATE t SET n = n + 1 WHERE id = $1", connection);
        var id = new BTreeDbParameter<int>("", 0);
        command.Parameters.Add(id);
        for (var i = 0; i < count; i++)
        {
            id.TypedValue = i % 2 == 0 ? i / 2 % HotRows : i * 7 % Rows;
            command.ExecuteNonQuery();
        }
    }

    private static void LookUp(BTreeDbConnection connection)
    {
        using var command = new BTreeDbCommand("SELECT n FROM t WHERE id = $1", connection);
        var id = new BTreeDbParameter<int>("", 0);
        command.Parameters.Add(id);
        for (var i = 0; i < Rows; i++)
        {
            id.TypedValue = i * 13 % Rows;
            command.ExecuteScalar();
        }
    }

    private static long Sum(BTreeDbConnection connection)
    {
        using var command = new BTreeDbCommand("SELECT sum(n) FROM t", connection);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Until the runtime has compiled what is hot.</summary>
    private static void WarmUp(BTreeDbConnection connection)
    {
        for (var watch = Stopwatch.StartNew(); watch.ElapsedMilliseconds < WarmUpMs;)
        {
            Sum(connection);
            LookUp(connection);
        }
    }

    /// <summary>The best of several times: what others do on the machine shall not count.</summary>
    private static double BestMs(Action action)
    {
        var best = double.MaxValue;
        for (var i = 0; i < Rounds; i++)
        {
            var started = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return best;
    }

    private static void Execute(BTreeDbConnection connection, string sql)
    {
        using var command = new BTreeDbCommand(sql, connection) { CommandTimeout = 0 };
        command.ExecuteNonQuery();
    }
}
