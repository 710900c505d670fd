using Xunit.Abstractions;

namespace BTreeDb.Simulation.Torture;

/// <summary>
/// A part of what tools/BTreeDb.Torture runs for hours: random schemas and workloads in SQL, several sessions, crashes and
/// other faults at any operation. <c>BTREEDB_TORTURE_SEEDS</c> makes it longer.
/// </summary>
public sealed class TortureTests(ITestOutputHelper output)
{
    private const int DefaultSeeds = 85;
    private const int Lives = 25;

    [Fact]
    public void Database_keeps_its_promises_whatever_the_disk_does()
    {
        _ = int.TryParse(Environment.GetEnvironmentVariable("BTREEDB_TORTURE_SEEDS"), out var more);
        var crashes = 0;
        var faults = 0;
        for (var seed = 1; seed <= DefaultSeeds + more; seed++)
        {
            var run = new TortureRun(new TortureOptions(seed, Lives));
            run.Run();
            crashes += run.Crashes;
            faults += run.Faults;
        }

        output.WriteLine($"{crashes} crashes, {faults} other faults");
        crashes.ShouldBeGreaterThan(1000);
        faults.ShouldBeGreaterThan(100);
    }
}
