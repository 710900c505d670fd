using BTreeDb.SqlTest.Scripts;

namespace BTreeDb.SqlTests.Scripts;

public sealed class ScriptRewriterTests
{
    [Fact]
    public void Unchanged_script_stays_byte_for_byte()
    {
        const string Text = "# head\n\nquery I\nselect 1\n----\n1\n\nstatement ok\nx";

        new ScriptRewriter(ScriptParser.Parse(Text)).ToString().ShouldBe(Text);
    }

    [Fact]
    public void Result_is_replaced_and_nothing_else()
    {
        var script = ScriptParser.Parse("query I\nselect 1\n----\n9\n9\n\n# tail\nquery I\nselect 2\n");
        var rewriter = new ScriptRewriter(script);

        rewriter.ReplaceResult((QueryRecord)script.Records[0], ["1"]);
        rewriter.ReplaceResult((QueryRecord)script.Records[1], ["2"]);

        rewriter.ToString().ShouldBe("query I\nselect 1\n----\n1\n\n# tail\nquery I\nselect 2\n----\n2\n");
    }

    [Fact]
    public void Header_is_replaced()
    {
        var script = ScriptParser.Parse("statement count 1\ndelete from t\n");
        var rewriter = new ScriptRewriter(script);

        rewriter.ReplaceHeader(script.Records[0], "statement count 2");

        rewriter.ToString().ShouldBe("statement count 2\ndelete from t\n");
    }
}
