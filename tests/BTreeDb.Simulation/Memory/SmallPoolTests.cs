using System.Globalization;

namespace BTreeDb.Simulation.Memory;

/// <summary>
/// A table larger than the buffer pool: answers are right and the process stays small. <c>BTREEDB_TEST_MEGABYTES=500</c>
/// is the full size.
/// </summary>
public sealed class SmallPoolTests : IDisposable
{
    private const int DefaultMegabytes = 64;
    private const int AllowanceMegabytes = 110;
    private readonly string _directory = Directory.CreateTempSubdirectory("btreedb-pool-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Memory_stays_near_the_pool_when_the_table_is_much_larger()
    {
        // Linux tells the peak of resident memory; elsewhere there is nothing to compare.
        if (!OperatingSystem.IsLinux())
            return;
        var megabytes = Environment.GetEnvironmentVariable("BTREEDB_TEST_MEGABYTES") is { } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : DefaultMegabytes;
        using var process = ChildProgram.Start(
            SmallPoolProcess.Command, Path.Combine(_directory, "x.db"), megabytes.ToString(CultureInfo.InvariantCulture));
        var sizes = process.StandardOutput.ReadToEnd().Split(' ');
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, process.StandardError.ReadToEnd());

        // A row takes a little less than the bytes that the size was divided by.
        long.Parse(sizes[0], CultureInfo.InvariantCulture).ShouldBeGreaterThan(megabytes * 900_000L);
        long.Parse(sizes[1], CultureInfo.InvariantCulture)
            .ShouldBeLessThan((SmallPoolProcess.PoolMegabytes + AllowanceMegabytes) * 1024L * 1024);
    }
}
