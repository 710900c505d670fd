using BTreeDb.Bench.Engines;

namespace BTreeDb.Bench.Workloads;

/// <summary>Workloads over one database.</summary>
/// <param name="Name">The name on the command line; databases are called so.</param>
/// <param name="Load">Fills an empty database.</param>
/// <param name="Workloads">What is measured.</param>
internal sealed record Suite(string Name, Action<IBenchEngine> Load, IReadOnlyList<Workload> Workloads)
{
    /// <summary>Megabytes of cache that each engine gets, if not those of the command line.</summary>
    public int? CacheMegabytes { get; init; }

    /// <summary>Whether commits are synced.</summary>
    public bool IsDurable { get; init; } = true;

    /// <summary>Whether a last row tells the geometric mean; then also its target beside SQLite.</summary>
    public double? MeanTarget { get; init; }

    /// <summary>Whether a geometric mean is told.</summary>
    public bool HasMean { get; init; }
}
