using System.Diagnostics;
using System.Globalization;
using BTreeDb.Data;

namespace BTreeDb.Torture;

/// <summary>
/// Kills a process (SIGKILL) while it writes through ADO.NET to a real file, again and again, and looks each time at what
/// is left: everything acknowledged, nothing in part, and CHECK DATABASE finds nothing.
/// </summary>
internal sealed class KillCampaign(int seed, TextWriter output)
{
    private const int AcknowledgementsMax = 120;
    private readonly Random _random = new(seed);
    private readonly long[] _acknowledged = new long[KilledWriter.Writers];

    /// <summary>Kills; 0 if every promise was kept.</summary>
    public int Run(int kills)
    {
        var directory = Directory.CreateTempSubdirectory("btreedb-kills-").FullName;
        var path = Path.Combine(directory, "x.db");
        try
        {
            Create(path);
            for (var kill = 1; kill <= kills; kill++)
            {
                WriteAndKill(path);
                if (Check(path) is { } problem)
                {
                    output.WriteLine($"kill {kill}, seed {seed}: {problem}; the database is kept in {directory}");
                    return 1;
                }
            }

            long total = 0;
            foreach (var count in _acknowledged)
                total += count;
            output.WriteLine($"{kills} kills, {total} transactions, no failure");
        }
        catch (BTreeDbException failure)
        {
            output.WriteLine($"seed {seed}: {failure}; the database is kept in {directory}");
            return 1;
        }

        Directory.Delete(directory, recursive: true);
        return 0;
    }

    private static void Create(string path)
    {
        using var connection = Open(path);
        Execute(connection, "CREATE TABLE entries (writer int, number int, filler text, PRIMARY KEY (writer, number))");
        Execute(connection, "CREATE TABLE mirror (number int, writer int, length int, PRIMARY KEY (number, writer))");
        Execute(connection, "CREATE INDEX ON mirror (length)");
        Execute(connection, "CREATE TABLE totals (writer int PRIMARY KEY, count bigint NOT NULL)");
        for (var writer = 0; writer < KilledWriter.Writers; writer++)
            Execute(connection, $"INSERT INTO totals VALUES ({writer}, 0)");
    }

    /// <summary>Kills the process in the middle of its work, some acknowledgements after the first.</summary>
    private void WriteAndKill(string path)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(KillCampaign).Assembly.Location, "--child", path])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        foreach (var count in _acknowledged)
            process.StandardInput.WriteLine(count.ToString(CultureInfo.InvariantCulture));
        process.StandardInput.Close();
        var left = _random.Next(1, AcknowledgementsMax);
        while (process.StandardOutput.ReadLine() is { } line)
        {
            var parts = line.Split(' ');
            if (parts.Length == 2 && long.TryParse(parts[1], CultureInfo.InvariantCulture, out var count))
                _acknowledged[int.Parse(parts[0], CultureInfo.InvariantCulture)] = count;
            if (--left == 0)
                process.Kill();
        }

        process.WaitForExit();
    }

    /// <summary>What is wrong with the database, or null; takes commits into account that nobody could acknowledge.</summary>
    private string? Check(string path)
    {
        using var connection = Open(path);
        for (var writer = 0; writer < KilledWriter.Writers; writer++)
        {
            var count = Scalar(connection, $"SELECT count FROM totals WHERE writer = {writer}");
            if (count < _acknowledged[writer] || count > _acknowledged[writer] + 1)
                return $"writer {writer} has {count} transactions, {_acknowledged[writer]} were acknowledged";
            _acknowledged[writer] = count;
            var entries = Scalar(connection, $"SELECT count(*) FROM entries WHERE writer = {writer} AND number < {count}");
            var mirrored = Scalar(
                connection,
                "SELECT count(*) FROM entries e JOIN mirror m ON m.writer = e.writer AND m.number = e.number "
                + $"AND m.length = length(e.filler) WHERE e.writer = {writer}");
            if (entries != count || mirrored != count)
                return $"writer {writer} has {entries} rows and {mirrored} mirrored ones of {count}";
        }

        using var command = new BTreeDbCommand("CHECK DATABASE", connection) { CommandTimeout = 0 };
        using var findings = command.ExecuteReader();
        return findings.Read() ? $"CHECK DATABASE: {findings.GetValue(0)} {findings.GetValue(findings.FieldCount - 1)}" : null;
    }

    private static BTreeDbConnection Open(string path)
    {
        var connection = new BTreeDbConnection($"Data Source={path}");
        connection.Open();
        return connection;
    }

    private static long Scalar(BTreeDbConnection connection, string sql)
    {
        using var command = new BTreeDbCommand(sql, connection) { CommandTimeout = 0 };
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Execute(BTreeDbConnection connection, string sql)
    {
        using var command = new BTreeDbCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
