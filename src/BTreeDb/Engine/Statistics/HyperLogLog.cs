using System.Numerics;
using System.Runtime.CompilerServices;

namespace BTreeDb.Engine.Statistics;

/// <summary>
/// Estimates the number of different hashes in a stream with an error of one percent in 8 KiB (Flajolet et al., AofA 2007;
/// small counts by linear counting). 64-bit hashes need no correction for large counts.
/// </summary>
internal sealed class HyperLogLog
{
    private const int IndexBits = 13;
    private const int RegisterCount = 1 << IndexBits;
    private readonly byte[] _registers = new byte[RegisterCount];

    /// <summary>The estimate.</summary>
    public double Estimate()
    {
        var sum = 0.0;
        var zeroes = 0;
        foreach (var register in _registers)
        {
            sum += 1.0 / (1UL << register);
            zeroes += register == 0 ? 1 : 0;
        }

        var estimate = 0.7213 / (1 + (1.079 / RegisterCount)) * RegisterCount * RegisterCount / sum;
        return estimate <= 2.5 * RegisterCount && zeroes > 0
            ? RegisterCount * Math.Log((double)RegisterCount / zeroes)
            : estimate;
    }

    /// <summary>Adds hashes of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<ulong> hashes)
    {
        ref var registers = ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(_registers);
        foreach (var hash in hashes)
        {
            // The engine's hashes are made for tables: mixed once more, so that all bits count.
            var mixed = (hash ^ (hash >> 32)) * 0xD6E8FEB86659FD93;
            mixed ^= mixed >> 32;
            // In bounds: as many bits as there are registers.
            ref var register = ref Unsafe.Add(ref registers, (nint)(mixed >> (64 - IndexBits)));
            var rank = (byte)(BitOperations.LeadingZeroCount((mixed << IndexBits) | (1UL << (IndexBits - 1))) + 1);
            if (rank > register)
                register = rank;
        }
    }
}
