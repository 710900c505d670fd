using System.Globalization;
using BTreeDb.Data;

namespace BTreeDb.Simulation.Memory;

/// <summary>
/// The program that <see cref="RecoveryTimeTests"/> starts: updates until so much log is written, a transaction running
/// at the end, then dies without a word.
/// </summary>
internal static class RecoveryTimeProcess
{
    internal const string Command = "write-log-and-die";
    internal const int Rows = 50_000;
    private const int LogBytesPerUpdate = 12_000_000;

    /// <summary>Never returns.</summary>
    internal static int Run(string path, string megabytes)
    {
        using var connection = new BTreeDbConnection($"Data Source={path};Durability=normal");
        connection.Open();
        Execute(connection, "CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL, filler text NOT NULL)");
        Execute(connection, $"INSERT INTO t SELECT i, 0, repeat('x', 60) FROM generate_series(0, {Rows - 1}) AS s (i)");
        var updates = (int)(long.Parse(megabytes, CultureInfo.InvariantCulture) * 1_000_000 / LogBytesPerUpdate) + 1;
        for (var update = 0; update < updates; update++)
            Execute(connection, "UPDATE t SET n = n + 1");
        Execute(connection, "BEGIN");
        Execute(connection, "UPDATE t SET n = -1 WHERE id < 10000");
        Console.WriteLine(updates);
        Console.Out.Flush();
        System.Diagnostics.Process.GetCurrentProcess().Kill();
        return 0;
    }

    private static void Execute(BTreeDbConnection connection, string sql)
    {
        using var command = new BTreeDbCommand(sql, connection) { CommandTimeout = 0 };
        command.ExecuteNonQuery();
    }
}
