using BTreeDb.SqlTest.Running;
using BTreeDb.SqlTest.Scripts;
using BTreeDb.SqlTests.Fakes;

namespace BTreeDb.SqlTests.Running;

public sealed class ScriptRunnerTests
{
    private readonly FakeFactory _factory = new()
    {
        Answers =
        {
            ["q"] = () => new string?[][] { ["2", "b"], ["1", null] },
            ["one"] = () => new string?[][] { ["1"] },
            ["two"] = () => new string?[][] { ["2"] },
            ["del"] = () => 3,
            ["div"] = () => throw new FakeException("22012", "division by zero"),
            ["bug"] = () => throw new FakeException("XX000", "internal error"),
            ["crash"] = () => throw new InvalidCastException("boom"),
        },
    };

    [Theory]
    [InlineData("statement ok\nx\n")]
    [InlineData("statement ok\nq\n")]
    [InlineData("statement count 3\ndel\n")]
    [InlineData("statement error\ndiv\n")]
    [InlineData("statement error 22012\ndiv\n")]
    [InlineData("statement error by zero\ndiv\n")]
    [InlineData("statement error XX000\nbug\n")]
    [InlineData("query TT rowsort\nq\n----\n1\nNULL\n2\nb\n")]
    [InlineData("query TT nosort\nq\n----\n2\tb\n1\tNULL\n")]
    [InlineData("query T\none\n")]
    public void Expected_outcome_passes(string script)
    {
        var result = Run(script);

        result.Differences.ShouldBeEmpty();
        (result.Passed, result.Failed, result.Skipped).ShouldBe((1, 0, 0));
    }

    [Theory]
    [InlineData("statement ok\ndiv\n", "error 22012: division by zero")]
    [InlineData("statement count 2\ndel\n", "count 3")]
    [InlineData("statement error\nx\n", "success")]
    [InlineData("statement error 22003\ndiv\n", "error 22012: division by zero")]
    [InlineData("statement error overflow\ndiv\n", "error 22012: division by zero")]
    [InlineData("query TT nosort\nq\n----\n1\nNULL\n2\nb\n", "2\nb\n1\nNULL")]
    [InlineData("query T\nq\n----\n1\n", "2 columns")]
    [InlineData("query T\ndiv\n----\n1\n", "error 22012: division by zero")]
    public void Other_outcome_fails_and_is_shown(string script, string actual)
    {
        var result = Run(script);

        (result.Passed, result.Failed, result.Skipped).ShouldBe((0, 1, 0));
        var difference = result.Differences.ShouldHaveSingleItem();
        difference.Line.ShouldBe(1);
        difference.Actual.ShouldBe(actual);
    }

    [Theory]
    [InlineData("statement error\nbug\n")]
    [InlineData("statement error\ncrash\n")]
    public void Internal_error_is_never_what_was_expected(string script) => Run(script).Failed.ShouldBe(1);

    [Fact]
    public void Records_that_do_not_apply_and_those_after_halt_are_skipped()
    {
        var result = Run("onlyif mysql\nstatement ok\nx\n\nstatement ok\ny\n\nhalt\n\nstatement ok\nz\n");

        (result.Passed, result.Failed, result.Skipped).ShouldBe((1, 0, 2));
        _factory.Log.ShouldBe(["open", "y", "close"]);
    }

    [Fact]
    public void Halt_under_another_label_does_nothing() =>
        Run("onlyif mysql\nhalt\n\nstatement ok\nx\n").Passed.ShouldBe(1);

    [Fact]
    public void Queries_of_one_label_must_agree()
    {
        var result = Run("query T nosort a\none\n----\n1\n\nquery T nosort a\ntwo\n----\n2\n");

        result.Failed.ShouldBe(1);
        result.Differences[0].Expected.ShouldContain("label a");
    }

    [Fact]
    public void Script_goes_on_after_a_failure() => Run("statement ok\ndiv\n\nstatement ok\nx\n").Passed.ShouldBe(1);

    [Fact]
    public void Differences_are_kept_up_to_a_limit()
    {
        var script = string.Concat(Enumerable.Repeat("statement ok\ndiv\n\n", 30));

        var result = Run(script);

        result.Failed.ShouldBe(30);
        result.Differences.Count.ShouldBe(new RunOptions().MaxDifferences);
    }

    [Fact]
    public void Each_named_connection_is_opened_once()
    {
        Run("connection a\nstatement ok\nx\n\nconnection b\nstatement ok\ny\n\nconnection a\nstatement ok\nz\n");

        _factory.Log.ShouldBe(["open", "x", "open", "y", "z", "close", "close"]);
    }

    [Fact]
    public void Session_settings_are_set_on_each_connection()
    {
        var options = new RunOptions { SessionSettings = Configuration.Parse("spill=force").Session };

        ScriptRunner.Run(_factory, "f", ScriptParser.Parse("statement ok\nx\n"), options);

        _factory.Log.ShouldBe(["open", "SET force_spill TO 'on'", "x", "close"]);
    }

    [Fact]
    public void Rewriting_puts_the_actual_results_into_the_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "query TT rowsort\nq\n----\nold\n\nstatement count 9\ndel\n");

            ScriptRunner.RunFile(_factory, file, new() { Rewrite = true }).Failed.ShouldBe(0);

            File.ReadAllText(file).ShouldBe("query TT rowsort\nq\n----\n1\nNULL\n2\nb\n\nstatement count 3\ndel\n");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void File_with_a_wrong_line_fails_as_a_whole()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "statement ok\nx\n\nnonsense\n");

            var result = ScriptRunner.RunFile(_factory, file, new());

            (result.Passed, result.Failed).ShouldBe((0, 1));
            result.Differences[0].Line.ShouldBe(4);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private FileResult Run(string script) =>
        ScriptRunner.Run(_factory, "test", ScriptParser.Parse(script), new() { Labels = ["postgresql"] });
}
