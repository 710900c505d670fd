using System.Numerics;
using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels;

/// <summary>Arithmetic and functions of numeric: a list over <see cref="NumericArithmetic"/> and its siblings.</summary>
internal static class NumericKernels
{
    public readonly struct Add : IBinaryKernel<Numeric, Numeric, Numeric>
    {
        public static bool CanFail => true;

        public static Numeric Invoke(Numeric left, Numeric right) => NumericArithmetic.Add(left, right);
    }

    public readonly struct Subtract : IBinaryKernel<Numeric, Numeric, Numeric>
    {
        public static bool CanFail => true;

        public static Numeric Invoke(Numeric left, Numeric right) => NumericArithmetic.Subtract(left, right);
    }

    public readonly struct Multiply : IBinaryKernel<Numeric, Numeric, Numeric>
    {
        public static bool CanFail => true;

        public static Numeric Invoke(Numeric left, Numeric right) => NumericArithmetic.Multiply(left, right);
    }

    public readonly struct Divide : IBinaryKernel<Numeric, Numeric, Numeric>
    {
        public static bool CanFail => true;

        public static Numeric Invoke(Numeric left, Numeric right) => NumericArithmetic.Divide(left, right);
    }

    public readonly struct Modulo : IBinaryKernel<Numeric, Numeric, Numeric>
    {
        public static bool CanFail => true;

        public static Numeric Invoke(Numeric left, Numeric right) => NumericArithmetic.Remainder(left, right);
    }

    public readonly struct DivideTruncated : IBinaryKernel<Numeric, Numeric, Numeric>
    {
        public static bool CanFail => true;

        public static Numeric Invoke(Numeric left, Numeric right) => NumericArithmetic.DivideTruncated(left, right);
    }

    public readonly struct Power : IBinaryKernel<Numeric, Numeric, Numeric>
    {
        public static bool CanFail => true;

        public static Numeric Invoke(Numeric left, Numeric right) => NumericFunctions.Power(left, right);
    }

    /// <summary>The logarithm of the second argument to the base of the first.</summary>
    public readonly struct Log : IBinaryKernel<Numeric, Numeric, Numeric>
    {
        public static bool CanFail => true;

        public static Numeric Invoke(Numeric left, Numeric right) => NumericFunctions.Log(left, right);
    }

    public readonly struct RoundTo : IBinaryKernel<Numeric, int, Numeric>
    {
        public static bool CanFail => true;

        public static Numeric Invoke(Numeric left, int right) => NumericRounding.Round(left, right);
    }

    public readonly struct TruncTo : IBinaryKernel<Numeric, int, Numeric>
    {
        public static bool CanFail => true;

        public static Numeric Invoke(Numeric left, int right) => NumericRounding.Truncate(left, right);
    }

    public readonly struct Gcd : IBinaryKernel<Numeric, Numeric, Numeric>
    {
        public static bool CanFail => true;

        public static Numeric Invoke(Numeric left, Numeric right)
        {
            if (!left.IsFinite || !right.IsFinite)
                return Numeric.NaN;
            var scale = Math.Max(left.Scale, right.Scale);
            return Numeric.FromParts(
                BigInteger.GreatestCommonDivisor(NumericArithmetic.Raise(left, scale), NumericArithmetic.Raise(right, scale)), scale);
        }
    }

    public readonly struct Lcm : IBinaryKernel<Numeric, Numeric, Numeric>
    {
        public static bool CanFail => true;

        public static Numeric Invoke(Numeric left, Numeric right)
        {
            if (!left.IsFinite || !right.IsFinite)
                return Numeric.NaN;
            var scale = Math.Max(left.Scale, right.Scale);
            var l = NumericArithmetic.Raise(left, scale);
            var r = NumericArithmetic.Raise(right, scale);
            return l.IsZero || r.IsZero
                ? Numeric.FromParts(0, scale)
                : Numeric.FromParts(BigInteger.Abs(l / BigInteger.GreatestCommonDivisor(l, r) * r), scale);
        }
    }

    public readonly struct Negate : IUnaryKernel<Numeric, Numeric>
    {
        public static bool CanFail => false;

        public static Numeric Invoke(Numeric value) => -value;
    }

    public readonly struct Abs : IUnaryKernel<Numeric, Numeric>
    {
        public static bool CanFail => false;

        public static Numeric Invoke(Numeric value) => value.Abs();
    }

    public readonly struct Sign : IUnaryKernel<Numeric, Numeric>
    {
        public static bool CanFail => false;

        public static Numeric Invoke(Numeric value) => value.IsNaN ? value : Numeric.FromInt64(value.Sign);
    }

    public readonly struct Ceil : IUnaryKernel<Numeric, Numeric>
    {
        public static bool CanFail => true;

        public static Numeric Invoke(Numeric value) => NumericRounding.Ceiling(value);
    }

    public readonly struct Floor : IUnaryKernel<Numeric, Numeric>
    {
        public static bool CanFail => true;

        public static Numeric Invoke(Numeric value) => NumericRounding.Floor(value);
    }

    public readonly struct Round : IUnaryKernel<Numeric, Numeric>
    {
        public static bool CanFail => true;

        public static Numeric Invoke(Numeric value) => NumericRounding.Round(value, 0);
    }

    public readonly struct Trunc : IUnaryKernel<Numeric, Numeric>
    {
        public static bool CanFail => true;

        public static Numeric Invoke(Numeric value) => NumericRounding.Truncate(value, 0);
    }

    public readonly struct Sqrt : IUnaryKernel<Numeric, Numeric>
    {
        public static bool CanFail => true;

        public static Numeric Invoke(Numeric value) => NumericFunctions.Sqrt(value);
    }

    public readonly struct Exp : IUnaryKernel<Numeric, Numeric>
    {
        public static bool CanFail => true;

        public static Numeric Invoke(Numeric value) => NumericFunctions.Exp(value);
    }

    public readonly struct Ln : IUnaryKernel<Numeric, Numeric>
    {
        public static bool CanFail => true;

        public static Numeric Invoke(Numeric value) => NumericFunctions.Ln(value);
    }

    public readonly struct Log10 : IUnaryKernel<Numeric, Numeric>
    {
        public static bool CanFail => true;

        public static Numeric Invoke(Numeric value) => NumericFunctions.Log10(value);
    }

    public readonly struct Factorial : IUnaryKernel<long, Numeric>
    {
        // 32177! is the last that the format holds.
        private const long Largest = 32177;

        public static bool CanFail => true;

        public static Numeric Invoke(long value)
        {
            if (value < 0)
                throw FunctionErrors.NegativeFactorial();
            if (value > Largest)
                throw TypeErrors.NumericFormatOverflow();
            return Numeric.FromParts(Product(1, value), 0);
        }

        /// <summary>The product of first to last, in halves so that the factors stay of equal size.</summary>
        private static BigInteger Product(long first, long last)
        {
            if (first > last)
                return BigInteger.One;
            if (first == last)
                return first;
            var middle = (first + last) >> 1;
            return Product(first, middle) * Product(middle + 1, last);
        }
    }
}
