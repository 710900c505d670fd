using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Spilling;
using BTreeDb.Planning.Physical;
using BTreeDb.Types;

namespace BTreeDb.Execution.Windows;

/// <summary>Builds the operator of a window from its plan.</summary>
internal sealed class WindowFactory(OperatorFactory factory)
{
    /// <summary>Builds a window over its input.</summary>
    public WindowOperator Build(WindowPlan plan)
    {
        var types = SpilledRows.TypesOf(plan.Input.Columns);
        var layout = factory.Compiler(plan.Input.Columns);
        var window = plan.Window;
        var frame = Frame(window, layout);
        var functions = new WindowColumn[window.Functions.Length];
        for (var i = 0; i < functions.Length; i++)
            functions[i] = Function(window.Functions[i], frame, layout);
        var order = ImmutableArray.CreateBuilder<BoundExpression>(window.Order.Length);
        foreach (var key in window.Order)
            order.Add(key.Expression);
        var groups = new WindowGroups(types, Places(window.Partition, layout), Places(order.MoveToImmutable(), layout));
        return new WindowOperator(factory.Build(plan.Input), types, groups, frame, functions);
    }

    private static int[] Places(ImmutableArray<BoundExpression> columns, LayoutCompiler layout)
    {
        var places = new int[columns.Length];
        for (var i = 0; i < places.Length; i++)
            places[i] = PlaceOf(columns[i], layout);
        return places;
    }

    private static int PlaceOf(BoundExpression? column, LayoutCompiler layout) =>
        column is null ? -1 : layout.PlaceOf(((BoundColumn)column).Id);

    private WindowFrame Frame(BoundWindow window, LayoutCompiler layout)
    {
        var frame = window.Frame;
        FrameKey? key = null;
        if (frame.Key is not null)
        {
            var order = window.Order[0];
            key = new FrameKey(PlaceOf(frame.Key, layout), frame.Key.Type, order.Descending, order.NullsFirst);
        }

        return new WindowFrame(
            End(frame, frame.Start, true, key, layout), End(frame, frame.End, false, key, layout),
            frame.Start.Kind, frame.End.Kind, frame.Exclusion);
    }

    private FrameEnd End(BoundFrame frame, BoundFrameBound bound, bool isStart, FrameKey? key, LayoutCompiler layout) =>
        new(frame.Unit, bound.Kind, isStart, factory.Constant(bound.Offset), key, PlaceOf(bound.Limit, layout));

    private static WindowColumn Function(BoundWindowFunction call, WindowFrame frame, LayoutCompiler layout)
    {
        var places = Places(call.Arguments, layout);
        return call.Function switch
        {
            WindowFunctionId.Aggregate => Aggregate(call, frame, places, PlaceOf(call.Filter, layout)),
            WindowFunctionId.Ntile => new NtileColumn(places[0], call.Type),
            WindowFunctionId.Lag or WindowFunctionId.Lead => new ShiftColumn(
                call.Function == WindowFunctionId.Lead, places[0], PlaceAt(places, 1), PlaceAt(places, 2), call.Type),
            WindowFunctionId.FirstValue or WindowFunctionId.LastValue or WindowFunctionId.NthValue =>
                new FrameValueColumn(call.Function, places[0], PlaceAt(places, 1), frame.Exclusion, call.Type),
            _ => new RankColumn(call.Function, call.Type),
        };
    }

    private static int PlaceAt(int[] places, int index) => index < places.Length ? places[index] : -1;

    private static FrameAggregateColumn Aggregate(BoundWindowFunction call, WindowFrame frame, int[] places, int filter)
    {
        var argument = call.Argument?.Type ?? SqlType.BigInt;
        return new FrameAggregateColumn(
            frame, new WindowAggregate(places, filter),
            () => AggregateState.Create(call.Aggregate, argument, call.Type), call.Type);
    }
}
