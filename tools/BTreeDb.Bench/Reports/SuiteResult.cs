namespace BTreeDb.Bench.Reports;

/// <summary>All results of a suite.</summary>
/// <param name="Suite">Its name.</param>
/// <param name="Descriptions">Versions and settings of the engines.</param>
/// <param name="Workloads">The workloads.</param>
/// <param name="PeakBytes">Peak memory of each engine's process.</param>
internal sealed record SuiteResult(
    string Suite, IReadOnlyList<string> Descriptions, IReadOnlyList<WorkloadResult> Workloads, IReadOnlyDictionary<string, double> PeakBytes)
{
    /// <summary>Whether a geometric mean makes sense.</summary>
    public bool HasMean { get; init; }

    /// <summary>Its target beside SQLite.</summary>
    public double? MeanTarget { get; init; }

    /// <summary>The geometric mean of the milliseconds over workloads that all engines finished.</summary>
    public double MeanMilliseconds(string engine)
    {
        var (sum, count) = (0.0, 0);
        foreach (var workload in Workloads)
        {
            if (workload.Engines.TryGetValue(engine, out var result))
                (sum, count) = (sum + Math.Log(result.Value), count + 1);
        }

        return count == 0 ? double.NaN : Math.Exp(sum / count);
    }
}
