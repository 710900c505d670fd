using BTreeDb.SqlTest.Results;

namespace BTreeDb.SqlTests.Results;

public sealed class ExpectedResultTests
{
    private static readonly QueryResult TwoRows = QueryResult.Of(2, "1", "a b", "2", "NULL");

    [Fact]
    public void One_value_a_line() =>
        ExpectedResult.Matches(["1", "a b", "2", "NULL"], TwoRows).ShouldBeTrue();

    [Fact]
    public void One_row_a_line_with_tabs() =>
        ExpectedResult.Matches(["1\ta b", "2\tNULL"], TwoRows).ShouldBeTrue();

    [Fact]
    public void One_row_a_line_with_blanks() =>
        ExpectedResult.Matches(["1  x", "2 NULL"], QueryResult.Of(2, "1", "x", "2", "NULL")).ShouldBeTrue();

    [Fact]
    public void Hash_line() =>
        ExpectedResult.Matches([TwoRows.HashLine()], TwoRows).ShouldBeTrue();

    [Theory]
    [InlineData("1", "a b", "2", "x")]
    [InlineData("1", "a b", "2")]
    [InlineData("1\ta b", "2\tx")]
    [InlineData("1\ta b")]
    [InlineData("4 values hashing to 00000000000000000000000000000000")]
    [InlineData("5 values hashing to 00000000000000000000000000000000")]
    public void Anything_else_differs(params string[] expected) =>
        ExpectedResult.Matches(expected, TwoRows).ShouldBeFalse();

    [Fact]
    public void Trailing_blanks_of_a_value_count() =>
        ExpectedResult.Matches(["a"], QueryResult.Of(1, "a ")).ShouldBeFalse();

    [Fact]
    public void Rewriting_keeps_the_form()
    {
        ExpectedResult.Render(["1\tx", "2\ty"], TwoRows, 0).ShouldBe(["1\ta b", "2\tNULL"]);
        ExpectedResult.Render(["1", "x", "2", "y"], TwoRows, 0).ShouldBe(["1", "a b", "2", "NULL"]);
        ExpectedResult.Render(null, TwoRows, 3).ShouldBe([TwoRows.HashLine()]);
        ExpectedResult.Render(null, TwoRows, 4).ShouldBe(["1", "a b", "2", "NULL"]);
    }
}
