using System.Numerics;
using System.Text;
using BTreeDb.Diagnostics;
using BTreeDb.Types;

namespace BTreeDb.Tests.Types;

/// <summary>Numeric against values that PostgreSQL prints.</summary>
public sealed class NumericTests
{
    [Theory]
    [InlineData("1", "/", "3", "0.33333333333333333333")]
    [InlineData("2", "/", "3", "0.66666666666666666667")]
    [InlineData("10", "/", "2", "5.0000000000000000")]
    [InlineData("1", "/", "7.0", "0.14285714285714285714")]
    [InlineData("100", "/", "3", "33.3333333333333333")]
    [InlineData("10000", "/", "3", "3333.3333333333333333")]
    [InlineData("123456789", "/", "1000", "123456.789000000000")]
    [InlineData("-7", "/", "2", "-3.5000000000000000")]
    [InlineData("1", "/", "100000000000000000000", "0.0000000000000000000100000000000000000000")]
    [InlineData("1.5", "+", "2.25", "3.75")]
    [InlineData("1.10", "-", "1.1", "0.00")]
    [InlineData("1.10", "*", "2.0", "2.200")]
    [InlineData("9223372036854775807", "+", "1", "9223372036854775808")]
    [InlineData("9223372036854775807", "*", "9223372036854775807", "85070591730234615847396907784232501249")]
    [InlineData("-9223372036854775808", "-", "1", "-9223372036854775809")]
    [InlineData("7", "%", "3", "1")]
    [InlineData("-7.5", "%", "2", "-1.5")]
    [InlineData("Infinity", "-", "Infinity", "NaN")]
    [InlineData("Infinity", "*", "0", "NaN")]
    [InlineData("1", "/", "Infinity", "0")]
    [InlineData("NaN", "+", "1", "NaN")]
    public void Arithmetic_has_the_scales_of_PostgreSQL(string left, string op, string right, string expected)
    {
        var (a, b) = (Parse(left), Parse(right));
        var result = op switch
        {
            "+" => a + b,
            "-" => a - b,
            "*" => a * b,
            "/" => a / b,
            _ => a % b,
        };
        result.ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("sqrt", "2", "1.414213562373095")]
    [InlineData("sqrt", "0.0001", "0.01000000000000000")]
    [InlineData("ln", "2", "0.6931471805599453")]
    [InlineData("ln", "1000000", "13.815510557964274")]
    [InlineData("exp", "1", "2.7182818284590452")]
    [InlineData("exp", "10", "22026.465794806717")]
    [InlineData("exp", "-1", "0.3678794411714423")]
    [InlineData("log", "100", "2.0000000000000000")]
    [InlineData("log", "2", "0.3010299956639812")]
    [InlineData("floor", "-1.5", "-2")]
    [InlineData("ceil", "-1.5", "-1")]
    [InlineData("ceil", "1.000000000000000000000001", "2")]
    [InlineData("abs", "-1.50", "1.50")]
    public void Functions_have_the_digits_of_PostgreSQL(string function, string argument, string expected)
    {
        var value = Parse(argument);
        var result = function switch
        {
            "sqrt" => NumericFunctions.Sqrt(value),
            "ln" => NumericFunctions.Ln(value),
            "exp" => NumericFunctions.Exp(value),
            "log" => NumericFunctions.Log10(value),
            "floor" => NumericRounding.Floor(value),
            "ceil" => NumericRounding.Ceiling(value),
            _ => value.Abs(),
        };
        result.ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("2", "10", "1024.0000000000000000")]
    [InlineData("2", "0.5", "1.4142135623730950")]
    [InlineData("2", "-1", "0.5000000000000000")]
    [InlineData("10", "20", "100000000000000000000.0000000000000000")]
    [InlineData("0", "0", "1.0000000000000000")]
    [InlineData("-2", "3", "-8.0000000000000000")]
    public void Power_has_the_digits_of_PostgreSQL(string value, string exponent, string expected) =>
        NumericFunctions.Power(Parse(value), Parse(exponent)).ToString().ShouldBe(expected);

    [Theory]
    [InlineData("2.5", 0, "3")]
    [InlineData("-2.5", 0, "-3")]
    [InlineData("2.449", 2, "2.45")]
    [InlineData("1250", -2, "1300")]
    [InlineData("1", 3, "1.000")]
    [InlineData("99999999999999999999.5", 0, "100000000000000000000")]
    [InlineData("9223372036854775807.5", 0, "9223372036854775808")]
    public void Round_goes_away_from_zero(string value, int digits, string expected) =>
        NumericRounding.Round(Parse(value), digits).ToString().ShouldBe(expected);

    [Theory]
    [InlineData("  -12.50 ", "-12.50")]
    [InlineData("1e5", "100000")]
    [InlineData("1.5e-3", "0.0015")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("1_000.5", "1000.5")]
    [InlineData("nan", "NaN")]
    [InlineData("-inf", "-Infinity")]
    [InlineData("00000000000000000000000000000000000000000000001", "1")]
    [InlineData("123456789012345678901234567890.123456789012345678901234567890", "123456789012345678901234567890.123456789012345678901234567890")]
    public void Parse_reads_the_usual_spellings(string text, string expected) => Parse(text).ToString().ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("1.2.3")]
    [InlineData("1e")]
    [InlineData("--1")]
    [InlineData("1 2")]
    public void Parse_refuses_what_is_no_number(string text) =>
        Should.Throw<EngineException>(() => Parse(text)).SqlState.ShouldBe("22P02");

    [Fact]
    public void Coerce_raises_22003_when_the_field_is_too_narrow()
    {
        var modifier = NumericModifier.Make(4, 2);
        NumericRounding.Coerce(Parse("12.345"), modifier).ToString().ShouldBe("12.35");
        NumericRounding.Coerce(Parse("99.994"), modifier).ToString().ShouldBe("99.99");
        var error = Should.Throw<EngineException>(() => NumericRounding.Coerce(Parse("99.995"), modifier));
        error.SqlState.ShouldBe("22003");
        error.Message.ShouldBe("numeric field overflow");
        error.Detail.ShouldBe("A field with precision 4, scale 2 must round to an absolute value less than 10^2.");
    }

    [Fact]
    public void Comparison_ignores_scale_and_puts_NaN_last()
    {
        string[] ascending = ["-Infinity", "-1e30", "-2.5", "-1", "0", "0.0001", "1", "1.1", "99999999999999999999", "Infinity", "NaN"];
        for (var i = 0; i < ascending.Length; i++)
        {
            for (var j = 0; j < ascending.Length; j++)
                Math.Sign(Parse(ascending[i]).CompareTo(Parse(ascending[j]))).ShouldBe(Math.Sign(i.CompareTo(j)), $"{ascending[i]} {ascending[j]}");
        }

        Parse("1.0").ShouldBe(Parse("1.000"));
        Parse("1.0").GetHashCode().ShouldBe(Parse("1.000000000000000000000000000000").GetHashCode());
    }

    [Fact]
    public void Arithmetic_agrees_with_big_integers_for_random_values()
    {
        const int Seed = 20261;
        var random = new Random(Seed);
        for (var i = 0; i < 20_000; i++)
        {
            var (a, b) = (RandomNumeric(random), RandomNumeric(random));
            var scale = Math.Max(a.Scale, b.Scale);
            var (x, y) = (NumericArithmetic.Raise(a, scale), NumericArithmetic.Raise(b, scale));
            (a + b).Mantissa.ShouldBe(x + y, $"seed {Seed}: {a} + {b}");
            (a - b).Mantissa.ShouldBe(x - y, $"seed {Seed}: {a} - {b}");
            (a * b).Mantissa.ShouldBe(a.Mantissa * b.Mantissa, $"seed {Seed}: {a} * {b}");
            a.CompareTo(b).ShouldBe(x.CompareTo(y), $"seed {Seed}: {a} ? {b}");
            if (b.IsZero)
                continue;
            var quotient = a / b;
            var numerator = a.Mantissa * BigInteger.Pow(10, quotient.Scale + b.Scale);
            var denominator = b.Mantissa * BigInteger.Pow(10, a.Scale);
            quotient.Mantissa.ShouldBe(NumericRounding.DivideHalfAway(numerator, denominator), $"seed {Seed}: {a} / {b}");
            (a % b).Mantissa.ShouldBe(BigInteger.Remainder(x, y), $"seed {Seed}: {a} % {b}");
        }
    }

    [Fact]
    public void DigitCount_is_right_around_powers_of_ten()
    {
        for (var e = 0; e <= 19; e++)
        {
            var power = BigInteger.Pow(10, e);
            PowersOfTen.CountDigits(power).ShouldBe(e + 1);
            if (power <= ulong.MaxValue)
                PowersOfTen.CountDigits((ulong)power).ShouldBe(e + 1);
            if (e > 0)
                PowersOfTen.CountDigits((ulong)(power - 1)).ShouldBe(e);
        }

        PowersOfTen.CountDigits(ulong.MaxValue).ShouldBe(20);
        PowersOfTen.CountDigits(BigInteger.Pow(10, 500) - 1).ShouldBe(500);
    }

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(1e20, "100000000000000000000")]
    [InlineData(123456.789, "123456.789")]
    [InlineData(1.0 / 3, "0.333333333333333")]
    [InlineData(-0.0, "0")]
    public void FromDouble_keeps_15_digits(double value, string expected) =>
        NumericCasts.FromDouble(value).ToString().ShouldBe(expected);

    [Fact]
    public void Casts_round_and_check()
    {
        NumericCasts.ToInt32(Parse("2.5")).ShouldBe(3);
        NumericCasts.ToInt32(2.5).ShouldBe(2);
        NumericCasts.ToInt32(-3.5).ShouldBe(-4);
        NumericCasts.ToInt16(Parse("-32768.4")).ShouldBe(short.MinValue);
        Should.Throw<EngineException>(() => NumericCasts.ToInt32(Parse("2147483647.5"))).Message.ShouldBe("integer out of range");
        Should.Throw<EngineException>(() => NumericCasts.ToInt64(9.3e18)).Message.ShouldBe("bigint out of range");
        Should.Throw<EngineException>(() => NumericCasts.ToInt16(double.NaN)).SqlState.ShouldBe("22003");
        NumericCasts.ToDouble(Parse("0.1")).ShouldBe(0.1);
        NumericCasts.ToDouble(Parse("123456789012345678901234567890")).ShouldBe(123456789012345678901234567890.0);
    }

    internal static Numeric RandomNumeric(Random random)
    {
        var digits = random.Next(1, random.Next(4) == 0 ? 45 : 19);
        var mantissa = new BigInteger(0);
        for (var i = 0; i < digits; i++)
            mantissa = mantissa * 10 + random.Next(10);
        return Numeric.FromParts(random.Next(2) == 0 ? mantissa : -mantissa, random.Next(4) == 0 ? 0 : random.Next(25));
    }

    private static Numeric Parse(string text) => NumericText.Parse(Encoding.UTF8.GetBytes(text));
}
