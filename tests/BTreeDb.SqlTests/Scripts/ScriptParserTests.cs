using BTreeDb.SqlTest.Scripts;

namespace BTreeDb.SqlTests.Scripts;

public sealed class ScriptParserTests
{
    [Fact]
    public void Statement_has_its_lines_and_expectation()
    {
        var record = ParseOne<StatementRecord>("# comment\n\nstatement ok\nCREATE TABLE t(\n  a int)\n\n");

        record.Line.ShouldBe(3);
        record.Sql.ShouldBe("CREATE TABLE t(\n  a int)");
        record.Expectation.Kind.ShouldBe(StatementExpectationKind.Ok);
    }

    [Fact]
    public void Statement_count_has_a_number()
    {
        var record = ParseOne<StatementRecord>("statement count 12\ndelete from t");

        record.Expectation.Kind.ShouldBe(StatementExpectationKind.Count);
        record.Expectation.Count.ShouldBe(12);
    }

    [Theory]
    [InlineData("statement error", "error")]
    [InlineData("statement error 42P01", "error 42P01")]
    [InlineData("statement error does not exist$", "error matching does not exist$")]
    [InlineData("query error 22012", "error 22012")]
    public void Error_takes_a_code_or_a_pattern(string header, string expected)
    {
        var record = ParseOne<StatementRecord>(header + "\nselect 1");

        record.Expectation.Error!.ToString().ShouldBe(expected);
    }

    [Fact]
    public void Query_has_types_sort_label_and_result()
    {
        var record = ParseOne<QueryRecord>("query ITR valuesort label-1\nselect 1\n----\n1\nx y  \n2.000\n");

        record.Types.ShouldBe("ITR");
        record.Sort.ShouldBe(SortMode.ValueSort);
        record.Label.ShouldBe("label-1");
        record.Expected!.Value.ShouldBe(["1", "x y  ", "2.000"]);
    }

    [Fact]
    public void Query_without_a_sort_mode_is_not_sorted() =>
        ParseOne<QueryRecord>("query T\nselect 1\n----\n1").Sort.ShouldBe(SortMode.NoSort);

    [Fact]
    public void Query_without_a_result_is_not_checked() =>
        ParseOne<QueryRecord>("query T\nselect 1\n").Expected.ShouldBeNull();

    [Fact]
    public void Query_may_expect_no_rows() =>
        ParseOne<QueryRecord>("query T\nselect 1 where false\n----\n\n").Expected!.Value.ShouldBeEmpty();

    [Fact]
    public void Conditions_belong_to_the_next_record()
    {
        var script = ScriptParser.Parse("onlyif mysql # why\nskipif sqlite\nstatement ok\nx\n\nstatement ok\ny\n");

        script.Records[0].Conditions.ShouldBe([new(true, "mysql"), new(false, "sqlite")]);
        script.Records[1].Conditions.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("onlyif postgresql", true)]
    [InlineData("onlyif mysql", false)]
    [InlineData("skipif postgresql", false)]
    [InlineData("skipif mysql", true)]
    [InlineData("skipif mysql\nonlyif mysql", false)]
    public void Record_applies_when_all_conditions_hold(string conditions, bool applies)
    {
        var record = ParseOne<StatementRecord>(conditions + "\nstatement ok\nx");

        record.AppliesTo(["postgresql"]).ShouldBe(applies);
    }

    [Fact]
    public void Threshold_and_halt_are_records_of_their_own()
    {
        var script = ScriptParser.Parse("hash-threshold 8\n\nhalt\n");

        script.Records[0].ShouldBeOfType<HashThresholdRecord>().Threshold.ShouldBe(8);
        script.Records[1].ShouldBeOfType<HaltRecord>();
        script.SqlRecordCount.ShouldBe(0);
    }

    [Fact]
    public void Connection_names_the_session_of_the_next_record()
    {
        var script = ScriptParser.Parse("connection c1\nstatement ok\nx\n\nstatement ok\ny\n");

        ((SqlRecord)script.Records[0]).Connection.ShouldBe("c1");
        ((SqlRecord)script.Records[1]).Connection.ShouldBe("");
    }

    [Fact]
    public void Carriage_returns_do_not_count() =>
        ParseOne<QueryRecord>("query I\r\nselect 1\r\n----\r\n1\r\n\r\n").Expected!.Value.ShouldBe(["1"]);

    [Theory]
    [InlineData("stament ok\nx", 1)]
    [InlineData("\nquery X\nselect 1", 2)]
    [InlineData("query I sortrow\nselect 1", 1)]
    [InlineData("statement maybe\nx", 1)]
    [InlineData("statement count x\ny", 1)]
    [InlineData("statement error (\ny", 1)]
    [InlineData("statement ok\n\n", 1)]
    [InlineData("hash-threshold many", 1)]
    public void Unknown_text_is_refused_with_its_line(string text, int line) =>
        Should.Throw<ScriptSyntaxException>(() => ScriptParser.Parse(text)).Line.ShouldBe(line);

    [Fact]
    public void Condition_without_a_record_is_refused() =>
        Should.Throw<ScriptSyntaxException>(() => ScriptParser.Parse("onlyif mysql\n"));

    private static T ParseOne<T>(string text)
        where T : ScriptRecord =>
        ScriptParser.Parse(text).Records.ShouldHaveSingleItem().ShouldBeOfType<T>();
}
