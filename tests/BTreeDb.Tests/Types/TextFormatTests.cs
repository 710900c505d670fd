using System.Text;
using BTreeDb.Diagnostics;
using BTreeDb.Types;

namespace BTreeDb.Tests.Types;

/// <summary>Text input and output as PostgreSQL has them (DateStyle ISO, MDY).</summary>
public sealed class TextFormatTests
{
    private static readonly SessionTimeZone Berlin = SessionTimeZone.Find("Europe/Berlin");

    // 2024-03-15 12:34:56 UTC.
    private const long Now = 763821296000000;

    [Theory]
    [InlineData("boolean", " TRUE ", "t")]
    [InlineData("boolean", "of", "f")]
    [InlineData("integer", " -42 ", "-42")]
    [InlineData("integer", "0x1F", "31")]
    [InlineData("bigint", "-9223372036854775808", "-9223372036854775808")]
    [InlineData("bigint", "1_000", "1000")]
    [InlineData("double", "1e20", "1e+20")]
    [InlineData("double", "100000000000000", "100000000000000")]
    [InlineData("double", "1000000000000000", "1e+15")]
    [InlineData("double", "0.0001", "0.0001")]
    [InlineData("double", "0.00001", "1e-05")]
    [InlineData("double", "123.456", "123.456")]
    [InlineData("double", "-0", "-0")]
    [InlineData("double", "0.1", "0.1")]
    [InlineData("double", "1.7976931348623157e308", "1.7976931348623157e+308")]
    [InlineData("double", "-inf", "-Infinity")]
    [InlineData("double", "NaN", "NaN")]
    [InlineData("real", "1000000", "1e+06")]
    [InlineData("real", "123456", "123456")]
    [InlineData("real", "0.1", "0.1")]
    [InlineData("real", "3.4028235e38", "3.4028235e+38")]
    [InlineData("bytea", "\\xDEADbeef", "\\xdeadbeef")]
    [InlineData("bytea", "a\\000\\\\b", "\\x61005c62")]
    [InlineData("uuid", "{A0EEBC99-9C0B4EF8-BB6D6BB9-BD380A11}", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")]
    [InlineData("date", "1999-01-08", "1999-01-08")]
    [InlineData("date", "January 8, 1999", "1999-01-08")]
    [InlineData("date", "1/8/1999", "1999-01-08")]
    [InlineData("date", "1/18/99", "1999-01-18")]
    [InlineData("date", "1999-Jan-08", "1999-01-08")]
    [InlineData("date", "Jan-08-1999", "1999-01-08")]
    [InlineData("date", "08-Jan-1999", "1999-01-08")]
    [InlineData("date", "19990108", "1999-01-08")]
    [InlineData("date", "990108", "1999-01-08")]
    [InlineData("date", "1999.008", "1999-01-08")]
    [InlineData("date", "J2451187", "1999-01-08")]
    [InlineData("date", "J0", "4714-11-24 BC")]
    [InlineData("date", "0001-01-01 BC", "0001-01-01 BC")]
    [InlineData("timestamp", "2024-03-15 4PM", "2024-03-15 16:00:00")]
    [InlineData("date", "January 8, 99 BC", "0099-01-08 BC")]
    [InlineData("date", "infinity", "infinity")]
    [InlineData("date", "-infinity", "-infinity")]
    [InlineData("date", "epoch", "1970-01-01")]
    [InlineData("date", "tomorrow", "2024-03-16")]
    [InlineData("date", "5874897-12-31", "5874897-12-31")]
    [InlineData("date", "4713-01-01 BC", "4713-01-01 BC")]
    [InlineData("date", "2000-02-29", "2000-02-29")]
    [InlineData("time", "04:05:06.789", "04:05:06.789")]
    [InlineData("time", "04:05", "04:05:00")]
    [InlineData("time", "040506", "04:05:06")]
    [InlineData("time", "04:05 AM", "04:05:00")]
    [InlineData("time", "04:05 PM", "16:05:00")]
    [InlineData("time", "12:00 am", "00:00:00")]
    [InlineData("time", "24:00:00", "24:00:00")]
    [InlineData("timestamp", "2024-02-29T23:59:59.999999", "2024-02-29 23:59:59.999999")]
    [InlineData("timestamp", "2024-02-29 10:00:00+02", "2024-02-29 10:00:00")]
    [InlineData("timestamp", "Fri Mar 15 04:05:06 2024", "2024-03-15 04:05:06")]
    [InlineData("timestamp", "20240315T040506", "2024-03-15 04:05:06")]
    [InlineData("timestamp", "2024-03-15", "2024-03-15 00:00:00")]
    [InlineData("timestamp", "0044-03-15 12:00:00 BC", "0044-03-15 12:00:00 BC")]
    [InlineData("timestamp", "today", "2024-03-15 00:00:00")]
    [InlineData("timestamptz", "2024-07-01 12:00:00", "2024-07-01 12:00:00+02")]
    [InlineData("timestamptz", "2024-01-01 12:00:00Z", "2024-01-01 13:00:00+01")]
    [InlineData("timestamptz", "2024-01-01 12:00:00-05:30", "2024-01-01 18:30:00+01")]
    [InlineData("timestamptz", "2024-01-01 12:00 America/New_York", "2024-01-01 18:00:00+01")]
    [InlineData("timestamptz", "2024-07-01 12:00:00.5 PST", "2024-07-01 22:00:00.5+02")]
    [InlineData("timestamptz", "infinity", "infinity")]
    [InlineData("interval", "1 year 2 mons 3 days 04:05:06", "1 year 2 mons 3 days 04:05:06")]
    [InlineData("interval", "P1Y2M3DT4H5M6S", "1 year 2 mons 3 days 04:05:06")]
    [InlineData("interval", "90 minutes", "01:30:00")]
    [InlineData("interval", "1 day ago", "-1 days")]
    [InlineData("interval", "1.5 months", "1 mon 15 days")]
    [InlineData("interval", "0", "00:00:00")]
    [InlineData("interval", "-1.25 seconds", "-00:00:01.25")]
    public void Text_reads_and_prints_as_PostgreSQL_does(string type, string input, string expected)
    {
        var context = new ConversionContext(Berlin, Now);
        var value = TextInput.Parse(Encoding.UTF8.GetBytes(input), TypeOf(type), context);
        TextOutput.Format(value, TypeOf(type), Berlin).ShouldBe(expected);
    }

    [Theory]
    [InlineData("boolean", "maybe", "22P02", "invalid input syntax for type boolean: \"maybe\"")]
    [InlineData("integer", "x", "22P02", "invalid input syntax for type integer: \"x\"")]
    [InlineData("integer", "", "22P02", "invalid input syntax for type integer: \"\"")]
    [InlineData("integer", "2147483648", "22003", "value \"2147483648\" is out of range for type integer")]
    [InlineData("smallint", "99999999999999999999999", "22003", "value \"99999999999999999999999\" is out of range for type smallint")]
    [InlineData("double", "1e400", "22003", "\"1e400\" is out of range for type double precision")]
    [InlineData("double", "abc", "22P02", "invalid input syntax for type double precision: \"abc\"")]
    [InlineData("uuid", "a0eebc99", "22P02", "invalid input syntax for type uuid: \"a0eebc99\"")]
    [InlineData("bytea", "\\x1", "22023", "invalid hexadecimal data: odd number of digits")]
    [InlineData("date", "1999-02-30", "22008", "date/time field value out of range: \"1999-02-30\"")]
    [InlineData("date", "yesteryear", "22007", "invalid input syntax for type date: \"yesteryear\"")]
    [InlineData("date", "5874898-01-01", "22008", null)]
    [InlineData("time", "25:00:00", "22008", "date/time field value out of range: \"25:00:00\"")]
    [InlineData("timestamp", "2024-01-01 12:60:00", "22008", "date/time field value out of range: \"2024-01-01 12:60:00\"")]
    [InlineData("timestamptz", "2024-01-01 12:00 Nowhere/Land", "22023", "time zone \"Nowhere/Land\" not recognized")]
    public void Bad_text_gets_the_error_of_PostgreSQL(string type, string input, string sqlState, string? message)
    {
        var error = Should.Throw<EngineException>(
            () => TextInput.Parse(Encoding.UTF8.GetBytes(input), TypeOf(type), ConversionContext.Utc));
        error.SqlState.ShouldBe(sqlState);
        if (message is not null)
            error.Message.ShouldBe(message);
    }

    [Fact]
    public void Varchar_is_cut_by_a_cast_and_refused_by_an_assignment()
    {
        var type = new SqlType(TypeId.VarChar, 3);
        TextLength.Coerce("äbcd"u8, type, isExplicit: true).ToArray().ShouldBe("äbc"u8.ToArray());
        TextLength.Coerce("abc  "u8, type, isExplicit: false).ToArray().ShouldBe("abc"u8.ToArray());
        Assert.Throws<EngineException>(() => TextLength.Coerce("abcd"u8, type, isExplicit: false).Length)
            .Message.ShouldBe("value too long for type character varying(3)");
    }

    [Fact]
    public void Char_is_held_without_blanks_and_printed_with_them()
    {
        var type = new SqlType(TypeId.Char, 5);
        var value = TextInput.Parse("ab "u8, type, ConversionContext.Utc);
        value.AsText().ShouldBe("ab");
        TextOutput.Format(value, type, SessionTimeZone.Utc).ShouldBe("ab   ");
    }

    [Fact]
    public void Calendar_agrees_with_DateTime_over_all_its_years()
    {
        var epoch = new DateTime(2000, 1, 1);
        for (var date = DateTime.MinValue; date < DateTime.MaxValue.AddDays(-40); date = date.AddDays(17))
        {
            var days = (long)(date - epoch).TotalDays;
            CalendarDate.FromDays(days).ShouldBe(new CalendarDate(date.Year, date.Month, date.Day));
            new CalendarDate(date.Year, date.Month, date.Day).ToDays().ShouldBe(days);
        }
    }

    private static SqlType TypeOf(string name) => TestTypes.Parse(name);
}
