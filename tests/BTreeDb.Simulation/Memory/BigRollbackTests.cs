using System.Globalization;
using Xunit.Abstractions;

namespace BTreeDb.Simulation.Memory;

/// <summary>
/// A transaction larger than memory: readers see what was before, it rolls back, and the process stays small.
/// <c>BTREEDB_TEST_ROWS=10000000</c> is the full size.
/// </summary>
public sealed class BigRollbackTests(ITestOutputHelper output) : IDisposable
{
    private const int DefaultRows = 500_000;
    private const long MemoryMax = 400L << 20;
    private readonly string _directory = Directory.CreateTempSubdirectory("btreedb-rollback-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Update_of_more_rows_than_memory_holds_rolls_back_within_the_bound()
    {
        // Linux tells the peak of resident memory; elsewhere there is nothing to compare.
        if (!OperatingSystem.IsLinux())
            return;
        var rows = Environment.GetEnvironmentVariable("BTREEDB_TEST_ROWS") ?? DefaultRows.ToString(CultureInfo.InvariantCulture);
        using var process = ChildProgram.Start(BigRollbackProcess.Command, Path.Combine(_directory, "x.db"), rows);
        var figures = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, process.StandardError.ReadToEnd());
        output.WriteLine($"{rows} rows; ms of fill, update, read of old versions, rollback; peak bytes: {figures}");
        long.Parse(figures.Split(' ')[^1], CultureInfo.InvariantCulture).ShouldBeLessThan(MemoryMax);
    }
}
