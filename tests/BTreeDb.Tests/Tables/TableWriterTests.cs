using BTreeDb.Diagnostics;
using BTreeDb.Tables;

namespace BTreeDb.Tests.Tables;

public sealed class TableWriterTests
{
    [Fact]
    public void Rows_come_back_in_the_order_of_the_key()
    {
        using var fixture = new TableFixture("CREATE TABLE t (a int PRIMARY KEY, b text, c bigint)");
        fixture.Begin();
        fixture.Insert([3, "three", 30], [1, null, 10], [2, "a text that does not fit into a view", null]);
        fixture.Scan().ShouldBe(["1|~|10", "2|a text that does not fit into a view|~", "3|three|30"]);
        fixture.Scan(reverse: true)[0].ShouldBe("3|three|30");
        fixture.Commit();
        fixture.Begin();
        fixture.Scan().Count.ShouldBe(3);
        fixture.Table.State.Rows.Rows.ShouldBe(3);
    }

    [Fact]
    public void Rows_without_primary_key_keep_the_order_of_insertion_also_after_reopening()
    {
        using var fixture = new TableFixture("CREATE TABLE t (a int, b text)");
        fixture.Begin();
        fixture.Insert([3, "x"], [1, "y"]);
        fixture.Commit();
        fixture.Begin();
        fixture.Insert([2, "z"], [1, "y"]);
        fixture.Scan().ShouldBe(["3|x", "1|y", "2|z", "1|y"]);
    }

    [Fact]
    public void Duplicate_key_is_refused_with_PostgreSQLs_words()
    {
        using var fixture = new TableFixture("CREATE TABLE t (a int, b text, PRIMARY KEY (b, a))");
        fixture.Begin();
        fixture.Insert([1, "x"]);
        var error = Should.Throw<EngineException>(() => fixture.Insert([1, "x"]));
        error.SqlState.ShouldBe(SqlState.UniqueViolation);
        error.Message.ShouldBe("duplicate key value violates unique constraint \"t_pkey\"");
        error.Detail.ShouldBe("Key (b, a)=(x, 1) already exists.");
        error.ConstraintName.ShouldBe("t_pkey");
        error.TableName.ShouldBe("t");
    }

    [Fact]
    public void Unique_index_refuses_duplicates_but_not_nulls()
    {
        using var fixture = new TableFixture("CREATE TABLE t (a int PRIMARY KEY, b int UNIQUE)");
        fixture.Begin();
        fixture.Insert([1, 10], [2, null], [3, null]);
        var error = Should.Throw<EngineException>(() => fixture.Insert([4, 10]));
        error.SqlState.ShouldBe(SqlState.UniqueViolation);
        error.ConstraintName.ShouldBe("t_b_key");
        error.Detail.ShouldBe("Key (b)=(10) already exists.");
    }

    [Fact]
    public void Null_in_a_not_null_column_is_refused_with_the_row()
    {
        using var fixture = new TableFixture("CREATE TABLE t (a int PRIMARY KEY, b text NOT NULL, c text)");
        fixture.Begin();
        var error = Should.Throw<EngineException>(() => fixture.Insert([1, null, new string('x', 100)]));
        error.SqlState.ShouldBe(SqlState.NotNullViolation);
        error.Message.ShouldBe("null value in column \"b\" of relation \"t\" violates not-null constraint");
        error.Detail.ShouldBe($"Failing row contains (1, null, {new string('x', 64)}...).");
    }

    [Fact]
    public void Update_moves_index_entries_and_the_row()
    {
        using var fixture = new TableFixture(
            "CREATE TABLE t (a int PRIMARY KEY, b int, c text); CREATE INDEX t_b ON t (b); CREATE UNIQUE INDEX t_c ON t (c)");
        fixture.Begin();
        fixture.Insert([1, 10, "x"], [2, 20, "y"], [3, null, null]);
        using var writer = new TableWriter(fixture.Table);
        writer.Open(fixture.Access);
        writer.Update(fixture.RowKey(1), fixture.Vectors([5, 10, "x"]), 0).ShouldBeTrue();
        writer.Update(fixture.RowKey(2), fixture.Vectors([2, 5, "z"]), 0).ShouldBeTrue();
        writer.Update(fixture.RowKey(3), fixture.Vectors([3, null, "n"]), 0).ShouldBeTrue();
        fixture.Scan().ShouldBe(["2|5|z", "3|~|n", "5|10|x"]);
        fixture.ScanIndex(0, [1, 0]).ShouldBe(["5|2", "10|5", "~|3"]);
        fixture.ScanIndex(1, [2, 0, 1]).ShouldBe(["n|3|~", "x|5|10", "z|2|5"]);
        writer.Update(new byte[] { 0x80, 0, 0, 99 }, fixture.Vectors([9, 9, "q"]), 0).ShouldBeFalse();
    }

    [Fact]
    public void Delete_takes_the_index_entries_along()
    {
        using var fixture = new TableFixture(
            "CREATE TABLE t (a int PRIMARY KEY, b int, c text); CREATE INDEX t_b ON t (b DESC); CREATE UNIQUE INDEX t_c ON t (c)");
        fixture.Begin();
        fixture.Insert([1, 10, "x"], [2, 20, null]);
        using var writer = new TableWriter(fixture.Table);
        writer.Open(fixture.Access);
        writer.Delete(fixture.RowKey(1)).ShouldBeTrue();
        writer.Delete(fixture.RowKey(2)).ShouldBeTrue();
        writer.Delete(new byte[] { 0x80, 0, 0, 1 }).ShouldBeFalse();
        fixture.Scan().ShouldBeEmpty();
        fixture.ScanIndex(0, [1]).ShouldBeEmpty();
        fixture.ScanIndex(1, [2]).ShouldBeEmpty();
        fixture.Commit();
        fixture.Table.State.Rows.Rows.ShouldBe(0);
    }

    [Fact]
    public void Rollback_takes_rows_entries_and_counts_back()
    {
        using var fixture = new TableFixture("CREATE TABLE t (a int PRIMARY KEY, b int); CREATE INDEX t_b ON t (b)");
        fixture.Begin();
        fixture.Insert([1, 10]);
        fixture.Commit();
        fixture.Begin();
        fixture.Insert([2, 20]);
        fixture.Rollback();
        fixture.Begin();
        fixture.Scan().ShouldBe(["1|10"]);
        fixture.ScanIndex(0, [1]).ShouldBe(["10"]);
        fixture.Table.State.Rows.Rows.ShouldBe(1);
    }

    [Fact]
    public void Large_values_survive()
    {
        using var fixture = new TableFixture("CREATE TABLE t (a int PRIMARY KEY, b text, c text)");
        fixture.Begin();
        var large = new string('l', 200_000);
        fixture.Insert([1, large, "end"], [2, new string('m', 3000), large], [3, "s", "s"]);
        fixture.Scan().ShouldBe([$"1|{large}|end", $"2|{new string('m', 3000)}|{large}", "3|s|s"]);
    }
}
