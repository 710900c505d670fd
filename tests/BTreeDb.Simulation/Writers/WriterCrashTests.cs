using System.Linq;
using BTreeDb.Diagnostics;

namespace BTreeDb.Simulation.Writers;

/// <summary>
/// Four writers, a checkpoint thread and a purger over a disk that crashes at a random operation, again and again on
/// the same database. Not replayable to the letter, because threads are real; the seed gives operation and disk.
/// </summary>
public sealed class WriterCrashTests
{
    private const int Writers = 4;

    [Theory]
    [MemberData(nameof(ExtraSeeds.From), 2, MemberType = typeof(ExtraSeeds))]
    public void Crash_under_concurrent_writers_keeps_what_was_acknowledged(int seed)
    {
        var random = new Random(seed);
        var disk = new SimulatedFileSystem();
        var acknowledged = new int[Writers];
        for (var life = 0; life < 25; life++)
        {
            var context = $"seed {seed}, life {life}";
            disk.SetFault(disk.Operations + random.Next(1, 600), SimulatedFault.Crash);
            Live(disk, acknowledged, context);
            disk = disk.Restart(random.Next(), (CrashStyle)random.Next(4));
            using var rows = WriterRows.Open(disk, "x.db");
            acknowledged = rows.Check(acknowledged, context);
            rows.Verify(context);
            if (life % 2 == 0)
                rows.Engine.Abandon();
        }

        acknowledged.Sum().ShouldBeGreaterThan(500);
    }

    private static void Live(SimulatedFileSystem disk, int[] acknowledged, string context)
    {
        WriterRows? rows = null;
        try
        {
            rows = WriterRows.Open(disk, "x.db");
        }
        catch (Exception failure) when (disk.HasCrashed)
        {
            GC.KeepAlive(failure);
            return;
        }

        var threads = new Thread[Writers];
        var unexpected = new Exception?[Writers];
        for (var index = 0; index < Writers; index++)
        {
            var writer = index;
            threads[writer] = new Thread(() => unexpected[writer] = Write(disk, rows, writer, acknowledged));
            threads[writer].Start();
        }

        foreach (var thread in threads)
            thread.Join(TimeSpan.FromSeconds(60)).ShouldBeTrue(context + ": a writer hangs");
        rows.Engine.Abandon();
        unexpected.ShouldAllBe(failure => failure == null, context);
    }

    /// <summary>Commits until the machine goes off.</summary>
    private static Exception? Write(SimulatedFileSystem disk, WriterRows rows, int writer, int[] acknowledged)
    {
        try
        {
            while (true)
            {
                rows.RunTransaction(writer, acknowledged[writer]);
                acknowledged[writer]++;
            }
        }
        catch (Exception failure)
        {
            // A thread may learn of the crash as a failed log; its own exception is no news then.
            return disk.HasCrashed && failure is SimulatedCrashException or EngineException ? null : failure;
        }
    }
}
