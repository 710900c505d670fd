using System.Numerics;
using System.Runtime.CompilerServices;

namespace BTreeDb.Types;

/// <summary>
/// The four rules and the remainder, with PostgreSQL's result scales. Mantissas that fit a <see cref="long"/> take a path
/// without allocation; quotients up to 38 digits go through <see cref="UInt128"/>.
/// </summary>
internal static class NumericArithmetic
{
    /// <summary>A quotient has at least this many significant digits.</summary>
    public const int SignificantDigitsMin = 16;

    /// <summary>The largest scale that division and functions choose by themselves.</summary>
    public const int DisplayScaleMax = 1000;

    /// <summary>The sum. Money of one scale, the usual case, is inlined into loops.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Numeric Add(in Numeric left, in Numeric right)
    {
        var sum = left.Small + right.Small;
        return left.IsSmall && right.IsSmall && left.Scale == right.Scale && ((left.Small ^ sum) & (right.Small ^ sum)) >= 0
            ? Numeric.FromParts(sum, left.Scale)
            : AddScaled(left, right);
    }

    /// <summary>The difference.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Numeric Subtract(in Numeric left, in Numeric right)
    {
        var difference = left.Small - right.Small;
        return left.IsSmall && right.IsSmall && left.Scale == right.Scale
            && ((left.Small ^ right.Small) & (left.Small ^ difference)) >= 0
            ? Numeric.FromParts(difference, left.Scale)
            : SubtractScaled(left, right);
    }

    /// <summary>The product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Numeric Multiply(in Numeric left, in Numeric right)
    {
        var high = Math.BigMul(left.Small, right.Small, out var low);
        var scale = left.Scale + right.Scale;
        return left.IsSmall && right.IsSmall && high == low >> 63 && scale <= Numeric.ScaleMax
            ? Numeric.FromParts(low, scale)
            : MultiplyWide(left, right);
    }

    private static Numeric AddScaled(Numeric left, Numeric right)
    {
        if (left.IsSmall && right.IsSmall)
        {
            var scale = Math.Max(left.Scale, right.Scale);
            if (TryRaise(left, scale, out var a) && TryRaise(right, scale, out var b))
                return Numeric.FromParts((Int128)a + b, scale);
        }

        return AddSlow(left, right);
    }

    private static Numeric SubtractScaled(Numeric left, Numeric right)
    {
        if (left.IsSmall && right.IsSmall)
        {
            var scale = Math.Max(left.Scale, right.Scale);
            if (TryRaise(left, scale, out var a) && TryRaise(right, scale, out var b))
                return Numeric.FromParts((Int128)a - b, scale);
        }

        return AddSlow(left, -right);
    }

    private static Numeric MultiplyWide(Numeric left, Numeric right)
    {
        var scale = left.Scale + right.Scale;
        if (left.IsSmall && right.IsSmall && scale <= Numeric.ScaleMax)
            return Numeric.FromParts((Int128)left.Small * right.Small, scale);
        if (left.IsNaN || right.IsNaN)
            return Numeric.NaN;
        if (!left.IsFinite || !right.IsFinite)
            return Infinite(left.Sign * right.Sign);
        return scale <= Numeric.ScaleMax
            ? Numeric.FromParts(left.Mantissa * right.Mantissa, scale)
            : NumericRounding.Rescale(left.Mantissa * right.Mantissa, scale, Numeric.ScaleMax);
    }

    /// <summary>The quotient, rounded half away from zero at the scale that PostgreSQL chooses.</summary>
    public static Numeric Divide(Numeric left, Numeric right)
    {
        if (!left.IsFinite || !right.IsFinite)
            return DivideSpecial(left, right);
        if (right.IsZero)
            throw TypeErrors.DivisionByZero();
        return Divide(left, right, QuotientScale(left, right));
    }

    /// <summary>The quotient of finite values, rounded half away from zero at a given scale.</summary>
    public static Numeric Divide(Numeric left, Numeric right, int scale)
    {
        var shift = scale + right.Scale - left.Scale;
        if (left.IsSmall && right.IsSmall && shift >= 0 && left.DigitCount + shift <= PowersOfTen.WideExponentMax)
            return DivideWide(left.Small, right.Small, shift, scale);
        var numerator = left.Mantissa;
        var denominator = right.Mantissa;
        if (shift >= 0)
            numerator *= PowersOfTen.Big(shift);
        else
            denominator *= PowersOfTen.Big(-shift);
        return Numeric.FromParts(NumericRounding.DivideHalfAway(numerator, denominator), scale);
    }

    /// <summary>The remainder of truncating division; it has the dividend's sign.</summary>
    public static Numeric Remainder(Numeric left, Numeric right)
    {
        if (left.IsNaN || right.IsNaN)
            return Numeric.NaN;
        if (right.IsZero)
            throw TypeErrors.DivisionByZero();
        if (!left.IsFinite)
            return Numeric.NaN;
        if (!right.IsFinite)
            return left;
        var scale = Math.Max(left.Scale, right.Scale);
        if (left.IsSmall && right.IsSmall && TryRaise(left, scale, out var a) && TryRaise(right, scale, out var b))
            return Numeric.FromParts((Int128)a % b, scale);
        return Numeric.FromParts(BigInteger.Remainder(Raise(left, scale), Raise(right, scale)), scale);
    }

    /// <summary>The truncated quotient: PostgreSQL's <c>div</c>.</summary>
    public static Numeric DivideTruncated(Numeric left, Numeric right)
    {
        if (!left.IsFinite || !right.IsFinite)
            return DivideSpecial(left, right);
        if (right.IsZero)
            throw TypeErrors.DivisionByZero();
        var scale = Math.Max(left.Scale, right.Scale);
        return Numeric.FromParts(BigInteger.Divide(Raise(left, scale), Raise(right, scale)), 0);
    }

    /// <summary>The mantissa of a finite value at a scale not below its own.</summary>
    public static BigInteger Raise(Numeric value, int scale) =>
        scale == value.Scale ? value.Mantissa : value.Mantissa * PowersOfTen.Big(scale - value.Scale);

    /// <summary>
    /// Place of the leading decimal digit in groups of four, and those (at most four) digits: PostgreSQL's base-10000
    /// weight and first digit, on which its scale rules rest.
    /// </summary>
    public static int LeadingGroup(Numeric value, out int firstGroup)
    {
        firstGroup = 0;
        if (value.IsZero)
            return 0;
        var digits = value.DigitCount;
        var exponent = digits - 1 - value.Scale;
        var weight = exponent >= 0 ? exponent / 4 : -((3 - exponent) / 4);
        var groupDigits = exponent - 4 * weight + 1;
        var magnitude = BigInteger.Abs(value.Mantissa);
        firstGroup = digits >= groupDigits
            ? (int)(magnitude / PowersOfTen.Big(digits - groupDigits))
            : (int)(magnitude * PowersOfTen.Big(groupDigits - digits));
        return weight;
    }

    /// <summary>PostgreSQL's <c>select_div_scale</c>.</summary>
    public static int QuotientScale(Numeric left, Numeric right)
    {
        var weight = LeadingGroup(left, out var leftFirst) - LeadingGroup(right, out var rightFirst);
        if (leftFirst <= rightFirst)
            weight--;
        var scale = SignificantDigitsMin - weight * 4;
        scale = Math.Max(scale, Math.Max(left.Scale, right.Scale));
        return Math.Clamp(scale, 0, DisplayScaleMax);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryRaise(Numeric value, int scale, out long mantissa)
    {
        var difference = scale - value.Scale;
        if (difference == 0)
        {
            mantissa = value.Small;
            return true;
        }

        if (difference > PowersOfTen.LongExponentMax)
        {
            mantissa = 0;
            return value.Small == 0;
        }

        var high = Math.BigMul(value.Small, PowersOfTen.Long(difference), out mantissa);
        return high == mantissa >> 63;
    }

    private static Numeric AddSlow(Numeric left, Numeric right)
    {
        if (left.IsNaN || right.IsNaN)
            return Numeric.NaN;
        if (!left.IsFinite)
            return right.IsFinite || left.Kind == right.Kind ? left : Numeric.NaN;
        if (!right.IsFinite)
            return right;
        var scale = Math.Max(left.Scale, right.Scale);
        return Numeric.FromParts(Raise(left, scale) + Raise(right, scale), scale);
    }

    private static Numeric DivideWide(long left, long right, int shift, int scale)
    {
        var numerator = Magnitude(left) * PowersOfTen.Wide(shift);
        var denominator = Magnitude(right);
        var (quotient, remainder) = UInt128.DivRem(numerator, denominator);
        // The comparison is written so that doubling cannot overflow.
        if (remainder >= denominator - remainder)
            quotient += 1;
        return Numeric.FromParts((left < 0) == (right < 0) ? (Int128)quotient : -(Int128)quotient, scale);
    }

    private static UInt128 Magnitude(long value) => value < 0 ? (UInt128)(-(Int128)value) : (UInt128)value;

    private static Numeric DivideSpecial(Numeric left, Numeric right)
    {
        if (left.IsNaN || right.IsNaN)
            return Numeric.NaN;
        if (right.IsZero)
            throw TypeErrors.DivisionByZero();
        if (!left.IsFinite)
            return right.IsFinite ? Infinite(left.Sign * right.Sign) : Numeric.NaN;
        return Numeric.Zero;
    }

    private static Numeric Infinite(int sign) => sign switch
    {
        0 => Numeric.NaN,
        > 0 => Numeric.PositiveInfinity,
        _ => Numeric.NegativeInfinity,
    };
}
