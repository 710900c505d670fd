using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BTreeDb.Execution.Kernels;

/// <summary>Exact sums of dense integers by SIMD.</summary>
internal static class IntegerSum
{
    // So many 32-bit halves add up without overflow in 64 bits.
    private const int BlockLength = 1 << 20;

    /// <summary>The sum of values.</summary>
    public static Int128 Of<T>(ReadOnlySpan<T> values)
        where T : struct, IBinaryInteger<T>
    {
        Int128 sum = 0;
        for (; values.Length > BlockLength; values = values[BlockLength..])
            sum += OfBlock(values[..BlockLength]);
        return sum + OfBlock(values);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Int128 OfBlock<T>(ReadOnlySpan<T> values)
        where T : struct, IBinaryInteger<T>
    {
        if (typeof(T) == typeof(int))
            return OfInt32(MemoryMarshal.Cast<T, int>(values));
        if (typeof(T) == typeof(long))
            return OfInt64(MemoryMarshal.Cast<T, long>(values));
        long sum = 0;
        foreach (var value in values)
            sum += long.CreateTruncating(value);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Int128 OfInt32(ReadOnlySpan<int> values)
    {
        long sum = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            var wide = MemoryMarshal.Cast<int, Vector256<int>>(values);
            var total = Vector256<long>.Zero;
            foreach (var eight in wide)
            {
                var (low, high) = Vector256.Widen(eight);
                total += low + high;
            }

            sum = Vector256.Sum(total);
            values = values[(wide.Length * Vector256<int>.Count)..];
        }

        foreach (var value in values)
            sum += value;
        return sum;
    }

    /// <summary>Adds the low halves (unsigned) and the high halves (signed) apart, so that neither sum overflows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Int128 OfInt64(ReadOnlySpan<long> values)
    {
        Int128 sum = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            var wide = MemoryMarshal.Cast<long, Vector256<long>>(values);
            var (low, high) = (Vector256<long>.Zero, Vector256<long>.Zero);
            var mask = Vector256.Create(0xFFFFFFFFL);
            foreach (var four in wide)
            {
                low += four & mask;
                high += Vector256.ShiftRightArithmetic(four, 32);
            }

            sum = ((Int128)Vector256.Sum(high) << 32) + Vector256.Sum(low);
            values = values[(wide.Length * Vector256<long>.Count)..];
        }

        foreach (var value in values)
            sum += value;
        return sum;
    }
}
