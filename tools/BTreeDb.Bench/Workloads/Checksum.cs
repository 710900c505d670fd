using System.Runtime.InteropServices;

namespace BTreeDb.Bench.Workloads;

/// <summary>
/// What a workload read, in one number that depends on the order of what is added. All engines must come to the same.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct Checksum
{
    private ulong _value;

    /// <summary>The number.</summary>
    public readonly ulong Value => _value;

    /// <summary>Adds an integer.</summary>
    public void Add(long value) => _value = (System.Numerics.BitOperations.RotateLeft(_value, 5) ^ (ulong)value) * 0x9E3779B97F4A7C15;

    /// <summary>Adds a floating-point number; the workloads use such as are sums of powers of two, so they are exact.</summary>
    public void Add(double value) => Add(BitConverter.DoubleToInt64Bits(value == 0 ? 0 : value));
}
