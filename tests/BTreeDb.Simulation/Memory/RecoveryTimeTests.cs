using System.Diagnostics;
using System.Globalization;
using BTreeDb.Data;
using Xunit.Abstractions;

namespace BTreeDb.Simulation.Memory;

/// <summary>
/// However much a process has written when it dies, the next opening repeats what came after the last checkpoint only.
/// <c>BTREEDB_TEST_LOG_MEGABYTES=1000</c> is the full size.
/// </summary>
public sealed class RecoveryTimeTests(ITestOutputHelper output) : IDisposable
{
    private const string DefaultMegabytes = "60";
    private readonly string _directory = Directory.CreateTempSubdirectory("btreedb-restart-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Restart_after_a_kill_is_bounded_by_the_checkpoint_settings()
    {
        var megabytes = Environment.GetEnvironmentVariable("BTREEDB_TEST_LOG_MEGABYTES") ?? DefaultMegabytes;
        var path = Path.Combine(_directory, "x.db");
        using var process = ChildProgram.Start(RecoveryTimeProcess.Command, path, megabytes);
        var updates = int.Parse(process.StandardOutput.ReadToEnd(), CultureInfo.InvariantCulture);
        process.WaitForExit();
        var log = new FileInfo(path + "-wal").Length;
        var watch = Stopwatch.StartNew();
        using var connection = new BTreeDbConnection($"Data Source={path}");
        connection.Open();
        output.WriteLine($"{megabytes} MB of log written, file of {log} bytes, opened in {watch.ElapsedMilliseconds} ms");
        using var command = new BTreeDbCommand("SELECT min(n), max(n) FROM t", connection);
        using var reader = command.ExecuteReader();
        reader.Read().ShouldBeTrue();
        // Durability normal survives the death of the process.
        (reader.GetInt32(0), reader.GetInt32(1)).ShouldBe((updates, updates));
    }
}
