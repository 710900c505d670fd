using System.Numerics;

namespace BTreeDb.Types;

/// <summary>
/// Exponential and natural logarithm in binary fixed-point arithmetic on big integers, with guard bits enough that the
/// requested decimal digits are right.
/// </summary>
internal static class FixedPoint
{
    private const double BitsPerDigit = 3.3219280948873623;

    /// <summary>e to the power of a finite value at a scale.</summary>
    /// <param name="value">The exponent.</param>
    /// <param name="scale">Digits after the point of the result.</param>
    /// <param name="integerDigits">About how many digits the result has before the point.</param>
    public static Numeric Exp(Numeric value, int scale, int integerDigits)
    {
        var halvings = Math.Max(0, (int)value.Mantissa.GetBitLength() - (int)(value.Scale * BitsPerDigit)) + 8;
        var bits = (int)((scale + integerDigits) * BitsPerDigit) + 2 * halvings + 64;
        var reduced = FromNumeric(value, bits) >> halvings;
        var one = BigInteger.One << bits;
        var sum = one;
        var term = one;
        for (var k = 1; !term.IsZero && k < 100_000; k++)
        {
            term = (term * reduced >> bits) / k;
            sum += term;
            // An arithmetic shift never brings a negative number above -1.
            if (BigInteger.Abs(term) <= 1)
                break;
        }

        for (var i = 0; i < halvings; i++)
            sum = sum * sum >> bits;
        return ToNumeric(sum, bits, scale);
    }

    /// <summary>The natural logarithm of a positive value at a scale.</summary>
    public static Numeric Ln(Numeric value, int scale)
    {
        var bits = (int)(scale * BitsPerDigit) + 96;
        // value = m * 2^shift with m in [0.75, 1.5): the series of m then converges by more than a digit a term.
        var shift = (int)(value.Mantissa.GetBitLength() - (long)(value.Scale * BitsPerDigit));
        var high = (BigInteger.One << bits) * 3 >> 1;
        var low = high >> 1;
        var m = Normalize(value, bits, shift);
        while (m >= high)
            m = Normalize(value, bits, ++shift);
        while (m < low)
            m = Normalize(value, bits, --shift);
        return ToNumeric(SeriesLn(m, bits) + shift * LnTwo(bits), bits, scale);
    }

    private static BigInteger Normalize(Numeric value, int bits, int shift)
    {
        var target = bits - shift;
        return target >= 0
            ? (value.Mantissa << target) / PowersOfTen.Big(value.Scale)
            : value.Mantissa / (PowersOfTen.Big(value.Scale) << -target);
    }

    /// <summary>2 * atanh((m - 1) / (m + 1)).</summary>
    private static BigInteger SeriesLn(BigInteger m, int bits)
    {
        var one = BigInteger.One << bits;
        return DoubleAtanh(((m - one) << bits) / (m + one), bits);
    }

    private static BigInteger LnTwo(int bits) => DoubleAtanh((BigInteger.One << bits) / 3, bits);

    private static BigInteger DoubleAtanh(BigInteger y, int bits)
    {
        var square = y * y >> bits;
        var sum = y;
        var power = y;
        for (var k = 3; ; k += 2)
        {
            power = power * square >> bits;
            var term = power / k;
            if (BigInteger.Abs(term) <= 1)
                break;
            sum += term;
        }

        return sum << 1;
    }

    private static BigInteger FromNumeric(Numeric value, int bits) =>
        (value.Mantissa << bits) / PowersOfTen.Big(value.Scale);

    private static Numeric ToNumeric(BigInteger fixedPoint, int bits, int scale) =>
        Numeric.FromParts(
            NumericRounding.DivideHalfAway(fixedPoint * PowersOfTen.Big(scale), BigInteger.One << bits), scale);
}
