using System.Diagnostics;
using BTreeDb.Bench.Engines;
using BTreeDb.Bench.Reports;
using BTreeDb.Bench.Workloads;

namespace BTreeDb.Bench;

/// <summary>
/// Measures workloads on both engines in turn, so that what disturbs the machine disturbs both. The first round warms up
/// (JIT, caches, statistics) and is not counted.
/// </summary>
internal sealed class BenchRun(IBenchEngine sqlite, IBenchEngine btreedb, int rounds)
{
    /// <summary>Runs a workload.</summary>
    /// <exception cref="InvalidOperationException">The engines disagree on a result.</exception>
    public WorkloadResult Measure(Workload workload)
    {
        var sqliteTimes = new List<double>();
        var btreedbTimes = new List<double>();
        for (var round = 0; round <= rounds; round++)
        {
            var (sqliteMs, expected) = Time(workload, sqlite);
            var (btreedbMs, actual) = Time(workload, btreedb);
            if (actual != expected)
                throw new InvalidOperationException($"{workload.Name}: the engines' results differ");
            if (round == 0)
                continue;
            sqliteTimes.Add(sqliteMs);
            btreedbTimes.Add(btreedbMs);
        }

        return new(workload.Name, workload.Operations, Median(sqliteTimes), Median(btreedbTimes));
    }

    private static (double Milliseconds, ulong Checksum) Time(Workload workload, IBenchEngine engine)
    {
        workload.Prepare?.Invoke(engine);
        // Garbage of one engine is not the other's to collect.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var watch = Stopwatch.StartNew();
        var checksum = workload.Run(engine);
        return (watch.Elapsed.TotalMilliseconds, checksum);
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        var middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
