using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BTreeDb.Execution.Kernels;

/// <summary>Minimum and maximum of dense integers by SIMD.</summary>
internal static class DenseExtreme
{
    /// <summary>Finds the extreme of at least one value; false for types that have no such loop.</summary>
    public static bool TryFind<T>(ReadOnlySpan<T> values, bool isMax, out T best)
        where T : struct
    {
        best = default;
        if (typeof(T) == typeof(int))
            return Store(Find(MemoryMarshal.Cast<T, int>(values), isMax), out best);
        if (typeof(T) == typeof(long))
            return Store(Find(MemoryMarshal.Cast<T, long>(values), isMax), out best);
        return false;
    }

    private static bool Store<TFrom, T>(TFrom value, out T best)
        where TFrom : struct
        where T : struct
    {
        best = System.Runtime.CompilerServices.Unsafe.BitCast<TFrom, T>(value);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Find<T>(ReadOnlySpan<T> values, bool isMax)
        where T : struct, IBinaryInteger<T>
    {
        var best = values[0];
        if (Vector256.IsHardwareAccelerated && values.Length >= Vector256<T>.Count)
        {
            var wide = MemoryMarshal.Cast<T, Vector256<T>>(values);
            var bests = wide[0];
            foreach (var vector in wide)
                bests = isMax ? Vector256.Max(bests, vector) : Vector256.Min(bests, vector);
            for (var i = 0; i < Vector256<T>.Count; i++)
                best = isMax ? T.Max(best, bests[i]) : T.Min(best, bests[i]);
            values = values[(wide.Length * Vector256<T>.Count)..];
        }

        foreach (var value in values)
            best = isMax ? T.Max(best, value) : T.Min(best, value);
        return best;
    }
}
