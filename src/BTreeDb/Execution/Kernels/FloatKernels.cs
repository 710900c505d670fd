using System.Numerics;
using System.Runtime.CompilerServices;
using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels;

/// <summary>
/// Arithmetic and functions of real and double precision: a list. As in PostgreSQL, an infinite result of finite operands
/// and a zero result of operands that are not zero are errors.
/// </summary>
internal static class FloatKernels
{
    public readonly struct Add<T> : IBinaryKernel<T, T, T>
        where T : struct, IFloatingPointIeee754<T>
    {
        public static bool CanFail => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke(T left, T right)
        {
            var sum = left + right;
            if (T.IsInfinity(sum))
                CheckOverflow(left, right);
            return sum;
        }
    }

    public readonly struct Subtract<T> : IBinaryKernel<T, T, T>
        where T : struct, IFloatingPointIeee754<T>
    {
        public static bool CanFail => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke(T left, T right)
        {
            var difference = left - right;
            if (T.IsInfinity(difference))
                CheckOverflow(left, right);
            return difference;
        }
    }

    public readonly struct Multiply<T> : IBinaryKernel<T, T, T>
        where T : struct, IFloatingPointIeee754<T>
    {
        public static bool CanFail => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke(T left, T right)
        {
            var product = left * right;
            if (T.IsInfinity(product))
                CheckOverflow(left, right);
            if (T.IsZero(product) && !T.IsZero(left) && !T.IsZero(right))
                TypeErrors.ThrowFloatUnderflow();
            return product;
        }
    }

    public readonly struct Divide<T> : IBinaryKernel<T, T, T>
        where T : struct, IFloatingPointIeee754<T>
    {
        public static bool CanFail => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke(T left, T right)
        {
            if (T.IsZero(right) && !T.IsNaN(left))
                TypeErrors.ThrowDivisionByZero();
            var quotient = left / right;
            if (T.IsInfinity(quotient) && !T.IsInfinity(left))
                TypeErrors.ThrowFloatOverflow();
            if (T.IsZero(quotient) && !T.IsZero(left) && !T.IsInfinity(right))
                TypeErrors.ThrowFloatUnderflow();
            return quotient;
        }
    }

    public readonly struct Negate<T> : IUnaryKernel<T, T>
        where T : struct, IFloatingPointIeee754<T>
    {
        public static bool CanFail => false;

        public static T Invoke(T value) => -value;
    }

    public readonly struct Abs<T> : IUnaryKernel<T, T>
        where T : struct, IFloatingPointIeee754<T>
    {
        public static bool CanFail => false;

        public static T Invoke(T value) => T.Abs(value);
    }

    public readonly struct Sign : IUnaryKernel<double, double>
    {
        public static bool CanFail => false;

        public static double Invoke(double value) => value > 0 ? 1 : value < 0 ? -1 : double.IsNaN(value) ? value : 0;
    }

    public readonly struct Ceil : IUnaryKernel<double, double>
    {
        public static bool CanFail => false;

        public static double Invoke(double value) => Math.Ceiling(value);
    }

    public readonly struct Floor : IUnaryKernel<double, double>
    {
        public static bool CanFail => false;

        public static double Invoke(double value) => Math.Floor(value);
    }

    /// <summary>Halves go to the even number, as the C library's rint does.</summary>
    public readonly struct Round : IUnaryKernel<double, double>
    {
        public static bool CanFail => false;

        public static double Invoke(double value) => Math.Round(value, MidpointRounding.ToEven);
    }

    public readonly struct Trunc : IUnaryKernel<double, double>
    {
        public static bool CanFail => false;

        public static double Invoke(double value) => Math.Truncate(value);
    }

    public readonly struct Sqrt : IUnaryKernel<double, double>
    {
        public static bool CanFail => true;

        public static double Invoke(double value) => value < 0 ? throw TypeErrors.NegativeSquareRoot() : Math.Sqrt(value);
    }

    public readonly struct Cbrt : IUnaryKernel<double, double>
    {
        public static bool CanFail => false;

        /// <summary>The platform's root, as in PostgreSQL, even where its last bit is off.</summary>
        public static double Invoke(double value) => Math.Cbrt(value);
    }

    public readonly struct Exp : IUnaryKernel<double, double>
    {
        public static bool CanFail => true;

        public static double Invoke(double value)
        {
            var result = Math.Exp(value);
            if (double.IsInfinity(result) && !double.IsInfinity(value))
                TypeErrors.ThrowFloatOverflow();
            if (result == 0 && !double.IsInfinity(value))
                TypeErrors.ThrowFloatUnderflow();
            return result;
        }
    }

    public readonly struct Ln : IUnaryKernel<double, double>
    {
        public static bool CanFail => true;

        public static double Invoke(double value)
        {
            CheckLogarithm(value);
            return Math.Log(value);
        }
    }

    public readonly struct Log10 : IUnaryKernel<double, double>
    {
        public static bool CanFail => true;

        public static double Invoke(double value)
        {
            CheckLogarithm(value);
            return Math.Log10(value);
        }
    }

    public readonly struct Power : IBinaryKernel<double, double, double>
    {
        public static bool CanFail => true;

        public static double Invoke(double left, double right)
        {
            if (left == 0 && right < 0)
                throw TypeErrors.ZeroToNegativePower();
            if (left < 0 && double.IsFinite(right) && Math.Floor(right) != right)
                throw TypeErrors.ComplexPower();
            var result = Math.Pow(left, right);
            if (double.IsInfinity(result))
                CheckOverflow(left, right);
            if (result == 0 && left != 0 && double.IsFinite(left) && double.IsFinite(right))
                TypeErrors.ThrowFloatUnderflow();
            return result;
        }
    }

    public readonly struct Degrees : IUnaryKernel<double, double>
    {
        public static bool CanFail => false;

        public static double Invoke(double value) => value / (Math.PI / 180);
    }

    public readonly struct Radians : IUnaryKernel<double, double>
    {
        public static bool CanFail => false;

        public static double Invoke(double value) => value * (Math.PI / 180);
    }

    public readonly struct Sin : IUnaryKernel<double, double>
    {
        public static bool CanFail => true;

        public static double Invoke(double value) => Math.Sin(CheckFinite(value));
    }

    public readonly struct Cos : IUnaryKernel<double, double>
    {
        public static bool CanFail => true;

        public static double Invoke(double value) => Math.Cos(CheckFinite(value));
    }

    public readonly struct Tan : IUnaryKernel<double, double>
    {
        public static bool CanFail => true;

        public static double Invoke(double value) => Math.Tan(CheckFinite(value));
    }

    public readonly struct Cot : IUnaryKernel<double, double>
    {
        public static bool CanFail => true;

        public static double Invoke(double value) => 1 / Math.Tan(CheckFinite(value));
    }

    public readonly struct Asin : IUnaryKernel<double, double>
    {
        public static bool CanFail => true;

        public static double Invoke(double value) => Math.Asin(CheckUnit(value));
    }

    public readonly struct Acos : IUnaryKernel<double, double>
    {
        public static bool CanFail => true;

        public static double Invoke(double value) => Math.Acos(CheckUnit(value));
    }

    public readonly struct Atan : IUnaryKernel<double, double>
    {
        public static bool CanFail => false;

        public static double Invoke(double value) => Math.Atan(value);
    }

    public readonly struct Atan2 : IBinaryKernel<double, double, double>
    {
        public static bool CanFail => false;

        public static double Invoke(double left, double right) => Math.Atan2(left, right);
    }

    private static void CheckOverflow<T>(T left, T right)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (!T.IsInfinity(left) && !T.IsInfinity(right))
            TypeErrors.ThrowFloatOverflow();
    }

    private static void CheckLogarithm(double value)
    {
        if (value == 0)
            throw TypeErrors.LogarithmOfZero();
        if (value < 0)
            throw TypeErrors.LogarithmOfNegative();
    }

    private static double CheckFinite(double value) =>
        double.IsInfinity(value) ? throw FunctionErrors.InputOutOfRange() : value;

    private static double CheckUnit(double value) =>
        value is < -1 or > 1 ? throw FunctionErrors.InputOutOfRange() : value;
}
