using BTreeDb.SqlTest.Results;
using BTreeDb.SqlTest.Scripts;

namespace BTreeDb.SqlTests.Results;

public sealed class QueryResultTests
{
    [Fact]
    public void Rowsort_compares_whole_rows_as_text()
    {
        var result = QueryResult.Of(2, "9", "a", "10", "b", "10", "a");

        result.Sort(SortMode.RowSort);

        result.Values.ShouldBe(["10", "a", "10", "b", "9", "a"]);
    }

    [Fact]
    public void Valuesort_forgets_the_rows()
    {
        var result = QueryResult.Of(2, "9", "a", "10", "b");

        result.Sort(SortMode.ValueSort);

        result.Values.ShouldBe(["10", "9", "a", "b"]);
    }

    [Fact]
    public void Hash_is_the_md5_of_all_lines() =>
        // printf '1\n2\n3\n' | md5sum
        QueryResult.Of(1, "1", "2", "3").HashLine().ShouldBe("3 values hashing to c0710d6b4f15dfa88f600b0e6b624077");
}
