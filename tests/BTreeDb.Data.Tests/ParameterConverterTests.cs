using System.Data;
using System.Numerics;
using BTreeDb.Types;

namespace BTreeDb.Data.Tests;

public sealed class ParameterConverterTests
{
    public static TheoryData<object, string, string> Values() => new()
    {
        { true, "boolean", "t" },
        { (byte)7, "smallint", "7" },
        { (short)-7, "smallint", "-7" },
        { 42, "integer", "42" },
        { (ushort)42, "integer", "42" },
        { 42L, "bigint", "42" },
        { uint.MaxValue, "bigint", "4294967295" },
        { ulong.MaxValue, "numeric", "18446744073709551615" },
        { 1.5f, "real", "1.5" },
        { 0.1, "double precision", "0.1" },
        { 12.340m, "numeric", "12.340" },
        { -79228162514264337593543950335m, "numeric", "-79228162514264337593543950335" },
        { BigInteger.Pow(10, 40), "numeric", "1" + new string('0', 40) },
        { "héllo", "text", "héllo" },
        { 'x', "text", "x" },
        { new byte[] { 1, 255 }, "bytea", @"\x01ff" },
        { new Guid("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"), "uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11" },
        { new DateOnly(2026, 2, 28), "date", "2026-02-28" },
        { new DateOnly(1, 1, 1), "date", "0001-01-01" },
        { new TimeOnly(1, 2, 3, 4), "time without time zone", "01:02:03.004" },
        { new DateTime(1999, 12, 31, 23, 59, 59).AddTicks(10), "timestamp without time zone", "1999-12-31 23:59:59.000001" },
        { new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), "timestamp with time zone", "2026-01-01 00:00:00+00" },
        {
            new DateTimeOffset(2026, 1, 1, 2, 0, 0, TimeSpan.FromHours(2)), "timestamp with time zone",
            "2026-01-01 00:00:00+00"
        },
        { DayOfWeek.Tuesday, "integer", "2" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Value_has_the_type_that_follows_from_it(object value, string type, string text)
    {
        var datum = new BTreeDbParameter("p", value).ToDatum(out var sqlType);

        TypeNames.Of(sqlType).ShouldBe(type);
        TextOutput.Format(datum, sqlType, SessionTimeZone.Utc).ShouldBe(text);
    }

    [Fact]
    public void Typed_parameter_gives_the_same_as_an_untyped_one()
    {
        Same(42);
        Same(42L);
        Same((short)42);
        Same(true);
        Same(1.5);
        Same(1.5f);
        Same("x");
        Same(1.5m);
        Same(new DateOnly(2026, 1, 1));
        Same(new DateTime(2026, 1, 1, 1, 2, 3, DateTimeKind.Utc));
        Same<int?>(5);

        static void Same<T>(T value)
        {
            var typed = new BTreeDbParameter<T>("p", value).ToDatum(out var type);
            var untyped = new BTreeDbParameter("p", value).ToDatum(out var expectedType);
            type.ShouldBe(expectedType);
            TextOutput.Format(typed, type, SessionTimeZone.Utc)
                .ShouldBe(TextOutput.Format(untyped, type, SessionTimeZone.Utc));
        }
    }

    [Fact]
    public void Null_without_a_declared_type_takes_the_type_of_its_place()
    {
        foreach (var parameter in (BTreeDbParameter[])
            [new("p", null), new("p", DBNull.Value), new BTreeDbParameter<int?>("p", null), new BTreeDbParameter<string>()])
        {
            parameter.ToDatum(out var type).IsNull.ShouldBeTrue();
            type.ShouldBe(SqlType.Unknown);
        }
    }

    [Theory]
    [InlineData(DbType.Int64, 42, "bigint", "42")]
    [InlineData(DbType.Int16, 42L, "smallint", "42")]
    [InlineData(DbType.Decimal, 42, "numeric", "42")]
    [InlineData(DbType.Double, 42, "double precision", "42")]
    [InlineData(DbType.String, 42, "text", "42")]
    [InlineData(DbType.Boolean, 1, "boolean", "t")]
    [InlineData(DbType.Date, "2026-05-06", "date", "2026-05-06")]
    [InlineData(DbType.Guid, "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")]
    [InlineData(DbType.Object, "2026-05-06", "unknown", "2026-05-06")]
    public void Declared_type_converts_the_value(DbType declared, object value, string type, string text)
    {
        var datum = new BTreeDbParameter("p", value) { DbType = declared }.ToDatum(out var sqlType);

        TypeNames.Of(sqlType).ShouldBe(type);
        TextOutput.Format(datum, sqlType, SessionTimeZone.Utc).ShouldBe(text);
    }

    [Fact]
    public void Declared_type_holds_for_null_too()
    {
        new BTreeDbParameter("p", null) { DbType = DbType.Int64 }.ToDatum(out var type).IsNull.ShouldBeTrue();
        type.ShouldBe(SqlType.BigInt);
    }

    [Fact]
    public void Value_that_has_no_sql_type_is_refused() =>
        Should.Throw<NotSupportedException>(() => new BTreeDbParameter("p", new Version(1, 2)).ToDatum(out _));

    [Fact]
    public void Value_that_does_not_fit_its_declared_type_is_refused() =>
        Should.Throw<OverflowException>(
            () => new BTreeDbParameter("p", 70000) { DbType = DbType.Int16 }.ToDatum(out _));

    [Theory]
    [InlineData("0")]
    [InlineData("-1.50")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-0.0000000000000000000000000001")]
    [InlineData("9223372036854775807.123")]
    public void Decimal_survives_the_way_there_and_back(string text)
    {
        var value = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

        ClrNumeric.ToDecimal(ClrNumeric.FromDecimal(value)).ToString(System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBe(text);
    }

    [Fact]
    public void Numeric_beyond_a_decimal_is_rounded_or_refused()
    {
        ClrNumeric.ToDecimal(NumericText.Parse("0.12345678901234567890123456789012345"u8))
            .ShouldBe(0.1234567890123456789012345679m);
        Should.Throw<OverflowException>(() => ClrNumeric.ToDecimal(NumericText.Parse("1e40"u8)));
        Should.Throw<OverflowException>(() => ClrNumeric.ToDecimal(Numeric.NaN));
    }

    [Fact]
    public void Moments_survive_the_way_there_and_back()
    {
        foreach (var moment in (DateTime[])[new(1, 1, 1), new(1999, 12, 31, 23, 59, 59), new(2000, 1, 1), new(9999, 12, 31)])
            ClrTime.ToDateTime(ClrTime.ToMicroseconds(moment), DateTimeKind.Unspecified).ShouldBe(moment);
        ClrTime.ToDateTime(long.MaxValue, DateTimeKind.Utc).ShouldBe(DateTime.MaxValue);
        Should.Throw<OverflowException>(() => ClrTime.ToDateTime(long.MaxValue - 1, DateTimeKind.Utc));
        Should.Throw<OverflowException>(() => ClrTime.ToDateOnly(int.MaxValue - 1));
    }
}
