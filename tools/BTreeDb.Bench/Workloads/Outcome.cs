namespace BTreeDb.Bench.Workloads;

/// <summary>What a run of a workload came to.</summary>
internal sealed record Outcome
{
    /// <summary>A number made of all that was read; equal on all engines.</summary>
    public ulong Checksum { get; init; }

    /// <summary>The rows of a query in canonical text, sorted; equal on all engines.</summary>
    public string[]? Rows { get; init; }

    /// <summary>Operations done, where the run itself decides; else those of the workload.</summary>
    public double? Operations { get; init; }

    /// <summary>What was measured, where it is not the time.</summary>
    public double? Value { get; init; }
}
