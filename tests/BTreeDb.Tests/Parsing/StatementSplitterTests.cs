using BTreeDb.Parsing;

namespace BTreeDb.Tests.Parsing;

public sealed class StatementSplitterTests
{
    [Fact]
    public void Text_is_cut_at_semicolons_outside_of_quotes_comments_and_parentheses()
    {
        const string text = "select ';', \";\", $x$;$x$ /* ; */ -- ;\n; create rule r (a; b); ; select 'open;";
        var parts = new List<string>();
        foreach (var span in StatementSplitter.Split(text))
            parts.Add(text.Substring(span.Start, span.Length));
        parts.ShouldBe(["select ';', \";\", $x$;$x$", "create rule r (a; b)", "select 'open;"]);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("  -- only a comment", true)]
    [InlineData("select 1", false)]
    [InlineData("select 1;", true)]
    [InlineData("select 1; select 2", false)]
    [InlineData("select (1;", false)]
    [InlineData("select 'a;", false)]
    [InlineData("select $$ ;", false)]
    [InlineData("select 1 /* ;", false)]
    [InlineData("nonsense );", true)]
    public void Input_is_complete_when_its_last_statement_is_terminated(string text, bool complete) =>
        SqlParser.IsComplete(text).ShouldBe(complete);
}
