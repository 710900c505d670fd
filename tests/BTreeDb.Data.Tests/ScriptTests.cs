using System.Linq;

namespace BTreeDb.Data.Tests;

public sealed class ScriptTests
{
    [Fact]
    public void Semicolons_in_literals_and_comments_do_not_count()
    {
        var statements = BTreeDbScript.Split("select ';' ; -- a; b\n/* ; */ select \"a;b\"; select $x$ ; $x$");

        statements.Select(statement => statement.Text).ShouldBe(["select ';'", "select \"a;b\"", "select $x$ ; $x$"]);
        statements.Select(statement => statement.IsTerminated).ShouldBe([true, true, false]);
        statements[1].Start.ShouldBe(29);
    }

    [Theory]
    [InlineData("select 1;", true)]
    [InlineData("select 1; -- done", true)]
    [InlineData("", true)]
    [InlineData("select 1", false)]
    [InlineData("select ';", false)]
    [InlineData("select (1;", false)]
    [InlineData("select $$;", false)]
    [InlineData("/* ; ", false)]
    public void Text_is_complete_when_its_last_statement_is_ended(string text, bool complete) =>
        BTreeDbScript.IsComplete(text).ShouldBe(complete);
}
