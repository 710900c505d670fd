using System.Numerics;
using System.Runtime.CompilerServices;
using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels;

/// <summary>Arithmetic of smallint, integer and bigint with overflow checks: a list.</summary>
internal static class IntegerKernels
{
    /// <summary>The type's name in "... out of range".</summary>
    private static string NameOf<T>() =>
        typeof(T) == typeof(short) ? "smallint" : typeof(T) == typeof(int) ? "integer" : "bigint";

    public readonly struct Add<T> : IBinaryKernel<T, T, T>
        where T : struct, IBinaryInteger<T>
    {
        public static bool CanFail => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke(T left, T right)
        {
            var sum = left + right;
            // Overflow: both operands differ in sign from the result.
            if (T.IsNegative((left ^ sum) & (right ^ sum)))
                TypeErrors.ThrowOutOfRange(NameOf<T>());
            return sum;
        }
    }

    public readonly struct Subtract<T> : IBinaryKernel<T, T, T>
        where T : struct, IBinaryInteger<T>
    {
        public static bool CanFail => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke(T left, T right)
        {
            var difference = left - right;
            if (T.IsNegative((left ^ right) & (left ^ difference)))
                TypeErrors.ThrowOutOfRange(NameOf<T>());
            return difference;
        }
    }

    public readonly struct Multiply<T> : IBinaryKernel<T, T, T>
        where T : struct, IBinaryInteger<T>
    {
        public static bool CanFail => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke(T left, T right)
        {
            long low;
            if (typeof(T) == typeof(long))
            {
                var high = Math.BigMul(long.CreateTruncating(left), long.CreateTruncating(right), out low);
                if (high != low >> 63)
                    TypeErrors.ThrowOutOfRange(NameOf<T>());
                return T.CreateTruncating(low);
            }

            low = long.CreateTruncating(left) * long.CreateTruncating(right);
            var product = T.CreateTruncating(low);
            if (long.CreateTruncating(product) != low)
                TypeErrors.ThrowOutOfRange(NameOf<T>());
            return product;
        }
    }

    public readonly struct Divide<T> : IBinaryKernel<T, T, T>
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        public static bool CanFail => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke(T left, T right)
        {
            if (T.IsZero(right))
                TypeErrors.ThrowDivisionByZero();
            if (right == -T.One && left == T.MinValue)
                TypeErrors.ThrowOutOfRange(NameOf<T>());
            return left / right;
        }
    }

    public readonly struct Modulo<T> : IBinaryKernel<T, T, T>
        where T : struct, IBinaryInteger<T>
    {
        public static bool CanFail => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke(T left, T right)
        {
            if (T.IsZero(right))
                TypeErrors.ThrowDivisionByZero();
            // The smallest value modulo -1 would trap in hardware.
            return right == -T.One ? T.Zero : left % right;
        }
    }

    public readonly struct Negate<T> : IUnaryKernel<T, T>
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        public static bool CanFail => true;

        public static T Invoke(T value)
        {
            if (value == T.MinValue)
                TypeErrors.ThrowOutOfRange(NameOf<T>());
            return -value;
        }
    }

    public readonly struct Abs<T> : IUnaryKernel<T, T>
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        public static bool CanFail => true;

        public static T Invoke(T value)
        {
            if (value == T.MinValue)
                TypeErrors.ThrowOutOfRange(NameOf<T>());
            return T.IsNegative(value) ? -value : value;
        }
    }

    public readonly struct BitAnd<T> : IBinaryKernel<T, T, T>
        where T : struct, IBinaryInteger<T>
    {
        public static bool CanFail => false;

        public static T Invoke(T left, T right) => left & right;
    }

    public readonly struct BitOr<T> : IBinaryKernel<T, T, T>
        where T : struct, IBinaryInteger<T>
    {
        public static bool CanFail => false;

        public static T Invoke(T left, T right) => left | right;
    }

    public readonly struct BitXor<T> : IBinaryKernel<T, T, T>
        where T : struct, IBinaryInteger<T>
    {
        public static bool CanFail => false;

        public static T Invoke(T left, T right) => left ^ right;
    }

    public readonly struct BitNot<T> : IUnaryKernel<T, T>
        where T : struct, IBinaryInteger<T>
    {
        public static bool CanFail => false;

        public static T Invoke(T value) => ~value;
    }

    /// <summary>As C does it on PostgreSQL's platforms: the count modulo the width (32 bits for smallint).</summary>
    public readonly struct ShiftLeft<T> : IBinaryKernel<T, int, T>
        where T : struct, IBinaryInteger<T>
    {
        public static bool CanFail => false;

        public static T Invoke(T left, int right) => typeof(T) == typeof(short)
            ? T.CreateTruncating(int.CreateTruncating(left) << (right & 31))
            : left << right;
    }

    /// <summary>Arithmetic shift; the count as for <see cref="ShiftLeft{T}"/>.</summary>
    public readonly struct ShiftRight<T> : IBinaryKernel<T, int, T>
        where T : struct, IBinaryInteger<T>
    {
        public static bool CanFail => false;

        public static T Invoke(T left, int right) => typeof(T) == typeof(short)
            ? T.CreateTruncating(int.CreateTruncating(left) >> (right & 31))
            : left >> right;
    }

    public readonly struct Gcd<T> : IBinaryKernel<T, T, T>
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        public static bool CanFail => true;

        public static T Invoke(T left, T right)
        {
            var gcd = GcdOf(Int128.CreateTruncating(left), Int128.CreateTruncating(right));
            if (gcd > Int128.CreateTruncating(T.MaxValue))
                TypeErrors.ThrowOutOfRange(NameOf<T>());
            return T.CreateTruncating(gcd);
        }
    }

    public readonly struct Lcm<T> : IBinaryKernel<T, T, T>
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        public static bool CanFail => true;

        public static T Invoke(T left, T right)
        {
            if (T.IsZero(left) || T.IsZero(right))
                return T.Zero;
            var l = Int128.CreateTruncating(left);
            var r = Int128.CreateTruncating(right);
            var lcm = Int128.Abs(l / GcdOf(l, r) * r);
            if (lcm > Int128.CreateTruncating(T.MaxValue))
                TypeErrors.ThrowOutOfRange(NameOf<T>());
            return T.CreateTruncating(lcm);
        }
    }

    private static Int128 GcdOf(Int128 left, Int128 right)
    {
        while (right != 0)
            (left, right) = (right, left % right);
        return Int128.Abs(left);
    }
}
