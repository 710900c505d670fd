using System.Globalization;
using System.Numerics;
using BTreeDb.Types;

namespace BTreeDb.Data;

/// <summary>.NET's decimal to the engine's numeric and back.</summary>
internal static class ClrNumeric
{
    private const int DecimalScaleMax = 28;

    /// <summary>The same number with the same scale.</summary>
    public static Numeric FromDecimal(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var magnitude = new Int128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        return Numeric.FromParts(bits[3] < 0 ? -magnitude : magnitude, (bits[3] >> 16) & 0xFF);
    }

    /// <summary>The number rounded to what a decimal can hold.</summary>
    /// <exception cref="OverflowException">It is too large, infinite or not a number.</exception>
    public static decimal ToDecimal(Numeric value)
    {
        if (value.IsSmall && value.Scale <= DecimalScaleMax)
        {
            var magnitude = value.Small < 0 ? (ulong)-value.Small : (ulong)value.Small;
            return new((int)magnitude, (int)(magnitude >> 32), 0, value.Small < 0, (byte)value.Scale);
        }

        if (!value.IsFinite)
            throw new OverflowException($"The numeric value {value} is no decimal; read it as a string.");
        return decimal.Parse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>The number without its fraction.</summary>
    public static BigInteger ToBigInteger(Numeric value) =>
        value.IsFinite
            ? value.Mantissa / BigInteger.Pow(10, value.Scale)
            : throw new OverflowException($"The numeric value {value} is no integer.");
}
