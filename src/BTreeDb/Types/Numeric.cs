using System.Numerics;
using BTreeDb.Primitives;

namespace BTreeDb.Types;

/// <summary>
/// PostgreSQL's <c>numeric</c>: an exact decimal <c>mantissa / 10^scale</c> of up to 131072 digits before and 16383 after
/// the point, or NaN, or an infinity. The scale is what is displayed and does not take part in comparison: 1.0 equals
/// 1.00. A mantissa that fits a <see cref="long"/> lies in the struct (invariant T1); only a larger one is an object.
/// </summary>
internal readonly struct Numeric : IEquatable<Numeric>, IComparable<Numeric>
{
    /// <summary>The most digits before the decimal point.</summary>
    public const int IntegerDigitsMax = 131072;

    /// <summary>The most digits after the decimal point.</summary>
    public const int ScaleMax = 16383;

    private readonly object? _big;
    private readonly long _small;
    private readonly int _scale;
    private readonly NumericKind _kind;

    private Numeric(long small, object? big, int scale, NumericKind kind)
    {
        _small = small;
        _big = big;
        _scale = scale;
        _kind = kind;
    }

    public static Numeric Zero => default;
    public static Numeric One => new(1, null, 0, NumericKind.Finite);
    public static Numeric NaN => new(0, null, 0, NumericKind.NaN);
    public static Numeric PositiveInfinity => new(0, null, 0, NumericKind.PositiveInfinity);
    public static Numeric NegativeInfinity => new(0, null, 0, NumericKind.NegativeInfinity);

    public NumericKind Kind => _kind;

    /// <summary>Whether this is a number: neither NaN nor an infinity.</summary>
    public bool IsFinite => _kind == NumericKind.Finite;

    public bool IsNaN => _kind == NumericKind.NaN;

    /// <summary>Digits after the decimal point when displayed.</summary>
    public int Scale => _scale;

    /// <summary>Whether the mantissa is <see cref="Small"/>.</summary>
    public bool IsSmall => _big is null && _kind == NumericKind.Finite;

    /// <summary>The mantissa when <see cref="IsSmall"/>.</summary>
    public long Small => _small;

    /// <summary>The mantissa of a finite value, whatever its size.</summary>
    public BigInteger Mantissa => _big is null ? _small : (BigInteger)_big;

    /// <summary>-1, 0 or 1; NaN counts as positive, as it compares greatest.</summary>
    public int Sign => _kind switch
    {
        NumericKind.Finite => _big is null ? Math.Sign(_small) : ((BigInteger)_big).Sign,
        NumericKind.NegativeInfinity => -1,
        _ => 1,
    };

    public bool IsZero => _kind == NumericKind.Finite && _big is null && _small == 0;

    /// <summary>Decimal digits of the mantissa of a finite value; zero has one.</summary>
    public int DigitCount => _big is null
        ? PowersOfTen.CountDigits((ulong)(_small < 0 ? -(Int128)_small : _small))
        : PowersOfTen.CountDigits(BigInteger.Abs((BigInteger)_big));

    /// <summary>Makes <c>mantissa / 10^scale</c>.</summary>
    public static Numeric FromParts(long mantissa, int scale) => new(mantissa, null, scale, NumericKind.Finite);

    /// <summary>Makes <c>mantissa / 10^scale</c> and refuses what the format cannot hold.</summary>
    public static Numeric FromParts(BigInteger mantissa, int scale)
    {
        Invariant.Holds(scale >= 0, "T1");
        if (mantissa >= long.MinValue && mantissa <= long.MaxValue)
            return new((long)mantissa, null, scale, NumericKind.Finite);
        if (scale > ScaleMax || PowersOfTen.CountDigits(BigInteger.Abs(mantissa)) - scale > IntegerDigitsMax)
            throw TypeErrors.NumericFormatOverflow();
        return new(0, mantissa, scale, NumericKind.Finite);
    }

    /// <summary>Makes <c>mantissa / 10^scale</c>.</summary>
    public static Numeric FromParts(Int128 mantissa, int scale) =>
        mantissa >= long.MinValue && mantissa <= long.MaxValue
            ? new((long)mantissa, null, scale, NumericKind.Finite)
            : new(0, (BigInteger)mantissa, scale, NumericKind.Finite);

    public static Numeric FromInt64(long value) => new(value, null, 0, NumericKind.Finite);

    public static Numeric operator -(Numeric value) => value._kind switch
    {
        NumericKind.Finite when value._big is null && value._small != long.MinValue =>
            new(-value._small, null, value._scale, NumericKind.Finite),
        NumericKind.Finite => FromParts(-value.Mantissa, value._scale),
        NumericKind.NegativeInfinity => PositiveInfinity,
        NumericKind.PositiveInfinity => NegativeInfinity,
        _ => value,
    };

    public static Numeric operator +(Numeric left, Numeric right) => NumericArithmetic.Add(left, right);
    public static Numeric operator -(Numeric left, Numeric right) => NumericArithmetic.Subtract(left, right);
    public static Numeric operator *(Numeric left, Numeric right) => NumericArithmetic.Multiply(left, right);
    public static Numeric operator /(Numeric left, Numeric right) => NumericArithmetic.Divide(left, right);
    public static Numeric operator %(Numeric left, Numeric right) => NumericArithmetic.Remainder(left, right);
    public static bool operator ==(Numeric left, Numeric right) => left.CompareTo(right) == 0;
    public static bool operator !=(Numeric left, Numeric right) => left.CompareTo(right) != 0;
    public static bool operator <(Numeric left, Numeric right) => left.CompareTo(right) < 0;
    public static bool operator >(Numeric left, Numeric right) => left.CompareTo(right) > 0;
    public static bool operator <=(Numeric left, Numeric right) => left.CompareTo(right) <= 0;
    public static bool operator >=(Numeric left, Numeric right) => left.CompareTo(right) >= 0;

    public Numeric Abs() => Sign < 0 ? -this : this;

    /// <summary>The same value without trailing zeros after the point.</summary>
    public Numeric TrimScale()
    {
        if (_scale == 0 || _kind != NumericKind.Finite)
            return this;
        var scale = _scale;
        if (_big is null)
        {
            var small = _small;
            while (scale > 0 && small % 10 == 0)
            {
                small /= 10;
                scale--;
            }

            return new(small, null, scale, NumericKind.Finite);
        }

        var big = (BigInteger)_big;
        while (scale > 0)
        {
            var quotient = BigInteger.DivRem(big, 10, out var remainder);
            if (!remainder.IsZero)
                break;
            big = quotient;
            scale--;
        }

        return FromParts(big, scale);
    }

    /// <summary>Order as PostgreSQL has it: -Infinity, numbers, Infinity, NaN; NaN equals NaN.</summary>
    public int CompareTo(Numeric other)
    {
        if ((_big ?? other._big) is null && (_kind | other._kind) == NumericKind.Finite)
        {
            if (_scale == other._scale)
                return _small.CompareTo(other._small);
            var difference = _scale - other._scale;
            if (difference is > 0 and <= PowersOfTen.LongExponentMax)
                return ((Int128)_small).CompareTo((Int128)other._small * PowersOfTen.Long(difference));
            if (difference is < 0 and >= -PowersOfTen.LongExponentMax)
                return ((Int128)_small * PowersOfTen.Long(-difference)).CompareTo((Int128)other._small);
        }

        return CompareSlow(other);
    }

    public bool Equals(Numeric other) => CompareTo(other) == 0;

    public override bool Equals(object? obj) => obj is Numeric other && CompareTo(other) == 0;

    /// <summary>Equal for equal values of different scales.</summary>
    public override int GetHashCode()
    {
        if (_kind != NumericKind.Finite)
            return (int)_kind;
        var trimmed = TrimScale();
        return HashCode.Combine(trimmed.Mantissa, trimmed._scale);
    }

    public override string ToString()
    {
        var writer = new ByteWriter();
        NumericText.Write(writer, this);
        return System.Text.Encoding.ASCII.GetString(writer.Written);
    }

    private int CompareSlow(Numeric other)
    {
        if (_kind != NumericKind.Finite || other._kind != NumericKind.Finite)
            return OrderOf(_kind).CompareTo(OrderOf(other._kind));
        var signs = Sign.CompareTo(other.Sign);
        if (signs != 0)
            return signs;
        return _scale >= other._scale
            ? Mantissa.CompareTo(other.Mantissa * PowersOfTen.Big(_scale - other._scale))
            : (Mantissa * PowersOfTen.Big(other._scale - _scale)).CompareTo(other.Mantissa);
    }

    private static int OrderOf(NumericKind kind) => kind switch
    {
        NumericKind.NegativeInfinity => -1,
        NumericKind.Finite => 0,
        NumericKind.PositiveInfinity => 1,
        _ => 2,
    };
}
