using System.Globalization;
using System.Numerics;
using System.Text;

namespace BTreeDb.Types;

/// <summary>Conversions between numbers with PostgreSQL's rounding: floats to even, numeric away from zero.</summary>
internal static class NumericCasts
{
    private const int DoubleDigits = 15;
    private const int SingleDigits = 6;

    // Powers of ten up to 10^22 are exact doubles, and an exact division of exact operands is correctly rounded.
    private const int ExactPowerMax = 22;
    private const long ExactMantissaMax = 1L << 53;

    private static readonly double[] ExactPowers =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ];

    public static double ToDouble(Numeric value)
    {
        if (value.IsSmall && value.Scale <= ExactPowerMax && value.Small is <= ExactMantissaMax and >= -ExactMantissaMax)
            return value.Small / ExactPowers[value.Scale];
        return value.Kind switch
        {
            NumericKind.NaN => double.NaN,
            NumericKind.PositiveInfinity => double.PositiveInfinity,
            NumericKind.NegativeInfinity => double.NegativeInfinity,
            _ => double.Parse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture),
        };
    }

    /// <summary>To a double, refusing what only infinity could stand for.</summary>
    public static double ToDoubleChecked(Numeric value)
    {
        var result = ToDouble(value);
        if (double.IsInfinity(result) && value.IsFinite)
            throw TypeErrors.FloatInputOutOfRange("double precision", Encoding.ASCII.GetBytes(value.ToString()));
        return result;
    }

    public static float ToSingle(Numeric value)
    {
        if (value.IsSmall && value.Scale == 0)
            return value.Small;
        if (!value.IsFinite)
            return (float)ToDouble(value);
        var result = float.Parse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture);
        if (float.IsInfinity(result))
            throw TypeErrors.FloatInputOutOfRange("real", Encoding.ASCII.GetBytes(value.ToString()));
        return result;
    }

    /// <summary>The numeric of a double's first 15 significant digits.</summary>
    public static Numeric FromDouble(double value)
    {
        if (double.IsNaN(value))
            return Numeric.NaN;
        if (double.IsInfinity(value))
            return value > 0 ? Numeric.PositiveInfinity : Numeric.NegativeInfinity;
        Span<byte> text = stackalloc byte[64];
        value.TryFormat(text, out var length, "E" + (DoubleDigits - 1), CultureInfo.InvariantCulture);
        return FromFloatText(text[..length]);
    }

    /// <summary>The numeric of a single's first 6 significant digits.</summary>
    public static Numeric FromSingle(float value)
    {
        if (float.IsNaN(value))
            return Numeric.NaN;
        if (float.IsInfinity(value))
            return value > 0 ? Numeric.PositiveInfinity : Numeric.NegativeInfinity;
        Span<byte> text = stackalloc byte[64];
        value.TryFormat(text, out var length, "E" + (SingleDigits - 1), CultureInfo.InvariantCulture);
        return FromFloatText(text[..length]);
    }

    public static short ToInt16(Numeric value)
    {
        var whole = ToInt64(value, "smallint");
        if (whole != (short)whole)
            throw TypeErrors.OutOfRange("smallint");
        return (short)whole;
    }

    public static int ToInt32(Numeric value)
    {
        var whole = ToInt64(value, "integer");
        if (whole != (int)whole)
            throw TypeErrors.OutOfRange("integer");
        return (int)whole;
    }

    public static long ToInt64(Numeric value) => ToInt64(value, "bigint");

    public static short ToInt16(double value)
    {
        var whole = Math.Round(value, MidpointRounding.ToEven);
        if (!(whole >= short.MinValue && whole <= short.MaxValue))
            TypeErrors.ThrowOutOfRange("smallint");
        return (short)whole;
    }

    public static int ToInt32(double value)
    {
        var whole = Math.Round(value, MidpointRounding.ToEven);
        if (!(whole >= int.MinValue && whole <= int.MaxValue))
            TypeErrors.ThrowOutOfRange("integer");
        return (int)whole;
    }

    public static long ToInt64(double value)
    {
        var whole = Math.Round(value, MidpointRounding.ToEven);
        // The upper bound 2^63 is itself a double, the largest bigint is not.
        if (!(whole >= -9223372036854775808.0 && whole < 9223372036854775808.0))
            TypeErrors.ThrowOutOfRange("bigint");
        return (long)whole;
    }

    public static float ToSingle(double value)
    {
        var result = (float)value;
        if (float.IsInfinity(result) && !double.IsInfinity(value))
            TypeErrors.ThrowFloatOverflow();
        if (result == 0 && value != 0)
            TypeErrors.ThrowFloatUnderflow();
        return result;
    }

    private static long ToInt64(Numeric value, string typeName)
    {
        if (!value.IsFinite)
            throw TypeErrors.CannotConvert(value.IsNaN ? "NaN" : "infinity", typeName);
        if (value.Scale > 0)
            value = NumericRounding.Round(value, 0);
        return value.IsSmall ? value.Small : throw TypeErrors.OutOfRange(typeName);
    }

    /// <summary>Drops the trailing zeros that "%.15g" would not print.</summary>
    private static Numeric FromFloatText(ReadOnlySpan<byte> text)
    {
        var exponentAt = text.IndexOf((byte)'E');
        var mantissaEnd = exponentAt;
        while (text[mantissaEnd - 1] == '0')
            mantissaEnd--;
        Span<byte> compact = stackalloc byte[64];
        text[..mantissaEnd].CopyTo(compact);
        text[exponentAt..].CopyTo(compact[mantissaEnd..]);
        return NumericText.Parse(compact[..(mantissaEnd + text.Length - exponentAt)]);
    }
}
