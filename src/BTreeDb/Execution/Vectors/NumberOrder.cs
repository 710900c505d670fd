using System.Numerics;
using System.Runtime.CompilerServices;

namespace BTreeDb.Execution.Vectors;

/// <summary>The order of integers, by the machine's own comparison.</summary>
internal readonly struct NumberOrder<T> : IValueOrder<T>
    where T : struct, IBinaryInteger<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreEqual(in T left, in T right) => left == right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLess(in T left, in T right) => left < right;

    public static int Compare(in T left, in T right) => left < right ? -1 : left > right ? 1 : 0;
}
