using System.Globalization;
using System.Text.RegularExpressions;
using BTreeDb.Engine.Statistics;
using Shouldly;
using Xunit;

namespace BTreeDb.Tests.Engine.Statistics;

/// <summary>What ANALYZE finds out, and what the planner makes of it.</summary>
public sealed partial class AnalyzeTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData("k = 1", 50_000)]
    [InlineData("k = 77", 500)]
    [InlineData("k = 100000", 1)]
    [InlineData("k IN (1, 2)", 50_500)]
    [InlineData("k >= 1 AND k < 51", 75_000)]
    [InlineData("k IS NULL", 1)]
    [InlineData("n IS NULL", 10_000)]
    [InlineData("d < date '2000-01-11'", 1_000)]
    [InlineData("d BETWEEN date '2000-03-01' AND date '2000-03-10'", 1_000)]
    [InlineData("s LIKE '%7'", 10_000)]
    [InlineData("s LIKE 'name 1%'", 11_111)]
    [InlineData("upper(s) = 'NAME 5'", 100)]
    [InlineData("v > 2.5 AND v <= 5", 25_000)]
    public void Estimates_are_near_the_truth(string condition, double rows)
    {
        LoadSkewed();
        var estimated = EstimatedRows($"SELECT * FROM t WHERE {condition}");
        estimated.ShouldBeInRange(rows / 2.5, rows < 1_000 ? (rows * 2) + 1_500 : rows * 1.6);
    }

    [Fact]
    public void Groups_are_counted_by_distinct_values()
    {
        LoadSkewed();
        EstimatedRows("SELECT s, count(*) FROM t GROUP BY s").ShouldBeInRange(950, 1_050);
        EstimatedRows("SELECT k, count(*) FROM t GROUP BY k").ShouldBeInRange(98, 104);
    }

    [Fact]
    public void Rare_values_are_looked_up_and_common_ones_scanned()
    {
        LoadSkewed();
        _database.Run("CREATE INDEX t_k ON t (k)");
        string.Join('\n', _database.Query("EXPLAIN SELECT s FROM t WHERE k = 77")).ShouldContain("Index Scan");
        string.Join('\n', _database.Query("EXPLAIN SELECT s FROM t WHERE k = 1")).ShouldContain("Seq Scan");
    }

    [Fact]
    public void Statistics_outlive_the_process_and_go_with_their_table()
    {
        LoadSkewed();
        var before = EstimatedRows("SELECT * FROM t WHERE k = 77");
        _database.Reopen();
        EstimatedRows("SELECT * FROM t WHERE k = 77").ShouldBe(before);
        _database.Run("DROP TABLE t; CREATE TABLE t (k text)");
        _database.Query("SELECT * FROM t WHERE k = 'x'").ShouldBeEmpty();
        _database.Reopen();
        _database.Query("SELECT * FROM t WHERE k = 'x'").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(10)]
    [InlineData(5_000)]
    [InlineData(200_000)]
    public void Different_values_are_counted_with_a_small_error(int count)
    {
        var counter = new HyperLogLog();
        var hashes = new ulong[count];
        for (var i = 0; i < count; i++)
            hashes[i] = (ulong)i * 0x9E3779B97F4A7C15;
        counter.Add(hashes);
        counter.Add(hashes);
        counter.Estimate().ShouldBeInRange(count * 0.96, count * 1.04);
    }

    /// <summary>A hundred thousand rows: half of them have <c>k = 1</c>, the others one of a hundred values.</summary>
    private void LoadSkewed() => _database.Run(
        "CREATE TABLE t (id int PRIMARY KEY, k int, n int, d date, s text, v numeric(6,2));"
        + "INSERT INTO t SELECT g, CASE WHEN g % 2 = 0 THEN 1 ELSE (g / 2) % 100 + 1 END, CASE WHEN g % 10 = 0 THEN NULL ELSE g END,"
        + " date '2000-01-01' + g / 100, 'name ' || g % 1000, (g % 1000) / 100.0 FROM generate_series(0, 99999) g; ANALYZE t");

    private double EstimatedRows(string query)
    {
        var line = _database.Query("EXPLAIN " + query)[0];
        return double.Parse(Rows().Match(line).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"rows=(\d+)")]
    private static partial Regex Rows();
}
