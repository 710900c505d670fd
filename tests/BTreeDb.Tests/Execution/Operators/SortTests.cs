using System.Collections.Immutable;
using System.Linq;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Diagnostics;
using BTreeDb.Planning.Physical;
using BTreeDb.Types;

namespace BTreeDb.Tests.Execution.Operators;

/// <summary>Sorting, keeping the first rows and cutting, against LINQ, in memory and with forced spilling.</summary>
public sealed class SortTests
{
    private static readonly SqlType[] Types = [SqlType.Integer, SqlType.Text, SqlType.Numeric];

    [Theory]
    [InlineData(100, false)]
    [InlineData(100, true)]
    [InlineData(50_000, false)]
    [InlineData(50_000, true)]
    public void Rows_come_in_order_and_equal_ones_as_they_were(int count, bool forceSpill)
    {
        var rows = Rows(count);
        var input = OperatorHarness.Relation(1, "c", Types, rows);
        var plan = new SortPlan(
            input, [OperatorHarness.SortKey(input, 0, true), OperatorHarness.SortKey(input, 1)], default);
        OperatorHarness.Run(plan, forceSpill).ShouldBe(Ordered(rows).Select(row => OperatorHarness.Text(row)));
    }

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(7, 0, false)]
    [InlineData(7, 3000, false)]
    [InlineData(30_000, 10, false)]
    [InlineData(150_000, 5000, true)]
    [InlineData(7, 3000, true)]
    public void Top_rows_are_the_first_of_all(int limit, int offset, bool forceSpill)
    {
        var rows = Rows(40_000);
        var input = OperatorHarness.Relation(1, "c", Types, rows);
        var plan = new TopNPlan(
            input, [OperatorHarness.SortKey(input, 0, true), OperatorHarness.SortKey(input, 1)], BigInt(limit),
            BigInt(offset), default);
        var expected = Ordered(rows).Skip(offset).Take(limit).Select(row => OperatorHarness.Text(row));
        OperatorHarness.Run(plan, forceSpill).ShouldBe(expected);
    }

    /// <summary>The top rows for both directions and places of NULLs are the first ones of a full sort, whichever keys are tested first.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Top_rows_are_those_of_a_sort_with_nulls_anywhere(bool descending, bool nullsFirst)
    {
        var random = new Random(7);
        var rows = Enumerable.Range(0, 30_000).Select(i => new object?[]
        {
            random.Next(9) == 0 ? null : random.Next(60), $"t{i % 1000}", random.Next(50) == 0 ? null : random.Next(),
        }).ToList();
        var input = OperatorHarness.Relation(1, "c", [SqlType.Integer, SqlType.Text, SqlType.Integer], rows);
        foreach (var first in new[] { 0, 2 })
        {
            ImmutableArray<BoundSortKey> keys =
            [
                OperatorHarness.SortKey(input, first, descending, nullsFirst), OperatorHarness.SortKey(input, 2 - first),
                OperatorHarness.SortKey(input, 1),
            ];
            var sorted = OperatorHarness.Run(new SortPlan(input, keys, default));
            OperatorHarness.Run(new TopNPlan(input, keys, BigInt(50), BigInt(3), default)).ShouldBe(sorted.Skip(3).Take(50));
        }
    }

    [Fact]
    public void Nulls_come_where_they_are_wanted()
    {
        var input = OperatorHarness.Relation(1, "c", Types, [[2, "b", null], [null, "n", null], [1, "a", null]]);
        PhysicalPlan Sort(bool descending, bool nullsFirst) =>
            new SortPlan(input, [OperatorHarness.SortKey(input, 0, descending, nullsFirst)], default);
        OperatorHarness.Run(Sort(false, true)).ShouldBe(["~|n|~", "1|a|~", "2|b|~"]);
        OperatorHarness.Run(Sort(false, false)).ShouldBe(["1|a|~", "2|b|~", "~|n|~"]);
        OperatorHarness.Run(Sort(true, true)).ShouldBe(["~|n|~", "2|b|~", "1|a|~"]);
        OperatorHarness.Run(Sort(true, false)).ShouldBe(["2|b|~", "1|a|~", "~|n|~"]);
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(10, 1020)]
    [InlineData(5000, 1)]
    [InlineData(0, 5)]
    public void Limit_cuts_across_batches(int limit, int offset)
    {
        var rows = Rows(3000);
        var input = OperatorHarness.Relation(1, "c", Types, rows);
        var plan = new LimitPlan(input, BigInt(limit), BigInt(offset), default);
        OperatorHarness.Run(plan).ShouldBe(rows.Skip(offset).Take(limit).Select(row => OperatorHarness.Text(row)));
    }

    [Fact]
    public void Negative_limits_are_refused()
    {
        var input = OperatorHarness.Relation(1, "c", Types, []);
        Should.Throw<EngineException>(() => OperatorHarness.Run(new LimitPlan(input, BigInt(-1), null, default)))
            .SqlState.ShouldBe(SqlState.InvalidRowCountInLimitClause);
        Should.Throw<EngineException>(() => OperatorHarness.Run(new LimitPlan(input, null, BigInt(-1), default)))
            .SqlState.ShouldBe(SqlState.InvalidRowCountInResultOffsetClause);
    }

    private static BoundLiteral BigInt(long value) => new(Datum.FromInt64(value), SqlType.BigInt);

    private static IEnumerable<object?[]> Ordered(List<object?[]> rows) => rows
        .OrderBy(row => row[0] is not null)
        .ThenByDescending(row => row[0] as int? ?? 0)
        .ThenBy(row => row[1] is null)
        .ThenBy(row => row[1] as string ?? "", StringComparer.Ordinal);

    private static List<object?[]> Rows(int count)
    {
        var random = new Random(11);
        var rows = new List<object?[]>(count);
        for (var i = 0; i < count; i++)
        {
            rows.Add(
            [
                random.Next(50) == 0 ? null : random.Next(-5000, 5000),
                random.Next(50) == 0 ? null : $"the same beginning {random.Next(3)}",
                Numeric.FromParts(i, 2),
            ]);
        }
        return rows;
    }
}
