using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Diagnostics;
using BTreeDb.Types;
using static BTreeDb.Tests.Execution.ExpressionHarness;

namespace BTreeDb.Tests.Execution;

/// <summary>
/// Every operation of <see cref="FunctionId"/>, by arguments and the result that PostgreSQL gives. The list is also the
/// proof that each has a kernel.
/// </summary>
public sealed class FunctionTests
{
    /// <summary>function | result type | arguments, separated by | | result</summary>
    private static readonly string[] Cases =
    [
        "Add|integer|integer:1|integer:2|=3", "Add|smallint|smallint:1|smallint:2|=3", "Add|bigint|bigint:1|bigint:-5|=-4",
        "Add|real|real:1.5|real:2|=3.5", "Add|double|double:0.1|double:0.2|=0.30000000000000004", "Add|numeric|numeric:1.10|numeric:2.205|=3.305",
        "Add|integer|integer:NULL|integer:1|=NULL", "Add|integer|integer:2147483647|integer:1|!22003 integer out of range",
        "Add|bigint|bigint:9223372036854775807|bigint:1|!22003 bigint out of range", "Add|smallint|smallint:-32768|smallint:-1|!22003 smallint out of range",
        "Add|double|double:1e308|double:1e308|!22003 value out of range: overflow",
        "Add|date|date:2024-02-28|integer:2|=2024-03-01", "Add|date|integer:2|date:2024-02-28|=2024-03-01",
        "Add|timestamp|date:2024-02-28|time:12:00|=2024-02-28 12:00:00", "Add|timestamp|time:12:00|date:2024-02-28|=2024-02-28 12:00:00",
        "Subtract|integer|integer:1|integer:2|=-1", "Subtract|integer|date:2024-03-01|date:2024-02-28|=2", "Subtract|date|date:2024-03-01|integer:1|=2024-02-29",
        "Subtract|integer|integer:-2147483648|integer:1|!22003 integer out of range", "Subtract|numeric|numeric:1|numeric:0.10|=0.90",
        "Multiply|integer|integer:6|integer:7|=42", "Multiply|integer|integer:65536|integer:65536|!22003 integer out of range",
        "Multiply|bigint|bigint:4294967296|bigint:4294967296|!22003 bigint out of range", "Multiply|bigint|bigint:-3|bigint:4|=-12",
        "Multiply|real|real:1e30|real:1e30|!22003 value out of range: overflow", "Multiply|double|double:1e-200|double:1e-200|!22003 value out of range: underflow",
        "Divide|integer|integer:-7|integer:2|=-3", "Divide|integer|integer:1|integer:0|!22012 division by zero", "Divide|integer|integer:-2147483648|integer:-1|!22003 integer out of range",
        "Divide|numeric|numeric:10|numeric:3|=3.3333333333333333", "Divide|double|double:1|double:0|!22012 division by zero", "Divide|double|double:1|double:4|=0.25",
        "Divide|integer|integer:NULL|integer:0|=NULL",
        "Modulo|integer|integer:-7|integer:3|=-1", "Modulo|bigint|bigint:-9223372036854775808|bigint:-1|=0", "Modulo|numeric|numeric:7.5|numeric:2|=1.5",
        "Negate|integer|integer:5|=-5", "Negate|integer|integer:-2147483648|!22003 integer out of range", "Negate|numeric|numeric:1.50|=-1.50", "Negate|double|double:1|=-1",
        "UnaryPlus|integer|integer:5|=5", "Power|double|double:2|double:10|=1024", "Power|numeric|numeric:2|numeric:3|=8.0000000000000000",
        "Power|double|double:0|double:-1|!2201F zero raised to a negative power is undefined",
        "BitAnd|integer|integer:12|integer:10|=8", "BitOr|integer|integer:12|integer:10|=14", "BitXor|bigint|bigint:12|bigint:10|=6", "BitNot|integer|integer:0|=-1",
        "ShiftLeft|integer|integer:1|integer:4|=16", "ShiftRight|bigint|bigint:-16|integer:2|=-4", "ShiftLeft|smallint|smallint:1|integer:15|=-32768",
        "Equal|boolean|integer:1|integer:1|=t", "Equal|boolean|text:a|text:b|=f", "Equal|boolean|double:NaN|double:NaN|=t", "Equal|boolean|numeric:1.0|numeric:1.00|=t",
        "Equal|boolean|integer:NULL|integer:1|=NULL", "NotEqual|boolean|uuid:a0eebc999c0b4ef8bb6d6bb9bd380a11|uuid:a0eebc999c0b4ef8bb6d6bb9bd380a11|=f",
        "Less|boolean|text:abc|text:abcd|=t", "Less|boolean|double:1|double:NaN|=t", "LessOrEqual|boolean|date:2024-01-01|date:2024-01-01|=t",
        "Greater|boolean|boolean:t|boolean:f|=t", "GreaterOrEqual|boolean|text:a-very-long-text-here-1|text:a-very-long-text-here-2|=f", "Less|boolean|interval:1 day|interval:25:00:00|=t",
        "Concat|text|text:foo|text:bar|=foobar", "Concat|text|text:a long first part|text: and more|=a long first part and more", "Concat|bytea|bytea:\\x01|bytea:\\x02|=\\x0102",
        "Like|boolean|text:hello|text:h%o|=t", "Like|boolean|text:hello|text:h_llo|=t", "Like|boolean|text:hello|text:%ell%|=t", "Like|boolean|text:hello|text:hell|=f",
        "Like|boolean|text:a%b|text:a\\%b|=t", "Like|boolean|text:axb|text:a\\%b|=f", "Like|boolean|text:häl|text:h_l|=t", "Like|boolean|text:abcabd|text:%ab_|=t",
        "Like|boolean|text:xy|text:x\\|!22025 LIKE pattern must not end with escape character", "Like|boolean|text:a%b|text:a#%b|text:#|=t", "Like|boolean|char(4):ab|text:ab|=f",
        "NotLike|boolean|text:hello|text:h%|=f", "ILike|boolean|text:HeLLo|text:hEl%|=t", "NotILike|boolean|text:ÄB|text:äb|=t",
        "Abs|integer|integer:-5|=5", "Abs|double|double:-5.5|=5.5", "Abs|numeric|numeric:-5.50|=5.50", "Abs|real|real:-1|=1", "Sign|numeric|numeric:-5|=-1", "Sign|double|double:3|=1",
        "Ceil|numeric|numeric:1.2|=2", "Ceil|double|double:-1.2|=-1", "Floor|numeric|numeric:-1.2|=-2", "Floor|double|double:1.9|=1",
        "Round|numeric|numeric:2.5|=3", "Round|double|double:2.5|=2", "Round|numeric|numeric:2.345|integer:2|=2.35", "Trunc|numeric|numeric:-2.9|=-2", "Trunc|numeric|numeric:2.349|integer:2|=2.34", "Trunc|double|double:-2.9|=-2",
        "Sqrt|double|double:2|=1.4142135623730951", "Sqrt|numeric|numeric:2|=1.414213562373095", "Sqrt|double|double:-1|!2201F cannot take square root of a negative number",
        "Cbrt|double|double:27|=3.0000000000000004", "Exp|double|double:0|=1", "Exp|numeric|numeric:0|=1.0000000000000000", "Ln|double|double:1|=0", "Ln|numeric|numeric:0|!2201E cannot take logarithm of zero",
        "Log10|double|double:100|=2", "Log|numeric|numeric:2|numeric:8|=3.0000000000000000", "Mod|integer|integer:7|integer:3|=1", "Mod|smallint|smallint:7|smallint:4|=3", "Div|numeric|numeric:7|numeric:2|=3",
        "Pi|double|=3.141592653589793", "Degrees|double|double:0|=0", "Radians|double|double:180|=3.141592653589793", "Sin|double|double:0|=0", "Cos|double|double:0|=1", "Tan|double|double:0|=0",
        "Asin|double|double:0|=0", "Acos|double|double:1|=0", "Acos|double|double:2|!22003 input is out of range", "Atan|double|double:0|=0", "Atan2|double|double:0|double:1|=0", "Cot|double|double:0.7853981633974483|=1.0000000000000002",
        "Gcd|integer|integer:12|integer:-18|=6", "Gcd|numeric|numeric:12|numeric:18|=6", "Lcm|bigint|bigint:4|bigint:6|=12", "Lcm|numeric|numeric:4|numeric:6|=12", "Factorial|numeric|bigint:20|=2432902008176640000", "Factorial|numeric|bigint:-1|!22003 factorial of a negative number is undefined",
        "Lower|text|text:ÄBC def|=Äbc def", "Upper|text|text:äbc|=äBC", "InitCap|text|text:hi THOMAS o'neil|=Hi Thomas O'Neil", "CharLength|integer|text:häl|=3", "OctetLength|integer|text:häl|=4", "OctetLength|integer|char(5):ab|=5", "BitLength|integer|text:ab|=16", "OctetLength|integer|bytea:\\x0102|=2",
        "Substring|text|text:Thomas|integer:2|integer:3|=hom", "Substring|text|text:Thomas|integer:-1|integer:4|=Th", "Substring|text|text:Thomas|integer:3|=omas", "Substring|text|text:a|integer:1|integer:-1|!22011 negative substring length not allowed", "Substring|bytea|bytea:\\x010203|integer:2|integer:1|=\\x02", "Substring|text|text:über|integer:2|=ber",
        "Position|integer|text:Thomas|text:om|=3", "Position|integer|text:übom|text:om|=3", "Position|integer|text:abc|text:z|=0",
        "BTrim|text|text:  x  |=x", "BTrim|text|text:xyxtrimyyx|text:xyz|=trim", "LTrim|text|text:zzzytest|text:xyz|=test", "RTrim|text|text:testxxzx|text:xyz|=test", "LTrim|text|text:  x|=x", "RTrim|text|text:x  |=x",
        "Replace|text|text:abcdefabcdef|text:cd|text:XX|=abXXefabXXef", "Repeat|text|text:Pg|integer:4|=PgPgPgPg", "Reverse|text|text:abcdé|=édcba", "Left|text|text:abcde|integer:2|=ab", "Left|text|text:abcde|integer:-2|=abc", "Right|text|text:abcde|integer:2|=de", "Right|text|text:abcde|integer:-2|=cde", "Right|text|text:abcde|integer:0|=",
        "LPad|text|text:hi|integer:5|text:xy|=xyxhi", "LPad|text|text:hi|integer:5|=   hi", "LPad|text|text:hello|integer:2|=he", "RPad|text|text:hi|integer:5|text:xy|=hixyx", "RPad|text|text:hi|integer:4|=hi  ",
        "Ascii|integer|text:x|=120", "Ascii|integer|text:é|=233", "Chr|text|integer:65|=A", "Chr|text|integer:0|!54000 null character not permitted", "ConcatAll|text|text:a|text:NULL|text:b|=ab", "ConcatWs|text|text:,|text:a|text:NULL|text:b|=a,b", "ConcatWs|text|text:NULL|text:a|=NULL",
        "SplitPart|text|text:abc~@~def~@~ghi|text:~@~|integer:2|=def", "SplitPart|text|text:abc,def,ghi|text:,|integer:-1|=ghi", "SplitPart|text|text:a|text:,|integer:0|!22023 field position must not be zero", "StartsWith|boolean|text:alphabet|text:alph|=t", "Translate|text|text:12345|text:143|text:ax|=a2x5",
        "Md5|text|text:abc|=900150983cd24fb0d6963f7d28e17f72", "ToHex|text|integer:2147483647|=7fffffff", "ToHex|text|bigint:-1|=ffffffffffffffff", "QuoteLiteral|text|text:O'Reilly|='O''Reilly'", "QuoteIdent|text|text:Foo bar|=\"Foo bar\"", "QuoteIdent|text|text:foo|=foo", "QuoteIdent|text|text:select|=\"select\"",
        "Now|timestamptz|=2024-03-15 13:34:56+01", "CurrentDate|date|=2024-03-15", "LocalTime|time|=13:34:56", "LocalTimestamp|timestamp|=2024-03-15 13:34:56",
        "Extract|numeric|text:year|date:2024-03-15|=2024", "Extract|numeric|text:second|timestamp:2001-02-16 20:38:40.12|=40.120000", "Extract|numeric|text:epoch|timestamptz:2001-02-16 20:38:40.12-08|=982384720.120000", "Extract|numeric|text:dow|date:2001-02-16|=5", "Extract|numeric|text:doy|date:2001-02-16|=47", "Extract|numeric|text:week|date:2005-01-01|=53", "Extract|numeric|text:isoyear|date:2005-01-01|=2004", "Extract|numeric|text:century|date:2000-12-31|=20", "Extract|numeric|text:decade|date:2001-02-16|=200", "Extract|numeric|text:milliseconds|time:17:12:28.5|=28500.000", "Extract|numeric|text:hour|timestamptz:2024-07-01 12:00:00Z|=14", "Extract|numeric|text:julian|date:2006-01-01|=2453737", "Extract|numeric|text:epoch|date:1970-01-02|=86400",
        "Extract|numeric|text:foo|date:2024-01-01|!22023 unit \"foo\" not recognized for type date", "Extract|numeric|text:hour|date:2024-01-01|!0A000 unit \"hour\" not supported for type date",
        "DateTrunc|timestamp|text:hour|timestamp:2001-02-16 20:38:40|=2001-02-16 20:00:00", "DateTrunc|timestamp|text:week|timestamp:2024-03-15 10:00:00|=2024-03-11 00:00:00", "DateTrunc|timestamp|text:quarter|timestamp:2024-03-15 10:00:00|=2024-01-01 00:00:00", "DateTrunc|timestamptz|text:day|timestamptz:2001-02-16 20:38:40+01|=2001-02-16 00:00:00+01",
        "MakeDate|date|integer:2013|integer:7|integer:15|=2013-07-15", "MakeDate|date|integer:2013|integer:2|integer:30|!22008 date field value out of range: 2013-02-30",
        "Greatest|integer|integer:1|integer:NULL|integer:3|=3", "Least|text|text:b|text:a|=a", "Greatest|integer|integer:NULL|=NULL",
        "PgTypeof|text|integer:1|=integer", "CurrentDatabase|text|=btreedb", "CurrentSchema|text|=public", "CurrentUser|text|=btreedb",
    ];

    /// <summary>Those that have no fixed result.</summary>
    private static readonly FunctionId[] Others =
        [FunctionId.None, FunctionId.Random, FunctionId.ClockTimestamp, FunctionId.GenRandomUuid, FunctionId.Version];

    [Fact]
    public void Every_function_has_a_kernel_with_the_result_of_PostgreSQL()
    {
        var missing = new HashSet<FunctionId>(Enum.GetValues<FunctionId>());
        missing.ExceptWith(Others);
        // Row functions are tested by the scripts of tests/sql.
        missing.RemoveWhere(id => id >= FunctionId.ArrayContains);
        var failures = new List<string>();
        foreach (var line in Cases)
        {
            missing.Remove(Run(line, failures));
        }

        failures.ShouldBeEmpty();
        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Random_functions_differ_from_row_to_row()
    {
        foreach (var (function, type) in new[] { (FunctionId.Random, SqlType.Double), (FunctionId.GenRandomUuid, SqlType.Uuid) })
        {
            var vector = Compile(Call(function, type), []).Evaluate(new BTreeDb.Execution.Vectors.Batch([]) { RowCount = 3 }, Context);
            Text(vector, 0).ShouldNotBe(Text(vector, 1));
        }

        Compile(Call(FunctionId.ClockTimestamp, SqlType.TimestampTz), []).ShouldNotBeNull();
        Evaluate(_ => Call(FunctionId.Version, SqlType.Text)).ShouldStartWith("PostgreSQL");
    }

    [Theory]
    [InlineData("integer:42", "text", "42")]
    [InlineData("boolean:t", "text", "true")]
    [InlineData("double:2.5", "integer", "2")]
    [InlineData("double:3.5", "bigint", "4")]
    [InlineData("numeric:2.5", "integer", "3")]
    [InlineData("real:1.1", "double", "1.100000023841858")]
    [InlineData("real:1.1", "numeric", "1.1")]
    [InlineData("double:0.1", "numeric", "0.1")]
    [InlineData("double:0.1", "real", "0.1")]
    [InlineData("numeric:12.345", "numeric(4,1)", "12.3")]
    [InlineData("numeric:12.345", "double", "12.345")]
    [InlineData("bigint:70000", "integer", "70000")]
    [InlineData("bigint:70000", "smallint", "!22003 smallint out of range")]
    [InlineData("integer:1", "boolean", "t")]
    [InlineData("boolean:t", "integer", "1")]
    [InlineData("text: 42 ", "integer", "42")]
    [InlineData("text:x", "integer", "!22P02 invalid input syntax for type integer: \"x\"")]
    [InlineData("text:abcdef", "varchar(3)", "abc")]
    [InlineData("text:abc", "char(5)", "abc  ")]
    [InlineData("char(5):abc", "text", "abc")]
    [InlineData("text:2024-03-15", "date", "2024-03-15")]
    [InlineData("date:2024-03-15", "timestamp", "2024-03-15 00:00:00")]
    [InlineData("date:2024-07-15", "timestamptz", "2024-07-15 00:00:00+02")]
    [InlineData("timestamptz:2024-07-15 23:30:00Z", "date", "2024-07-16")]
    [InlineData("timestamptz:2024-07-15 23:30:00Z", "timestamp", "2024-07-16 01:30:00")]
    [InlineData("timestamp:2024-07-15 23:30:00.123456", "timestamp(3)", "2024-07-15 23:30:00.123")]
    [InlineData("timestamp:2024-07-15 23:30:00", "time", "23:30:00")]
    [InlineData("timestamp:2024-07-15 23:30:00", "text", "2024-07-15 23:30:00")]
    [InlineData("uuid:a0eebc999c0b4ef8bb6d6bb9bd380a11", "text", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")]
    [InlineData("bytea:\\x0102", "text", "\\x0102")]
    [InlineData("double:NaN", "integer", "!22003 integer out of range")]
    [InlineData("numeric:NaN", "integer", "!22003 cannot convert NaN to integer")]
    [InlineData("time:10:00", "interval", "10:00:00")]
    public void Casts_follow_PostgreSQL(string operand, string type, string expected)
    {
        var failures = new List<string>();
        Check(a => new BoundCast(a[0], TypeOf(type), IsExplicit: true), [Literal(operand)], expected, operand, failures);
        failures.ShouldBeEmpty();
    }

    [Fact]
    public void An_assignment_cast_refuses_long_text() =>
        Should.Throw<EngineException>(() => Evaluate(a => new BoundCast(a[0], TypeOf("varchar(3)"), IsExplicit: false), Literal("text:abcd")))
            .SqlState.ShouldBe("22001");

    private static FunctionId Run(string line, List<string> failures)
    {
        var parts = line.Split('|');
        var function = Enum.Parse<FunctionId>(parts[0]);
        var type = TypeOf(parts[1]);
        var literals = new BoundLiteral[parts.Length - 3];
        for (var i = 0; i < literals.Length; i++)
            literals[i] = Literal(parts[i + 2]);
        var expected = parts[^1].StartsWith('=') ? parts[^1][1..] : parts[^1];
        Check(a => Call(function, type, a), literals, expected, line, failures);
        return function;
    }

    private static void Check(
        Func<BoundExpression[], BoundExpression> build, BoundLiteral[] literals, string expected, string name, List<string> failures)
    {
        string actual;
        try
        {
            actual = Evaluate(build, literals);
        }
        catch (EngineException e)
        {
            actual = $"!{e.SqlState} {e.Message}";
        }

        if (actual != expected)
            failures.Add($"{name}: {actual}");
    }
}
