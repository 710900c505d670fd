using System.Runtime.CompilerServices;
using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Kernels;

/// <summary>The six comparisons over any order of values: a list.</summary>
internal static class ComparisonKernels
{
    public readonly struct Equal<T, TOrder> : IComparisonKernel<T>
        where TOrder : struct, IValueOrder<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static bool Invoke(in T left, in T right) => TOrder.AreEqual(left, right);
    }

    public readonly struct NotEqual<T, TOrder> : IComparisonKernel<T>
        where TOrder : struct, IValueOrder<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static bool Invoke(in T left, in T right) => !TOrder.AreEqual(left, right);
    }

    public readonly struct Less<T, TOrder> : IComparisonKernel<T>
        where TOrder : struct, IValueOrder<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static bool Invoke(in T left, in T right) => TOrder.IsLess(left, right);
    }

    public readonly struct LessOrEqual<T, TOrder> : IComparisonKernel<T>
        where TOrder : struct, IValueOrder<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static bool Invoke(in T left, in T right) => !TOrder.IsLess(right, left);
    }

    public readonly struct Greater<T, TOrder> : IComparisonKernel<T>
        where TOrder : struct, IValueOrder<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static bool Invoke(in T left, in T right) => TOrder.IsLess(right, left);
    }

    public readonly struct GreaterOrEqual<T, TOrder> : IComparisonKernel<T>
        where TOrder : struct, IValueOrder<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static bool Invoke(in T left, in T right) => !TOrder.IsLess(left, right);
    }
}
