using BTreeDb.SqlTest.Results;

namespace BTreeDb.SqlTests.Results;

public sealed class ValueFormatTests
{
    [Theory]
    [InlineData("12", "12")]
    [InlineData("-3.99", "-3")]
    [InlineData("-0.5", "0")]
    [InlineData("1e+20", "100000000000000000000")]
    [InlineData("12abc", "12")]
    [InlineData("abc", "0")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    public void Integer_truncates(string text, string expected) =>
        ValueFormat.Format(text, isBoolean: false, 'I').ShouldBe(expected);

    [Theory]
    [InlineData("1", "1.000")]
    [InlineData("2.0005", "2.001")]
    [InlineData("-1.9996", "-2.000")]
    [InlineData("1e-05", "0.000")]
    [InlineData("NaN", "nan")]
    [InlineData("-Infinity", "-inf")]
    public void Real_has_three_decimals(string text, string expected) =>
        ValueFormat.Format(text, isBoolean: false, 'R').ShouldBe(expected);

    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("", "(empty)")]
    [InlineData("a\tb\n", "a@b@")]
    [InlineData("é", "@@")]
    public void Text_shows_bytes_outside_printable_ascii_as_at_signs(string text, string expected) =>
        ValueFormat.Format(text, isBoolean: false, 'T').ShouldBe(expected);

    [Theory]
    [InlineData("t", 'I', "1")]
    [InlineData("f", 'I', "0")]
    [InlineData("t", 'R', "1.000")]
    [InlineData("t", 'T', "t")]
    public void Boolean_is_a_digit_where_a_number_is_wanted(string text, char type, string expected) =>
        ValueFormat.Format(text, isBoolean: true, type).ShouldBe(expected);
}
