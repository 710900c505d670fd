using BTreeDb.Bench.Engines;

namespace BTreeDb.Bench.Workloads;

/// <summary>Something that is measured on several engines.</summary>
/// <param name="Name">The name on the command line and in reports.</param>
/// <param name="Operations">How many operations one run does, for the rate.</param>
/// <param name="Run">The work.</param>
internal sealed record Workload(string Name, double Operations, Func<IBenchEngine, Outcome> Run)
{
    /// <summary>What is done before the clock starts.</summary>
    public Action<IBenchEngine>? Prepare { get; init; }

    /// <summary>The engines for which it makes sense.</summary>
    public EngineKind Engines { get; init; } = EngineKind.Rows;

    /// <summary>How many times as fast as SQLite BTreeDb shall be; for sizes, how large it may be beside SQLite.</summary>
    public double? Target { get; init; }

    /// <summary>The unit of a value that is measured instead of time, of which less is better.</summary>
    public string? Unit { get; init; }
}
