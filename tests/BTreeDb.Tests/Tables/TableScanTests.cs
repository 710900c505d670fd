using BTreeDb.Tables;

namespace BTreeDb.Tests.Tables;

public sealed class TableScanTests
{
    private const int RowCount = 5000;

    [Fact]
    public void Scan_over_many_leaves_keeps_all_text_of_a_batch()
    {
        using var fixture = Filled();
        using var scan = new TableScan(fixture.Table, [2, 0], withRowKey: true, reverse: false);
        scan.Open(fixture.Access, null);
        var row = 0;
        var batches = 0;
        while (scan.Next())
        {
            batches++;
            scan.Output.Columns.Length.ShouldBe(3);
            for (var i = 0; i < scan.Output.RowCount; i++, row++)
            {
                scan.Output.Columns[1].GetDatum(i).AsInt64().ShouldBe(row);
                scan.Output.Columns[0].GetDatum(i).AsText().ShouldBe(TextOf(row));
            }
        }

        row.ShouldBe(RowCount);
        batches.ShouldBeLessThan(20);
    }

    [Fact]
    public void Bounds_select_a_range_in_both_directions()
    {
        using var fixture = Filled();
        var bounds = new KeyBounds(fixture.Table.Schema, fixture.Table.Schema.PrimaryKey);
        bounds.SetLower(TableFixture.ToDatum(100), inclusive: true);
        bounds.SetUpper(TableFixture.ToDatum(200), inclusive: false);
        var rows = fixture.Scan(bounds: bounds);
        rows.Count.ShouldBe(100);
        rows[0].ShouldStartWith("100|");
        fixture.Scan(reverse: true, bounds)[0].ShouldStartWith("199|");
        bounds.Clear();
        bounds.SetLower(TableFixture.ToDatum(4990), inclusive: false);
        fixture.Scan(bounds: bounds).Count.ShouldBe(9);
        bounds.Clear();
        bounds.AddEqual(TableFixture.ToDatum(7));
        fixture.Scan(bounds: bounds).ShouldHaveSingleItem();
    }

    [Fact]
    public void Index_scan_reads_ranges_of_nullable_and_descending_columns()
    {
        using var fixture = new TableFixture("""
            CREATE TABLE t (a int PRIMARY KEY, b int, c int);
            CREATE INDEX t_b ON t (b DESC NULLS LAST, c);
            CREATE INDEX t_c ON t (c NULLS FIRST)
            """);
        fixture.Begin();
        fixture.Insert([1, 10, 5], [2, 20, null], [3, null, 7], [4, 20, 1], [5, 30, 2], [6, null, null]);
        fixture.ScanIndex(0, [0]).ShouldBe(["5", "4", "2", "1", "3", "6"]);
        fixture.ScanIndex(0, [0], reverse: true)[0].ShouldBe("6");
        var bounds = new KeyBounds(fixture.Table.Schema, fixture.Table.Schema.Indexes[0].Columns);
        bounds.SetLower(TableFixture.ToDatum(15), inclusive: true);
        fixture.ScanIndex(0, [0], bounds: bounds).ShouldBe(["5", "4", "2"]);
        bounds.Clear();
        bounds.SetUpper(TableFixture.ToDatum(20), inclusive: true);
        fixture.ScanIndex(0, [0], bounds: bounds).ShouldBe(["4", "2", "1"]);
        bounds.Clear();
        bounds.AddIsNull();
        fixture.ScanIndex(0, [0], bounds: bounds).ShouldBe(["3", "6"]);
        bounds.Clear();
        bounds.AddEqual(TableFixture.ToDatum(20));
        bounds.SetNotNull();
        fixture.ScanIndex(0, [0], bounds: bounds).ShouldBe(["4"]);
        var second = new KeyBounds(fixture.Table.Schema, fixture.Table.Schema.Indexes[1].Columns);
        second.SetUpper(TableFixture.ToDatum(5), inclusive: false);
        fixture.ScanIndex(1, [0, 2], bounds: second).ShouldBe(["4|1", "5|2"]);
        second.Clear();
        second.AddEqual(TableFixture.ToDatum(null));
        second.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Index_only_scan_is_used_where_the_index_covers_exactly()
    {
        using var fixture = new TableFixture(
            "CREATE TABLE t (a int PRIMARY KEY, b text, c numeric, d int); CREATE INDEX i ON t (b, c)");
        var index = fixture.Table.Schema.Indexes[0];
        IndexScan.Covers(fixture.Table.Schema, index, [0, 1]).ShouldBeTrue();
        IndexScan.Covers(fixture.Table.Schema, index, [3]).ShouldBeFalse();
        IndexScan.Covers(fixture.Table.Schema, index, [2]).ShouldBeFalse("a numeric key loses trailing zeros");
    }

    [Fact]
    public void Index_built_over_existing_rows_finds_them_all()
    {
        using var fixture = Filled();
        fixture.Commit();
        fixture.Run("SET work_mem = '64kB'; CREATE INDEX t_b ON t (b); CREATE UNIQUE INDEX t_c ON t (c, a)");
        fixture.Begin();
        var table = fixture.Table;
        table.Schema.Indexes.Length.ShouldBe(2);
        var byB = fixture.ScanIndex(0, [1, 0, 2]);
        byB.Count.ShouldBe(RowCount);
        byB[0].ShouldBe($"0|0|{TextOf(0)}");
        byB[1].ShouldStartWith("0|97|");
        fixture.ScanIndex(1, [2]).Count.ShouldBe(RowCount);
    }

    [Fact]
    public void Unique_index_over_duplicates_is_refused()
    {
        using var fixture = Filled();
        fixture.Commit();
        var error = Should.Throw<BTreeDb.Diagnostics.EngineException>(() => fixture.Run("CREATE UNIQUE INDEX t_b ON t (b)"));
        error.Message.ShouldBe("could not create unique index \"t_b\"");
        error.Detail.ShouldBe("Key (b)=(0) is duplicated.");
        fixture.Schema("t").Indexes.ShouldBeEmpty();
    }

    [Fact]
    public void Point_read_finds_rows_by_key_and_by_unique_index()
    {
        using var fixture = new TableFixture("CREATE TABLE t (a int PRIMARY KEY, b text UNIQUE, c int)");
        fixture.Begin();
        fixture.Insert([1, "x", 10], [2, "y", 20]);
        var key = new KeyBounds(fixture.Table.Schema, fixture.Table.Schema.PrimaryKey);
        key.AddEqual(TableFixture.ToDatum(2));
        using var read = new PointRead(fixture.Table, null, [2, 0, 1], withRowKey: true);
        read.TryRead(fixture.Access, key).ShouldBeTrue();
        read.Output.Columns[0].GetDatum(0).AsInt64().ShouldBe(20);
        read.Output.Columns[1].GetDatum(0).AsInt64().ShouldBe(2);
        read.Output.Columns[2].GetDatum(0).AsText().ShouldBe("y");
        read.Output.Columns[3].GetDatum(0).AsBytes().ShouldBe(fixture.RowKey(2));
        key.Clear();
        key.AddEqual(TableFixture.ToDatum(3));
        read.TryRead(fixture.Access, key).ShouldBeFalse();
        read.Output.RowCount.ShouldBe(0);
        var index = fixture.Table.Schema.Indexes[0];
        var unique = new KeyBounds(fixture.Table.Schema, index.Columns);
        unique.AddEqual(TableFixture.ToDatum("x"));
        using var byIndex = new PointRead(fixture.Table, index, [0], withRowKey: false);
        byIndex.TryRead(fixture.Access, unique).ShouldBeTrue();
        byIndex.Output.Columns[0].GetDatum(0).AsInt64().ShouldBe(1);
    }

    private static string TextOf(int row) => row % 3 == 0 ? $"{row}" : $"a text of some length, number {row}";

    private static TableFixture Filled()
    {
        var fixture = new TableFixture("CREATE TABLE t (a int PRIMARY KEY, b int, c text)");
        fixture.Begin();
        var rows = new object?[RowCount][];
        for (var i = 0; i < RowCount; i++)
            rows[i] = [i, i % 97, TextOf(i)];
        fixture.Insert(rows);
        return fixture;
    }
}
