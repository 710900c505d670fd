using System.Globalization;
using BTreeDb.Data;

namespace BTreeDb.Torture;

/// <summary>
/// The process that <see cref="KillCampaign"/> kills: writers on connections of their own, each transaction a row in each
/// of two tables, a sum kept up to date and sometimes a rollback; what was acknowledged goes to standard output.
/// </summary>
internal static class KilledWriter
{
    /// <summary>How many writers there are.</summary>
    public const int Writers = 3;

    /// <summary>Writes until killed.</summary>
    public static int Run(string path, TextReader input, TextWriter output)
    {
        var threads = new Thread[Writers];
        for (var index = 0; index < Writers; index++)
        {
            var writer = index;
            var number = int.Parse(input.ReadLine()!, CultureInfo.InvariantCulture);
            threads[writer] = new Thread(() => Write(path, writer, number, output));
        }

        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        return 0;
    }

    private static void Write(string path, int writer, int number, TextWriter output)
    {
        using var connection = new BTreeDbConnection($"Data Source={path};Pool Size=1MB;Checkpoint Wal Size=1MB");
        connection.Open();
        var random = new Random(number);
        for (; ; number++)
        {
            WriteOne(connection, writer, number, random);
            lock (output)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{writer} {number + 1}"));
                output.Flush();
            }
        }
    }

    private static void WriteOne(BTreeDbConnection connection, int writer, int number, Random random)
    {
        for (var attempt = 0; ; attempt++)
        {
            using var transaction = connection.BeginTransaction();
            var filler = new string((char)('a' + random.Next(26)), random.Next(10) == 0 ? random.Next(12_000) : random.Next(200));
            Execute(connection, transaction, $"INSERT INTO entries VALUES ({writer}, {number}, '{filler}')");
            Execute(connection, transaction, $"INSERT INTO mirror VALUES ({number}, {writer}, {filler.Length})");
            if (number >= 20)
                Execute(connection, transaction, $"UPDATE mirror SET length = length WHERE number = {number - 20} AND writer = {writer}");
            Execute(connection, transaction, $"UPDATE totals SET count = count + 1 WHERE writer = {writer}");
            if (attempt == 0 && random.Next(5) == 0)
            {
                transaction.Rollback();
                continue;
            }

            transaction.Commit();
            return;
        }
    }

    private static void Execute(BTreeDbConnection connection, BTreeDbTransaction transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
