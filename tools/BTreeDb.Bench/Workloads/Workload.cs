using BTreeDb.Bench.Engines;

namespace BTreeDb.Bench.Workloads;

/// <summary>Something that is measured on both engines.</summary>
/// <param name="Name">The name on the command line and in reports.</param>
/// <param name="Operations">How many operations one run does, for the rate.</param>
/// <param name="Prepare">What is done before the clock starts; may be null.</param>
/// <param name="Run">The work. It returns a checksum of what it read, which must be equal on both engines.</param>
internal sealed record Workload(
    string Name, int Operations, Action<IBenchEngine>? Prepare, Func<IBenchEngine, ulong> Run);
