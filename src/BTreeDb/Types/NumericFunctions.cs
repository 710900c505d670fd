using System.Numerics;

namespace BTreeDb.Types;

/// <summary>
/// Square root, exponential, logarithms and powers of <see cref="Numeric"/>, exact to the last digit shown, with the
/// result scales that PostgreSQL chooses (at least 16 significant digits, never less than the argument's scale).
/// </summary>
internal static class NumericFunctions
{
    private const double Log10OfE = 0.434294481903252;

    public static Numeric Sqrt(Numeric value)
    {
        if (value.IsNaN || value.Kind == NumericKind.PositiveInfinity)
            return value;
        if (value.Sign < 0)
            throw TypeErrors.NegativeSquareRoot();
        var weight = NumericArithmetic.LeadingGroup(value, out _);
        var resultWeight = weight >= 0 ? weight * 4 / 2 + 1 : 1 - (1 - weight * 4) / 2;
        var scale = ChooseScale(NumericArithmetic.SignificantDigitsMin - resultWeight, value.Scale);
        return Sqrt(value, scale);
    }

    /// <summary>The square root of a finite number that is not negative, with a scale.</summary>
    public static Numeric Sqrt(Numeric value, int scale)
    {
        if (value.IsZero)
            return Numeric.FromParts(0, scale);
        // One digit more than shown, then rounded: the root of a number is never exactly half-way unless it is exact.
        var shift = 2 * (scale + 1) - value.Scale;
        var scaled = shift >= 0
            ? value.Mantissa * PowersOfTen.Big(shift)
            : value.Mantissa / PowersOfTen.Big(-shift);
        return NumericRounding.Rescale(IntegerSqrt(scaled), scale + 1, scale);
    }

    public static Numeric Exp(Numeric value)
    {
        if (value.IsNaN || value.Kind == NumericKind.PositiveInfinity)
            return value;
        if (value.Kind == NumericKind.NegativeInfinity)
            return Numeric.Zero;
        var weight = NumericCasts.ToDouble(value) * Log10OfE;
        if (weight > Numeric.IntegerDigitsMax)
            throw TypeErrors.NumericFormatOverflow();
        weight = Math.Max(weight, -2000);
        var scale = ChooseScale(NumericArithmetic.SignificantDigitsMin - (int)weight, value.Scale);
        return FixedPoint.Exp(value, scale, (int)Math.Max(weight, 0));
    }

    public static Numeric Ln(Numeric value)
    {
        if (value.IsNaN || value.Kind == NumericKind.PositiveInfinity)
            return value;
        CheckLogarithm(value);
        var scale = ChooseScale(NumericArithmetic.SignificantDigitsMin - LnWeight(value), value.Scale);
        return FixedPoint.Ln(value, scale);
    }

    public static Numeric Log10(Numeric value) => Log(Numeric.FromInt64(10), value);

    public static Numeric Log(Numeric radix, Numeric value)
    {
        if (radix.IsNaN || value.IsNaN)
            return Numeric.NaN;
        CheckLogarithm(radix);
        CheckLogarithm(value);
        if (!value.IsFinite)
            return radix.IsFinite ? value : Numeric.NaN;
        if (!radix.IsFinite)
            return Numeric.Zero;
        var weight = LnWeight(value) - LnWeight(radix);
        var scale = ChooseScale(NumericArithmetic.SignificantDigitsMin - weight, Math.Max(radix.Scale, value.Scale));
        var guard = scale + 20 + Math.Abs(LnWeight(radix)) * 2 + Math.Abs(LnWeight(value));
        var denominator = FixedPoint.Ln(radix, guard);
        if (denominator.IsZero)
            throw TypeErrors.DivisionByZero();
        return NumericArithmetic.Divide(FixedPoint.Ln(value, guard), denominator, scale);
    }

    public static Numeric Power(Numeric value, Numeric exponent)
    {
        if (!value.IsFinite || !exponent.IsFinite)
            return PowerSpecial(value, exponent);
        if (value.IsZero && exponent.Sign < 0)
            throw TypeErrors.ZeroToNegativePower();
        var whole = exponent.TrimScale();
        if (whole.Scale == 0 && whole.IsSmall && whole.Small is >= int.MinValue and <= int.MaxValue)
            return PowerWhole(value, (int)whole.Small);
        if (value.Sign < 0 && whole.Scale > 0)
            throw TypeErrors.ComplexPower();
        return PowerFraction(value, exponent);
    }

    /// <summary>A whole power, with the base's scale or 16 digits behind the point, whichever is more.</summary>
    private static Numeric PowerWhole(Numeric value, int exponent)
    {
        double weight = 0;
        if (!value.IsZero)
            weight = exponent * BigInteger.Log10(BigInteger.Abs(value.Mantissa)) - (double)exponent * value.Scale;
        if (weight > Numeric.IntegerDigitsMax)
            throw TypeErrors.NumericFormatOverflow();
        var scale = ChooseScale(NumericArithmetic.SignificantDigitsMin, value.Scale);
        if (weight + 1 < -scale)
            return Numeric.FromParts(0, scale);
        if (value.IsZero)
            return Numeric.FromParts(exponent == 0 ? PowersOfTen.Big(scale) : BigInteger.Zero, scale);
        var trimmed = value.TrimScale();
        if (Math.Abs((double)exponent) * trimmed.DigitCount > 1_000_000)
            return PowerLarge(value, exponent, scale, weight);
        var power = BigInteger.Pow(trimmed.Mantissa, Math.Abs(exponent));
        var powerScale = trimmed.Scale * Math.Abs(exponent);
        if (exponent >= 0)
            return NumericRounding.Rescale(power, powerScale, scale);
        return Numeric.FromParts(
            NumericRounding.DivideHalfAway(PowersOfTen.Big(powerScale + scale), power), scale);
    }

    /// <summary>A huge exponent, whose exact power would be millions of digits long: through the logarithm.</summary>
    private static Numeric PowerLarge(Numeric value, int exponent, int scale, double weight)
    {
        var digits = (int)Math.Max(weight, 0) + scale + 25;
        var product = FixedPoint.Ln(value.Abs(), digits) * Numeric.FromInt64(exponent);
        var result = FixedPoint.Exp(product, scale, (int)Math.Max(weight, 0));
        return value.Sign < 0 && (exponent & 1) != 0 ? -result : result;
    }

    private static Numeric PowerFraction(Numeric value, Numeric exponent)
    {
        if (value.IsZero)
            return Numeric.FromParts(0, ChooseScale(NumericArithmetic.SignificantDigitsMin, exponent.Scale));
        var magnitude = value.Abs();
        var logarithm = (BigInteger.Log10(magnitude.Mantissa) - magnitude.Scale) * NumericCasts.ToDouble(exponent);
        if (logarithm > Numeric.IntegerDigitsMax)
            throw TypeErrors.NumericFormatOverflow();
        var weight = Math.Max(logarithm, -2000);
        var scale = ChooseScale(
            NumericArithmetic.SignificantDigitsMin - (int)weight, Math.Max(value.Scale, exponent.Scale));
        var digits = (int)Math.Max(weight, 0) + scale + exponent.DigitCount + 25;
        var product = NumericRounding.Round(FixedPoint.Ln(magnitude, digits) * exponent, digits);
        return FixedPoint.Exp(product, scale, (int)Math.Max(weight, 0));
    }

    private static Numeric PowerSpecial(Numeric value, Numeric exponent)
    {
        var one = Numeric.One;
        if (exponent.IsZero || value == one)
            return one;
        if (value.IsNaN || exponent.IsNaN)
            return Numeric.NaN;
        if (exponent.IsFinite)
            return InfinitePower(value, exponent);
        if (value.IsZero && exponent.Sign < 0)
            throw TypeErrors.ZeroToNegativePower();
        var comparison = value.Abs().CompareTo(one);
        if (comparison == 0)
            return one;
        return comparison > 0 == exponent.Sign > 0 ? Numeric.PositiveInfinity : Numeric.Zero;
    }

    private static Numeric InfinitePower(Numeric value, Numeric exponent)
    {
        if (exponent.Sign < 0)
            return Numeric.Zero;
        if (value.Sign > 0)
            return Numeric.PositiveInfinity;
        var whole = exponent.TrimScale();
        if (whole.Scale > 0)
            throw TypeErrors.ComplexPower();
        return whole.Mantissa.IsEven ? Numeric.PositiveInfinity : Numeric.NegativeInfinity;
    }

    private static void CheckLogarithm(Numeric value)
    {
        if (value.IsZero)
            throw TypeErrors.LogarithmOfZero();
        if (value.Sign < 0)
            throw TypeErrors.LogarithmOfNegative();
    }

    private static int ChooseScale(int scale, int argumentScale) =>
        Math.Clamp(Math.Max(scale, argumentScale), 0, NumericArithmetic.DisplayScaleMax);

    /// <summary>The decimal place of the leading digit of the logarithm: PostgreSQL's <c>estimate_ln_dweight</c>.</summary>
    private static int LnWeight(Numeric value)
    {
        if (!value.IsFinite)
            return 0;
        if (value >= Numeric.FromParts(9, 1) && value <= Numeric.FromParts(11, 1))
        {
            var difference = value - Numeric.One;
            if (difference.IsZero)
                return 0;
            var weight = NumericArithmetic.LeadingGroup(difference, out var first);
            return weight * 4 + (int)Math.Log10(first);
        }

        var logarithm = BigInteger.Log(value.Mantissa) - value.Scale * Math.Log(10);
        return (int)Math.Log10(Math.Abs(logarithm));
    }

    private static BigInteger IntegerSqrt(BigInteger value)
    {
        if (value.IsZero)
            return value;
        var root = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + value / root) >> 1;
            if (next >= root)
                return root;
            root = next;
        }
    }
}
