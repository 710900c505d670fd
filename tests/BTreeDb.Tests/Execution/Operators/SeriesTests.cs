using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Diagnostics;
using BTreeDb.Planning.Physical;
using BTreeDb.Types;

namespace BTreeDb.Tests.Execution.Operators;

/// <summary>generate_series at its edges.</summary>
public sealed class SeriesTests
{
    [Fact]
    public void Series_ends_at_its_bound_in_both_directions()
    {
        Run(SqlType.Integer, 1, 7, 3).ShouldBe(["1", "4", "7"]);
        Run(SqlType.Integer, 3, 1, -1).ShouldBe(["3", "2", "1"]);
        Run(SqlType.BigInt, 3, 1, 1).ShouldBeEmpty();
        Run(SqlType.Integer, 1, 5000, 1).Count.ShouldBe(5000);
        Run(SqlType.Integer, null, 5000, 1).ShouldBeEmpty();
    }

    [Fact]
    public void Series_stops_before_it_overflows()
    {
        Run(SqlType.BigInt, long.MaxValue - 2, long.MaxValue, 2)
            .ShouldBe([(long.MaxValue - 2).ToString(), long.MaxValue.ToString()]);
        Run(SqlType.Integer, int.MinValue + 1, int.MinValue, -1)
            .ShouldBe([(int.MinValue + 1).ToString(), int.MinValue.ToString()]);
    }

    [Fact]
    public void Step_of_zero_is_refused() =>
        Should.Throw<EngineException>(() => Run(SqlType.Integer, 1, 2, 0)).SqlState
            .ShouldBe(SqlState.InvalidParameterValue);

    private static List<string> Run(SqlType type, params long?[] arguments)
    {
        var column = new BoundColumnDefinition(new ColumnId(1), "i", type);
        var literals = Array.ConvertAll(
            arguments, BoundExpression (value) => new BoundLiteral(value is null ? Datum.Null : Datum.FromInt64(value.Value), type));
        return OperatorHarness.Run(new GenerateSeriesPlan(TableFunctionId.GenerateSeries, [.. literals], "i", [column], default));
    }
}
