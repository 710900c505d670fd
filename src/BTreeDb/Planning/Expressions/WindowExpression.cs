using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Planning.Expressions;

/// <summary>Windows and the calls over them.</summary>
internal static class WindowExpression
{
    /// <summary>The columns that hold the results.</summary>
    public static ImmutableArray<BoundColumnDefinition> ColumnsOf(ImmutableArray<BoundWindowFunction> calls)
    {
        var columns = ImmutableArray.CreateBuilder<BoundColumnDefinition>(calls.Length);
        foreach (var call in calls)
            columns.Add(new BoundColumnDefinition(call.Output, NameOf(call), call.Type));
        return columns.MoveToImmutable();
    }

    /// <summary>The function's name in SQL.</summary>
    public static string NameOf(BoundWindowFunction call) => call.Function switch
    {
        WindowFunctionId.Aggregate => AggregateExpression.NameOf(call.Aggregate),
        WindowFunctionId.RowNumber => "row_number",
        WindowFunctionId.Rank => "rank",
        WindowFunctionId.DenseRank => "dense_rank",
        WindowFunctionId.PercentRank => "percent_rank",
        WindowFunctionId.CumeDist => "cume_dist",
        WindowFunctionId.Ntile => "ntile",
        WindowFunctionId.Lag => "lag",
        WindowFunctionId.Lead => "lead",
        WindowFunctionId.FirstValue => "first_value",
        WindowFunctionId.LastValue => "last_value",
        _ => "nth_value",
    };

    /// <summary>Calls <paramref name="visit"/> for each expression of a window.</summary>
    public static void Visit(BoundWindow window, Action<BoundExpression> visit)
    {
        foreach (var key in window.Partition)
            visit(key);
        foreach (var key in window.Order)
            visit(key.Expression);
        Visit(window.Frame.Start, visit);
        Visit(window.Frame.End, visit);
        if (window.Frame.Key is not null)
            visit(window.Frame.Key);
        foreach (var call in window.Functions)
        {
            foreach (var argument in call.Arguments)
                visit(argument);
            if (call.Filter is not null)
                visit(call.Filter);
        }
    }

    /// <summary>Maps each expression of a window.</summary>
    public static BoundWindow Map(BoundWindow window, Func<BoundExpression, BoundExpression> map) => new(
        Conjunction.Map(window.Partition, map),
        AggregateExpression.Map(window.Order, map),
        window.Frame with
        {
            Start = Map(window.Frame.Start, map),
            End = Map(window.Frame.End, map),
            Key = window.Frame.Key is null ? null : map(window.Frame.Key),
        },
        Map(window.Functions, map));

    private static void Visit(BoundFrameBound bound, Action<BoundExpression> visit)
    {
        if (bound.Offset is not null)
            visit(bound.Offset);
        if (bound.Limit is not null)
            visit(bound.Limit);
    }

    private static BoundFrameBound Map(BoundFrameBound bound, Func<BoundExpression, BoundExpression> map) => bound with
    {
        Offset = bound.Offset is null ? null : map(bound.Offset),
        Limit = bound.Limit is null ? null : map(bound.Limit),
    };

    private static ImmutableArray<BoundWindowFunction> Map(
        ImmutableArray<BoundWindowFunction> calls, Func<BoundExpression, BoundExpression> map)
    {
        var mapped = ImmutableArray.CreateBuilder<BoundWindowFunction>(calls.Length);
        foreach (var call in calls)
        {
            mapped.Add(call with
            {
                Arguments = Conjunction.Map(call.Arguments, map),
                Filter = call.Filter is null ? null : map(call.Filter),
            });
        }

        return mapped.MoveToImmutable();
    }
}
