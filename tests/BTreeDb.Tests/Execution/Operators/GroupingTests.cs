using System.Collections.Immutable;
using System.Linq;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Physical;
using BTreeDb.Types;

namespace BTreeDb.Tests.Execution.Operators;

/// <summary>Grouping, DISTINCT and set operations against LINQ, in memory and with forced spilling.</summary>
public sealed class GroupingTests
{
    private static readonly SqlType[] Types = [SqlType.Integer, SqlType.Text, SqlType.Integer];

    [Theory]
    [InlineData(new[] { 0 }, false)]
    [InlineData(new[] { 0 }, true)]
    [InlineData(new[] { 1 }, false)]
    [InlineData(new[] { 1 }, true)]
    [InlineData(new[] { 0, 1 }, false)]
    [InlineData(new[] { 0, 1 }, true)]
    public void Aggregates_are_those_of_each_group(int[] keys, bool forceSpill)
    {
        var rows = Rows(new Random(5), 20_000, 3000);
        var input = OperatorHarness.Relation(1, "c", Types, rows);
        var plan = new HashAggregatePlan(input, Keys(input, keys), Aggregates(input), default);
        OperatorHarness.Sorted(OperatorHarness.Run(plan, forceSpill)).ShouldBe(OperatorHarness.Sorted(Grouped(rows, keys)));
    }

    /// <summary>Groups of one row, groups that end within a batch, and groups that fill several.</summary>
    [Theory]
    [InlineData(20_000, 100_000)]
    [InlineData(20_000, 3_000)]
    [InlineData(20_000, 60)]
    [InlineData(9_000, 3)]
    [InlineData(1_024, 1)]
    [InlineData(0, 1)]
    public void Groups_of_ordered_rows_come_in_their_order(int count, int different)
    {
        foreach (var keys in new[] { new[] { 0 }, [1, 0] })
        {
            var rows = Rows(new Random(count + different), count, different)
                .OrderBy(row => string.Join('|', keys.Select(key => row[key] ?? "~")), StringComparer.Ordinal).ToList();
            var input = OperatorHarness.Relation(1, "c", Types, rows);
            var plan = new GroupAggregatePlan(input, Keys(input, keys), Aggregates(input), [], default);
            OperatorHarness.Run(plan).ShouldBe(Grouped(rows, keys));
        }
    }

    private static ImmutableArray<BoundProjection> Keys(PhysicalPlan input, int[] keys) =>
    [
        .. keys.Select((key, i) => new BoundProjection(
            new BoundColumnDefinition(new ColumnId(50 + i), "k", Types[key]), OperatorHarness.Column(input, key))),
    ];

    private static ImmutableArray<BoundAggregate> Aggregates(PhysicalPlan input) =>
    [
        Aggregate(60, AggregateId.CountStar, null, false, SqlType.BigInt),
        Aggregate(61, AggregateId.Sum, OperatorHarness.Column(input, 2), false, SqlType.BigInt),
        Aggregate(62, AggregateId.Count, OperatorHarness.Column(input, 2), true, SqlType.BigInt),
        Aggregate(63, AggregateId.Min, OperatorHarness.Column(input, 1), false, SqlType.Text),
    ];

    private static List<string> Grouped(List<object?[]> rows, int[] keys) =>
    [
        .. rows.GroupBy(row => OperatorHarness.Text([.. keys.Select(key => row[key])])).Select(group =>
        {
            var values = group.Select(row => row[2]).OfType<int>().ToList();
            var least = group.Select(row => row[1]).OfType<string>().Min(StringComparer.Ordinal);
            return OperatorHarness.Text(
                group.Key, group.Count(), values.Count == 0 ? null : values.Sum(v => (long)v), values.Distinct().Count(),
                least);
        }),
    ];

    [Fact]
    public void Aggregates_without_keys_yield_one_row_also_over_nothing()
    {
        var input = OperatorHarness.Relation(1, "c", Types, []);
        var plan = new HashAggregatePlan(
            input, [],
            [
                Aggregate(60, AggregateId.CountStar, null, false, SqlType.BigInt),
                Aggregate(61, AggregateId.Sum, OperatorHarness.Column(input, 2), true, SqlType.BigInt),
            ],
            default);
        OperatorHarness.Run(plan).ShouldBe(["0|~"]);
    }

    [Fact]
    public void Filter_of_an_aggregate_leaves_the_others_alone()
    {
        var input = OperatorHarness.Relation(1, "c", Types, [[1, "a", 1], [2, "b", 2], [3, "c", null]]);
        var isSmall = new BoundCall(
            FunctionId.Less,
            [OperatorHarness.Column(input, 0), new BoundLiteral(Datum.FromInt64(2), SqlType.Integer)], SqlType.Boolean);
        var plan = new HashAggregatePlan(
            input, [],
            [
                Aggregate(60, AggregateId.CountStar, null, false, SqlType.BigInt) with { Filter = isSmall },
                Aggregate(61, AggregateId.CountStar, null, false, SqlType.BigInt),
            ],
            default);
        OperatorHarness.Run(plan).ShouldBe(["1|3"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Distinct_yields_each_row_once(bool forceSpill)
    {
        var rows = Rows(new Random(6), 10_000, 60);
        var plan = new DistinctPlan(OperatorHarness.Relation(1, "c", Types, rows), default);
        var expected = rows.Select(row => OperatorHarness.Text(row)).Distinct().ToList();
        OperatorHarness.Sorted(OperatorHarness.Run(plan, forceSpill)).ShouldBe(OperatorHarness.Sorted(expected));
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(false, true, false)]
    [InlineData(true, false, false)]
    [InlineData(true, true, false)]
    [InlineData(false, false, true)]
    [InlineData(false, true, true)]
    [InlineData(true, false, true)]
    [InlineData(true, true, true)]
    public void Set_operations_count_rows(bool isExcept, bool isAll, bool forceSpill)
    {
        var kind = isExcept ? SetOperationKind.Except : SetOperationKind.Intersect;
        var left = Rows(new Random(7), 6000, 40);
        var right = Rows(new Random(8), 5000, 40);
        var leftPlan = OperatorHarness.Relation(1, "l", Types, left);
        var plan = new SetOperationPlan(
            kind, isAll, leftPlan, OperatorHarness.Relation(11, "r", Types, right), leftPlan.Columns, default);
        var counts = right.GroupBy(row => OperatorHarness.Text(row)).ToDictionary(group => group.Key, group => group.Count());
        var expected = new List<string>();
        foreach (var group in left.GroupBy(row => OperatorHarness.Text(row)))
        {
            var other = counts.GetValueOrDefault(group.Key);
            var repeats = (kind, isAll) switch
            {
                (SetOperationKind.Intersect, true) => Math.Min(group.Count(), other),
                (SetOperationKind.Intersect, false) => other > 0 ? 1 : 0,
                (_, true) => Math.Max(0, group.Count() - other),
                _ => other == 0 ? 1 : 0,
            };
            expected.AddRange(Enumerable.Repeat(group.Key, repeats));
        }
        OperatorHarness.Sorted(OperatorHarness.Run(plan, forceSpill)).ShouldBe(OperatorHarness.Sorted(expected));
    }

    private static BoundAggregate Aggregate(int id, AggregateId aggregate, BoundExpression? argument, bool isDistinct, SqlType type) =>
        new(new ColumnId(id), aggregate, argument is null ? [] : [argument], isDistinct, null, type);

    private static List<object?[]> Rows(Random random, int count, int keys)
    {
        var rows = new List<object?[]>(count);
        for (var i = 0; i < count; i++)
        {
            rows.Add(
            [
                random.Next(20) == 0 ? null : random.Next(keys),
                random.Next(20) == 0 ? null : $"a text of more than twelve bytes {random.Next(keys)}"[random.Next(3)..],
                random.Next(20) == 0 ? null : random.Next(5),
            ]);
        }
        return rows;
    }
}
