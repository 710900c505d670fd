using System.Numerics;

namespace BTreeDb.Execution.Expressions;

/// <summary>
/// The random numbers of a session: xoroshiro128**, seeded as PostgreSQL seeds it, so that <c>setseed</c> gives its
/// sequence. Belongs to one session; parallel workers share it under a lock.
/// </summary>
internal sealed class SeededRandom : Random
{
    private const int MantissaBits = 52;

    private readonly Lock _lock = new();
    private ulong _s0 = (ulong)Shared.NextInt64() | 1;
    private ulong _s1 = (ulong)Shared.NextInt64();

    /// <summary>Starts the sequence of a seed between -1 and 1.</summary>
    public void Seed(double seed)
    {
        var state = (ulong)(long)(((1UL << MantissaBits) - 1) * seed);
        lock (_lock)
        {
            _s0 = Split(ref state);
            _s1 = Split(ref state);
        }
    }

    public override double NextDouble() => (Next64() >> (64 - MantissaBits)) * Math.ScaleB(1, -MantissaBits);

    public override long NextInt64() => (long)(Next64() >> 1);

    private ulong Next64()
    {
        lock (_lock)
        {
            var mixed = _s1 ^ _s0;
            var value = BitOperations.RotateLeft(_s0 * 5, 7) * 9;
            _s0 = BitOperations.RotateLeft(_s0, 24) ^ mixed ^ mixed << 16;
            _s1 = BitOperations.RotateLeft(mixed, 37);
            return value;
        }
    }

    /// <summary>splitmix64, which spreads a seed over the state.</summary>
    private static ulong Split(ref ulong state)
    {
        var value = state += 0x9E3779B97F4A7C15;
        value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9;
        value = (value ^ value >> 27) * 0x94D049BB133111EB;
        return value ^ value >> 31;
    }
}
