using System.Numerics;

namespace BTreeDb.Types;

/// <summary>Rounding of <see cref="Numeric"/>: to a scale, to integers, to a declared precision. Halves go away from zero.</summary>
internal static class NumericRounding
{
    /// <summary>Rounds to a number of digits after the point; negative counts round before the point.</summary>
    public static Numeric Round(Numeric value, int digits)
    {
        digits = Math.Clamp(digits, -Numeric.IntegerDigitsMax, Numeric.ScaleMax);
        return digits == value.Scale || !value.IsFinite ? value : SetScale(value, digits, roundAway: true);
    }

    /// <summary>Cuts to a number of digits after the point; negative counts cut before the point.</summary>
    public static Numeric Truncate(Numeric value, int digits)
    {
        digits = Math.Clamp(digits, -Numeric.IntegerDigitsMax, Numeric.ScaleMax);
        return digits == value.Scale || !value.IsFinite ? value : SetScale(value, digits, roundAway: false);
    }

    public static Numeric Floor(Numeric value)
    {
        if (!value.IsFinite)
            return value;
        var truncated = Truncate(value, 0);
        return value.Sign < 0 && truncated > value ? truncated - Numeric.One : truncated;
    }

    public static Numeric Ceiling(Numeric value)
    {
        if (!value.IsFinite)
            return value;
        var truncated = Truncate(value, 0);
        return value.Sign > 0 && truncated < value ? truncated + Numeric.One : truncated;
    }

    /// <summary>Fits a value to <c>numeric(p, s)</c>; a modifier below zero asks for nothing.</summary>
    public static Numeric Coerce(Numeric value, int modifier)
    {
        if (modifier < 0 || value.IsNaN)
            return value;
        var precision = NumericModifier.Precision(modifier);
        var scale = NumericModifier.Scale(modifier);
        if (!value.IsFinite)
            throw TypeErrors.NumericFieldInfinite(precision, scale);
        var rounded = Round(value, scale);
        if (!rounded.IsZero && rounded.DigitCount - rounded.Scale > precision - scale)
            throw TypeErrors.NumericFieldOverflow(precision, scale);
        return rounded;
    }

    /// <summary>Makes <c>mantissa / 10^scale</c> at a smaller scale, rounding.</summary>
    public static Numeric Rescale(BigInteger mantissa, int scale, int newScale) =>
        newScale >= scale
            ? Numeric.FromParts(mantissa * PowersOfTen.Big(newScale - scale), newScale)
            : Numeric.FromParts(DivideHalfAway(mantissa, PowersOfTen.Big(scale - newScale)), newScale);

    /// <summary>The quotient rounded half away from zero.</summary>
    public static BigInteger DivideHalfAway(BigInteger numerator, BigInteger denominator)
    {
        var quotient = BigInteger.DivRem(numerator, denominator, out var remainder);
        if (BigInteger.Abs(remainder) * 2 >= BigInteger.Abs(denominator))
            quotient += numerator.Sign * denominator.Sign;
        return quotient;
    }

    private static Numeric SetScale(Numeric value, int digits, bool roundAway)
    {
        if (digits > value.Scale)
            return RaiseScale(value, digits);
        var drop = value.Scale - digits;
        if (value.IsSmall && drop <= PowersOfTen.LongExponentMax)
            return DropDigits(value.Small, drop, digits, roundAway);
        var divisor = PowersOfTen.Big(drop);
        var mantissa = roundAway
            ? DivideHalfAway(value.Mantissa, divisor)
            : BigInteger.Divide(value.Mantissa, divisor);
        return digits >= 0
            ? Numeric.FromParts(mantissa, digits)
            : Numeric.FromParts(mantissa * PowersOfTen.Big(-digits), 0);
    }

    private static Numeric RaiseScale(Numeric value, int digits)
    {
        var raise = digits - value.Scale;
        return value.IsSmall && raise <= PowersOfTen.LongExponentMax
            ? Numeric.FromParts((Int128)value.Small * PowersOfTen.Long(raise), digits)
            : Numeric.FromParts(value.Mantissa * PowersOfTen.Big(raise), digits);
    }

    private static Numeric DropDigits(long mantissa, int drop, int digits, bool roundAway)
    {
        var divisor = PowersOfTen.Long(drop);
        var (quotient, remainder) = Math.DivRem(mantissa, divisor);
        if (roundAway && Math.Abs(remainder) >= divisor - Math.Abs(remainder))
            quotient += Math.Sign(mantissa);
        if (digits >= 0)
            return Numeric.FromParts(quotient, digits);
        return -digits <= PowersOfTen.LongExponentMax
            ? Numeric.FromParts((Int128)quotient * PowersOfTen.Long(-digits), 0)
            : Numeric.FromParts(quotient * PowersOfTen.Big(-digits), 0);
    }
}
