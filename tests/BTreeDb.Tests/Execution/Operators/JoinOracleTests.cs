using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Physical;
using BTreeDb.Types;

namespace BTreeDb.Tests.Execution.Operators;

/// <summary>Every kind of join against two nested loops in C#, on random rows with NULLs and repeated keys.</summary>
public sealed class JoinOracleTests
{
    private static readonly SqlType[] Types = [SqlType.Integer, SqlType.Text, SqlType.Integer];

    /// <summary>Kind, whether the key is text, whether there is a condition besides, rows on both sides.</summary>
    public static TheoryData<string, bool, bool, int, int> Cases() => CasesOf(Enum.GetValues<JoinMethodKind>());

    /// <summary>Those of the kinds that merge joins run.</summary>
    public static TheoryData<string, bool, bool, int, int> MergeCases() =>
        CasesOf(JoinMethodKind.Inner, JoinMethodKind.Left, JoinMethodKind.Semi, JoinMethodKind.Anti);

    private static TheoryData<string, bool, bool, int, int> CasesOf(params JoinMethodKind[] kinds)
    {
        var cases = new TheoryData<string, bool, bool, int, int>();
        foreach (var kind in kinds.Select(kind => kind.ToString()))
        {
            foreach (var onText in new[] { false, true })
            {
                foreach (var withCondition in new[] { false, true })
                {
                    cases.Add(kind, onText, withCondition, 3000, 2500);
                    cases.Add(kind, onText, withCondition, 50, 0);
                    cases.Add(kind, onText, withCondition, 0, 50);
                    cases.Add(kind, onText, withCondition, 40, 60);
                }
            }
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Hash_join_yields_what_nested_loops_yield(
        string kindName, bool onText, bool withCondition, int leftCount, int rightCount)
    {
        var kind = Enum.Parse<JoinMethodKind>(kindName);
        var seed = HashCode.Combine((int)kind, onText, withCondition) ^ 20261121;
        var random = new Random(seed);
        var left = Rows(random, leftCount, keys: 700);
        var right = Rows(random, rightCount, keys: 700);
        var expected = Oracle(kind, onText ? 1 : 0, withCondition, left, right);
        var plan = Plan(kind, onText ? 1 : 0, withCondition, left, right, hash: true);
        OperatorHarness.Sorted(OperatorHarness.Run(plan)).ShouldBe(expected, $"seed {seed}");
        OperatorHarness.Sorted(OperatorHarness.Run(plan, forceSpill: true)).ShouldBe(expected, $"spilled, seed {seed}");
    }

    [Theory]
    [MemberData(nameof(MergeCases))]
    public void Merge_join_yields_what_nested_loops_yield(
        string kindName, bool onText, bool withCondition, int leftCount, int rightCount)
    {
        var kind = Enum.Parse<JoinMethodKind>(kindName);
        var seed = HashCode.Combine((int)kind, onText, withCondition) ^ 20261128;
        var random = new Random(seed);
        foreach (var keys in new[] { 700, 20_000, 3 })
        {
            var key = onText ? 1 : 0;
            // Three keys make many pairs of few rows.
            var share = keys == 3 ? 10 : 1;
            var left = Rows(random, leftCount / share, keys);
            var right = Rows(random, rightCount / share, keys);
            var expected = Oracle(kind, key, withCondition, left, right);
            foreach (var isDescending in new[] { false, true })
            {
                var (first, second) = (InOrder(left, key, isDescending), InOrder(right, key, isDescending));
                var plan = Merged(Plan(kind, key, withCondition, first, second, hash: true), isDescending);
                OperatorHarness.Sorted(OperatorHarness.Run(plan)).ShouldBe(expected, $"seed {seed}, {keys} keys");
            }
        }
    }

    /// <summary>Right rows between two left rows, and right rows of one key, that are more than are kept at once.</summary>
    [Theory]
    [InlineData(nameof(JoinMethodKind.Inner), 7)]
    [InlineData(nameof(JoinMethodKind.Left), 7)]
    [InlineData(nameof(JoinMethodKind.Semi), 7)]
    [InlineData(nameof(JoinMethodKind.Anti), 7)]
    [InlineData(nameof(JoinMethodKind.Inner), 20_000)]
    [InlineData(nameof(JoinMethodKind.Semi), 20_000)]
    public void Merge_join_keeps_few_right_rows(string kindName, int rightRowsPerKey)
    {
        var kind = Enum.Parse<JoinMethodKind>(kindName);
        var left = Enumerable.Range(0, 40).SelectMany(i => new object?[][] { [i * 137, "l", i], [i * 137, "m", i] }).ToList();
        var right = Enumerable.Range(0, 42_000).Select(i => new object?[] { i / rightRowsPerKey, "r", i }).ToList();
        var expected = Oracle(kind, 0, false, left, right);
        var rows = OperatorHarness.Run(Merged(Plan(kind, 0, false, left, right, hash: true), false));
        OperatorHarness.Sorted([.. rows]).ShouldBe(expected);
        if (kind != JoinMethodKind.Left)
            rows.Select(row => int.Parse(row.Split('|')[0], CultureInfo.InvariantCulture)).ShouldBeInOrder();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Nested_loop_join_yields_what_nested_loops_yield(
        string kindName, bool onText, bool withCondition, int leftCount, int rightCount)
    {
        var kind = Enum.Parse<JoinMethodKind>(kindName);
        var seed = HashCode.Combine((int)kind, onText, withCondition) ^ 7;
        var random = new Random(seed);
        var left = Rows(random, Math.Min(leftCount, 150), keys: 30);
        var right = Rows(random, Math.Min(rightCount, 150), keys: 30);
        var expected = Oracle(kind, onText ? 1 : 0, withCondition, left, right);
        var plan = Plan(kind, onText ? 1 : 0, withCondition, left, right, hash: false);
        OperatorHarness.Sorted(OperatorHarness.Run(plan)).ShouldBe(expected, $"seed {seed}");
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Null_aware_mark_follows_three_valued_logic(bool leftHasNull, bool rightHasNull)
    {
        object?[][] left = leftHasNull ? [[1, "a", 1], [3, "c", 1], [null, "n", 1]] : [[1, "a", 1], [3, "c", 1]];
        object?[][] right = rightHasNull ? [[1, "a", 2], [null, "x", 2]] : [[1, "a", 2]];
        var rows = OperatorHarness.Run(NullAwareMark(left, right));
        rows[0].ShouldBe("1|a|1|t");
        rows[1].ShouldBe(rightHasNull ? "3|c|1|~" : "3|c|1|f");
        if (leftHasNull)
            rows[2].ShouldBe("~|n|1|~");
        var none = OperatorHarness.Run(NullAwareMark(left, []));
        none.ShouldAllBe(row => row.EndsWith("|f", StringComparison.Ordinal));
        OperatorHarness.Run(NullAwareMark(left, right), forceSpill: true).Order().ShouldBe(rows.Order());
    }

    private static HashJoinPlan NullAwareMark(object?[][] left, object?[][] right)
    {
        var probe = OperatorHarness.Relation(1, "l", Types, left);
        var build = OperatorHarness.Relation(11, "r", Types, right);
        var mark = new BoundColumnDefinition(new ColumnId(99), "mark", SqlType.Boolean);
        return new HashJoinPlan(
            JoinMethodKind.Mark, probe, build, [OperatorHarness.Column(probe, 0)], [OperatorHarness.Column(build, 0)], [],
            mark, null, true, probe.Columns.Add(mark), default);
    }

    private static List<object?[]> Rows(Random random, int count, int keys)
    {
        var rows = new List<object?[]>(count);
        for (var i = 0; i < count; i++)
        {
            var key = random.Next(keys);
            rows.Add(
            [
                random.Next(10) == 0 ? null : key,
                random.Next(10) == 0 ? null : $"key with more than twelve bytes {key}"[..random.Next(3, 34)] + key,
                random.Next(10) == 0 ? null : random.Next(100),
            ]);
        }
        return rows;
    }

    private static JoinPlan Plan(
        JoinMethodKind kind, int key, bool withCondition, List<object?[]> left, List<object?[]> right, bool hash)
    {
        var probe = OperatorHarness.Relation(1, "l", Types, left);
        var build = OperatorHarness.Relation(11, "r", Types, right);
        var mark = kind == JoinMethodKind.Mark
            ? new BoundColumnDefinition(new ColumnId(99), "mark", SqlType.Boolean)
            : null;
        var less = new BoundCall(
            FunctionId.Less, [OperatorHarness.Column(probe, 2), OperatorHarness.Column(build, 2)], SqlType.Boolean);
        var equal = new BoundCall(
            FunctionId.Equal, [OperatorHarness.Column(probe, key), OperatorHarness.Column(build, key)], SqlType.Boolean);
        ImmutableArray<BoundExpression> conditions = withCondition ? [less] : [];
        var columns = kind switch
        {
            JoinMethodKind.Semi or JoinMethodKind.Anti => probe.Columns,
            JoinMethodKind.Mark => probe.Columns.Add(mark!),
            _ => probe.Columns.AddRange(build.Columns),
        };
        return hash
            ? new HashJoinPlan(
                kind, probe, build, [equal.Arguments[0]], [equal.Arguments[1]], conditions, mark, null, false, columns,
                default)
            : new NestedLoopJoinPlan(kind, probe, build, conditions.Add(equal), mark, null, columns, default);
    }

    private static MergeJoinPlan Merged(JoinPlan plan, bool isDescending)
    {
        var hash = (HashJoinPlan)plan;
        return new MergeJoinPlan(
            hash.Kind, hash.Left, hash.Right, hash.LeftKeys, hash.RightKeys, isDescending, hash.Conditions, hash.Columns, default);
    }

    /// <summary>NULL is beyond all values.</summary>
    private static List<object?[]> InOrder(List<object?[]> rows, int key, bool isDescending)
    {
        var ordered = rows.ToList();
        ordered.Sort((a, b) => (isDescending ? -1 : 1) * (a[key], b[key]) switch
        {
            (null, null) => 0,
            (null, _) => 1,
            (_, null) => -1,
            (string x, string y) => string.CompareOrdinal(x, y),
            var (x, y) => ((int)x!).CompareTo((int)y!),
        });
        return ordered;
    }

    private static List<string> Oracle(
        JoinMethodKind kind, int key, bool withCondition, List<object?[]> left, List<object?[]> right)
    {
        var rows = new List<string>();
        var rightMatched = new bool[right.Count];
        var byKey = right.Select((row, place) => (row, place)).Where(item => item.row[key] is not null)
            .ToLookup(item => item.row[key]!);
        foreach (var l in left)
        {
            var isMatched = false;
            foreach (var (r, place) in l[key] is null ? [] : byKey[l[key]!])
            {
                if (withCondition && !(l[2] is int a && r[2] is int b && a < b))
                    continue;
                isMatched = rightMatched[place] = true;
                if (kind is JoinMethodKind.Inner or JoinMethodKind.Left or JoinMethodKind.Right or JoinMethodKind.Full)
                    rows.Add(OperatorHarness.Text([.. l, .. r]));
            }
            AddLeft(kind, l, isMatched, rows);
        }
        if (kind is JoinMethodKind.Right or JoinMethodKind.Full)
        {
            for (var i = 0; i < right.Count; i++)
            {
                if (!rightMatched[i])
                    rows.Add(OperatorHarness.Text([null, null, null, .. right[i]]));
            }
        }
        return OperatorHarness.Sorted(rows);
    }

    private static void AddLeft(JoinMethodKind kind, object?[] row, bool isMatched, List<string> rows)
    {
        switch (kind)
        {
            case JoinMethodKind.Left or JoinMethodKind.Full when !isMatched:
                rows.Add(OperatorHarness.Text([.. row, null, null, null]));
                break;
            case JoinMethodKind.Semi when isMatched:
            case JoinMethodKind.Anti when !isMatched:
                rows.Add(OperatorHarness.Text(row));
                break;
            case JoinMethodKind.Mark:
                rows.Add(OperatorHarness.Text([.. row, isMatched ? "t" : "f"]));
                break;
        }
    }
}
