using System.Linq;

namespace BTreeDb.Data.Tests;

/// <summary>Statements of unreasonable size are answered or refused with 54001; the process lives on in any case.</summary>
public sealed class LimitsTests : TestDatabase
{
    public static TheoryData<string> Deep() => new()
    {
        "select " + new string('(', 10_000) + "1" + new string(')', 10_000),
        "select " + Repeat("- ", 10_000) + "1",
        "select " + Repeat("not ", 10_000) + "true",
        "select 1" + Repeat(" + 1", 10_000),
        "select " + Repeat("case when true then ", 3_000) + "1" + Repeat(" end", 3_000),
        "select " + Repeat("abs(", 5_000) + "1" + Repeat(")", 5_000),
        "select 1" + Repeat(" union all select 1", 3_000),
        "select * from " + Repeat("(select * from ", 1_000) + "(select 1) x" + Repeat(") x", 1_000),
        "select 1 where true" + Repeat(" and true", 20_000),
    };

    [Theory]
    [MemberData(nameof(Deep))]
    public void Deep_statement_is_answered_or_refused(string sql)
    {
        try
        {
            Scalar(sql);
        }
        catch (BTreeDbException e)
        {
            e.SqlState.ShouldBe("54001");
        }

        Scalar("select 1").ShouldBe(1);
    }

    [Fact]
    public void Literal_of_ten_megabytes_is_answered() =>
        Scalar($"select length('{new string('x', 10_000_000)}')").ShouldBe(10_000_000);

    [Fact]
    public void Hundred_thousand_values_in_a_list_are_answered()
    {
        Execute("create table t (a int); insert into t values (5), (99999), (100000)");

        Scalar($"select count(*) from t where a in ({string.Join(',', Enumerable.Range(0, 100_000))})").ShouldBe(2L);
    }

    [Fact]
    public void Hundred_thousand_rows_of_values_are_answered()
    {
        var rows = string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"({i})"));

        Scalar($"select count(*) from (values {rows}) v(a)").ShouldBe(100_000L);
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
