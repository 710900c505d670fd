using System.Globalization;
using System.Linq;
using Xunit.Abstractions;

namespace BTreeDb.Simulation.Memory;

/// <summary>
/// An old snapshot costs others little: the log is cut, memory stays bounded, and reads are as fast as without it.
/// <c>BTREEDB_TEST_UPDATES=1000000</c> is the full size, at which times are compared, too.
/// </summary>
public sealed class IdleSnapshotTests(ITestOutputHelper output) : IDisposable
{
    private const string DefaultUpdates = "60000";
    private const double SlowdownMax = 1.2;
    private const double LogBytesMax = 1L << 30;
    private const double MemoryMax = 256L << 20;
    private readonly string _directory = Directory.CreateTempSubdirectory("btreedb-idle-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Idle_snapshot_keeps_neither_the_log_nor_memory_nor_others()
    {
        // Linux tells the peak of resident memory; elsewhere there is nothing to compare.
        if (!OperatingSystem.IsLinux())
            return;
        var asked = Environment.GetEnvironmentVariable("BTREEDB_TEST_UPDATES");
        using var process = ChildProgram.Start(
            IdleSnapshotProcess.Command, Path.Combine(_directory, "x.db"), asked ?? DefaultUpdates);
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, process.StandardError.ReadToEnd());
        output.WriteLine($"scan ms before, with; 100,000 look-ups ms before, with; log and peak bytes; updates/s: {text}");
        var figures = text.Split(' ').Select(static figure => double.Parse(figure, CultureInfo.InvariantCulture)).ToArray();
        figures[4].ShouldBeLessThan(LogBytesMax);
        figures[5].ShouldBeLessThan(MemoryMax);
        if (asked is null)
            return;
        figures[1].ShouldBeLessThan(figures[0] * SlowdownMax);
        figures[3].ShouldBeLessThan(figures[2] * SlowdownMax);
    }
}
