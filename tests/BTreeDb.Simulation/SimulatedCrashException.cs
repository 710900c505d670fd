namespace BTreeDb.Simulation;

/// <summary>
/// The simulated machine is off. Deliberately no <see cref="IOException"/>: no code of the engine may handle it as an
/// error of the disk, because on a real machine nobody would be there to do so.
/// </summary>
public sealed class SimulatedCrashException(long operation)
    : Exception($"simulated crash at operation {operation}");
