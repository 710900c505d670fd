using BTreeDb.Binding;
using BTreeDb.Diagnostics;
using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;
using BTreeDb.Tests.Types;
using BTreeDb.Types;
using static BTreeDb.Tests.Execution.ExpressionHarness;

namespace BTreeDb.Tests.Execution;

/// <summary>Aggregates: results and types of PostgreSQL, and the same answer however rows are grouped and merged.</summary>
public sealed class AggregateTests
{
    [Theory]
    [InlineData("Sum", "integer", "bigint", "1,2,NULL,2147483647", "2147483650")]
    [InlineData("Sum", "smallint", "bigint", "1,2", "3")]
    [InlineData("Sum", "bigint", "numeric", "9223372036854775807,9223372036854775807", "18446744073709551614")]
    [InlineData("Sum", "bigint", "numeric", "-9223372036854775808,-1", "-9223372036854775809")]
    [InlineData("Sum", "numeric", "numeric", "1.10,2.205", "3.305")]
    [InlineData("Sum", "double", "double", "0.1,0.2", "0.30000000000000004")]
    [InlineData("Sum", "real", "real", "0.5,0.25", "0.75")]
    [InlineData("Sum", "integer", "bigint", "NULL,NULL", "NULL")]
    [InlineData("Sum", "integer", "bigint", "", "NULL")]
    [InlineData("Avg", "integer", "numeric", "1,2", "1.5000000000000000")]
    [InlineData("Avg", "integer", "numeric", "1,2,2", "1.6666666666666667")]
    [InlineData("Avg", "bigint", "numeric", "9223372036854775807,9223372036854775807", "9223372036854775807")]
    [InlineData("Avg", "numeric", "numeric", "1.5,2.25", "1.8750000000000000")]
    [InlineData("Avg", "double", "double", "1,2", "1.5")]
    [InlineData("Avg", "interval", "interval", "1 mon,2 days,1 mon", "20 days 16:00:00")]
    [InlineData("Sum", "interval", "interval", "1 mon,2 days", "1 mon 2 days")]
    [InlineData("Count", "text", "bigint", "a,NULL,b", "2")]
    [InlineData("Count", "text", "bigint", "", "0")]
    [InlineData("Min", "text", "text", "a long text number two,a long text number one,NULL", "a long text number one")]
    [InlineData("Max", "text", "text", "b,abc", "b")]
    [InlineData("Max", "double", "double", "1,NaN,Infinity", "NaN")]
    [InlineData("Min", "double", "double", "NaN,1", "1")]
    [InlineData("Max", "integer", "integer", "-5,-3,NULL", "-3")]
    [InlineData("Min", "date", "date", "2024-01-02,2024-01-01", "2024-01-01")]
    [InlineData("BoolAnd", "boolean", "boolean", "t,NULL,t", "t")]
    [InlineData("BoolAnd", "boolean", "boolean", "t,f", "f")]
    [InlineData("BoolOr", "boolean", "boolean", "f,NULL", "f")]
    [InlineData("BoolOr", "boolean", "boolean", "NULL", "NULL")]
    public void Aggregates_have_the_results_of_PostgreSQL(string aggregate, string argument, string result, string values, string expected)
    {
        var (argumentType, resultType) = (TypeOf(argument), TypeOf(result));
        var state = AggregateState.Create(Enum.Parse<AggregateId>(aggregate), argumentType, resultType);
        state.EnsureGroups(1);
        var vector = ColumnVector.Create(argumentType);
        var row = 0;
        foreach (var value in values.Split(',', StringSplitOptions.RemoveEmptyEntries))
            vector.SetDatum(row++, Literal($"{argument}:{value}").Value);
        state.UpdateSingle(vector, new Batch([vector]) { RowCount = row });
        Result(state, 0, resultType).ShouldBe(expected);
    }

    [Fact]
    public void A_sum_of_integers_that_leaves_bigint_raises_22003()
    {
        var state = AggregateState.Create(AggregateId.Sum, SqlType.Integer, SqlType.BigInt);
        var other = AggregateState.Create(AggregateId.Sum, SqlType.Integer, SqlType.BigInt);
        var vector = ColumnVector.Create(SqlType.Integer);
        Array.Fill(vector.ValuesOf<int>(), int.MaxValue);
        state.EnsureGroups(1);
        other.EnsureGroups(1);
        var batch = new Batch([vector]) { RowCount = 1024 };
        state.UpdateSingle(vector, batch);
        for (var i = 0; i < 33; i++)
        {
            other.Reset();
            other.Merge(state, [0]);
            state.Merge(other, [0]);
        }

        Should.Throw<EngineException>(() => Result(state, 0, SqlType.BigInt)).Message.ShouldBe("bigint out of range");
    }

    [Fact]
    public void Grouped_single_and_merged_updates_agree()
    {
        const int Seed = 4242;
        var random = new Random(Seed);
        (AggregateId, SqlType, SqlType)[] aggregates =
        [
            (AggregateId.CountStar, SqlType.Integer, SqlType.BigInt), (AggregateId.Count, SqlType.Text, SqlType.BigInt),
            (AggregateId.Sum, SqlType.Integer, SqlType.BigInt), (AggregateId.Sum, SqlType.BigInt, SqlType.Numeric),
            (AggregateId.Avg, SqlType.BigInt, SqlType.Numeric), (AggregateId.Sum, SqlType.Numeric, SqlType.Numeric),
            (AggregateId.Min, SqlType.Text, SqlType.Text), (AggregateId.Max, SqlType.Text, SqlType.Text),
            (AggregateId.Max, SqlType.BigInt, SqlType.BigInt), (AggregateId.Min, SqlType.Integer, SqlType.Integer),
            (AggregateId.Max, SqlType.Double, SqlType.Double), (AggregateId.BoolOr, SqlType.Boolean, SqlType.Boolean),
        ];
        for (var round = 0; round < 40; round++)
        {
            foreach (var (aggregate, argument, result) in aggregates)
                CheckAgreement(random, aggregate, argument, result, $"seed {Seed} round {round} {aggregate} {argument.Id}");
        }
    }

    [Fact]
    public void Max_of_growing_texts_does_not_keep_them_all()
    {
        var state = AggregateState.Create(AggregateId.Max, SqlType.Text, SqlType.Text);
        state.EnsureGroups(1);
        var vector = ColumnVector.Create(SqlType.Text);
        for (var i = 0; i < 2000; i++)
        {
            vector.Clear();
            vector.SetDatum(0, Datum.FromText($"{i:000000}" + new string('x', 5000)));
            state.UpdateSingle(vector, new Batch([vector]) { RowCount = 1 });
        }

        Result(state, 0, SqlType.Text).ShouldStartWith("001999");
        state.MemoryBytes.ShouldBeLessThan(4 << 20);
    }

    private static void CheckAgreement(Random random, AggregateId aggregate, SqlType argument, SqlType result, string where)
    {
        const int Groups = 3;
        var grouped = AggregateState.Create(aggregate, argument, result);
        var (left, right) = (AggregateState.Create(aggregate, argument, result), AggregateState.Create(aggregate, argument, result));
        var singles = new AggregateState[Groups];
        grouped.EnsureGroups(Groups);
        left.EnsureGroups(Groups);
        right.EnsureGroups(Groups);
        for (var g = 0; g < Groups; g++)
        {
            singles[g] = AggregateState.Create(aggregate, argument, result);
            singles[g].EnsureGroups(1);
        }

        for (var b = 0; b < 3; b++)
        {
            var rows = random.Next(1, 300);
            var vector = ColumnVector.Create(argument);
            var groups = new int[rows];
            var nulls = random.Next(2) == 0;
            for (var row = 0; row < rows; row++)
            {
                vector.SetDatum(row, nulls && random.Next(5) == 0 ? Datum.Null : TestTypes.Random(argument, random));
                groups[row] = random.Next(Groups);
            }

            var batch = new Batch([vector]) { RowCount = rows };
            grouped.Update(vector, groups, batch);
            (b == 0 ? left : right).Update(vector, groups, batch);
            for (var g = 0; g < Groups; g++)
            {
                var mine = Array.FindAll(Enumerable(rows), row => groups[row] == g);
                batch.Select(mine, mine.Length);
                singles[g].UpdateSingle(vector, batch);
            }

            batch.SelectAll();
        }

        left.Merge(right, [0, 1, 2]);
        for (var g = 0; g < Groups; g++)
        {
            var expected = Result(grouped, g, result);
            Result(singles[g], 0, result).ShouldBe(expected, where);
            Result(left, g, result).ShouldBe(expected, where);
        }
    }

    private static int[] Enumerable(int count)
    {
        var rows = new int[count];
        for (var i = 0; i < count; i++)
            rows[i] = i;
        return rows;
    }

    private static string Result(AggregateState state, int group, SqlType type)
    {
        var target = ColumnVector.Create(type);
        state.Finish(group, 1, target);
        return Text(target, 0);
    }
}
