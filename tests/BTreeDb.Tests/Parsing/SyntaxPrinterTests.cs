using BTreeDb.Parsing;
using BTreeDb.Parsing.Printing;
using BTreeDb.Parsing.Syntax;

namespace BTreeDb.Tests.Parsing;

public sealed class SyntaxPrinterTests
{
    [Fact]
    public void Printed_statement_parses_to_an_equal_tree()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(RepositoryPaths.Root, "tests", "golden", "syntax"), "*.txt"))
        {
            foreach (var sql in GoldenSyntaxTests.Statements(File.ReadAllText(file)))
                ShouldSurvivePrinting(SqlParser.ParseStatement(sql));
        }
    }

    [Theory]
    [InlineData("select a or b and not c = d", "SELECT a OR (b AND (NOT (c = d)))")]
    [InlineData("select -2 ^ 2 + 3 * 4 - 5", "SELECT ((-2 ^ 2) + (3 * 4)) - 5")]
    [InlineData("select a || b < c and d is null", "SELECT ((a || b) < c) AND (d IS NULL)")]
    [InlineData("select 1 is null = false", "SELECT (1 IS NULL) = FALSE")]
    [InlineData("select a between b + 1 and c and d", "SELECT (a BETWEEN (b + 1) AND c) AND d")]
    [InlineData("select -1::int", "SELECT - CAST(1 AS integer)")]
    [InlineData("select a at time zone b || c collate d", "SELECT (a AT TIME ZONE b) || (c COLLATE d)")]
    [InlineData("select * from a, b join c on d left join e using (f)", "SELECT * FROM a, b JOIN c ON d LEFT JOIN e USING (f)")]
    [InlineData("select * from a join b join c on d on e", "SELECT * FROM a JOIN (b JOIN c ON d) ON e")]
    [InlineData("select 1 union select 2 intersect select 3 union all select 4", "SELECT 1 UNION SELECT 2 INTERSECT SELECT 3 UNION ALL SELECT 4")]
    [InlineData("SELECT Foo, \"Foo\", \"select\", \"a b\" from \"T\"", "SELECT foo, \"Foo\", \"select\", \"a b\" FROM \"T\"")]
    [InlineData("select char 'a', char(3) 'b', float(3) '1'", "SELECT character(1) 'a', character(3) 'b', real '1'")]
    public void Statement_prints_in_canonical_form(string sql, string canonical)
    {
        var statement = SqlParser.ParseStatement(sql);
        SyntaxPrinter.Print(statement).ShouldBe(canonical);
        ShouldSurvivePrinting(statement);
    }

    [Fact]
    public void Expression_round_trips_alone()
    {
        var expression = SqlParser.ParseExpression("a > 0 and lower(b) <> 'x'");
        SqlParser.ParseExpression(SyntaxPrinter.Print(expression)).ShouldBe(expression);
    }

    internal static void ShouldSurvivePrinting(Statement statement)
    {
        var printed = SyntaxPrinter.Print(statement);
        SqlParser.ParseStatement(printed).Equals(statement).ShouldBeTrue(printed);
    }
}
