using BTreeDb.Diagnostics;
using BTreeDb.Parsing;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Tests.Parsing;

/// <summary>Deep, long and large texts are answered or refused with 54001, on whatever stack the thread has.</summary>
public sealed class NestingTests
{
    private static readonly string[][] Shapes =
    [
        ["select ", "(", "1", ")"],
        ["select ", "(select ", "1", ")"],
        ["select ", "f(", "1", ")"],
        ["select ", "not ", "true", ""],
        ["select ", "- ", "a", ""],
        ["select ", "case when true then ", "1", " end"],
        ["select a", " + b", "", ""],
        ["select a", " union all select b", "", ""],
        ["select * from t", " join t", "", " on true"],
        ["select * from t", " join t on true", "", ""],
        ["select * from ", "(", "a join b on true", ")"],
        ["select array", "[", "1", "]"],
        ["", "with a as (", "select 1", ") select 1"],
        ["select 1", "::int", "", ""],
        ["select 1::numeric", "(1::numeric", "", ")"],
        ["select ", "((select ", "1", ") union select 1)"],
        ["select ", "(", "", ""],
        ["select a ", "between 1 + (a ", "", ""],
        ["select a", "[b", "", "]"],
    ];

    [Theory]
    [InlineData(100, 0)]
    [InlineData(400, 256)]
    [InlineData(10_000, 0)]
    [InlineData(10_000, 256)]
    public void Deep_statement_is_answered_or_refused(int depth, int stackKilobytes)
    {
        foreach (var shape in Shapes)
        {
            var sql = shape[0] + Repeat(shape[1], depth) + shape[2] + Repeat(shape[3], depth);
            OnThread(stackKilobytes * 1024, () =>
            {
                try
                {
                    SqlParser.Parse(sql);
                }
                catch (EngineException e)
                {
                    e.SqlState.ShouldBeOneOf("54001", "42601");
                }
            });
        }
    }

    [Fact]
    public void Hundred_levels_are_always_answered()
    {
        SqlParser.Parse("select " + Repeat("(", 100) + "1" + Repeat(")", 100)).Length.ShouldBe(1);
        SqlParser.Parse("select " + Repeat("(select ", 100) + "1" + Repeat(")", 100)).Length.ShouldBe(1);
    }

    [Fact]
    public void Long_chain_of_AND_is_one_flat_node()
    {
        var expression = SqlParser.ParseExpression("a = 0" + Repeat(" and a = 1", 100_000));
        expression.ShouldBeOfType<LogicalExpression>().Operands.Count.ShouldBe(100_001);
    }

    [Fact]
    public void Long_list_and_large_literal_are_answered()
    {
        var list = (InListExpression)SqlParser.ParseExpression("a in (0" + Repeat(", 1", 100_000) + ")");
        list.Items.Count.ShouldBe(100_001);
        ((StringLiteral)SqlParser.ParseExpression("'" + new string('\u00e9', 10_000_000) + "'")).Value.Length.ShouldBe(10_000_000);
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable(text, count));

    private static IEnumerable<string> Enumerable(string text, int count)
    {
        for (var i = 0; i < count; i++)
            yield return text;
    }

    private static void OnThread(int stackBytes, Action action)
    {
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
#pragma warning disable CA1031 // Whatever the thread throws is handed to the test.
                catch (Exception e)
#pragma warning restore CA1031
                {
                    failure = e;
                }
            },
            stackBytes);
        thread.Start();
        thread.Join();
        failure.ShouldBeNull();
    }
}
