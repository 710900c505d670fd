using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Functions;
using BTreeDb.Execution.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>Makes the columns of a grouping's aggregates.</summary>
internal static class AggregateFactory
{
    /// <summary>Compiles an aggregate over rows of a layout.</summary>
    /// <param name="aggregate">The aggregate.</param>
    /// <param name="compiler">Compiles over the layout.</param>
    /// <param name="isGrouped">Whether there are groups by keys.</param>
    public static AggregateColumn Build(BoundAggregate aggregate, LayoutCompiler compiler, bool isGrouped)
    {
        var filter = aggregate.Filter is null ? null : compiler.Compile(aggregate.Filter);
        if (aggregate.IsOrderedSet)
            return BuildOrderedSet(aggregate, filter, compiler);
        var state = AggregateState.Create(aggregate.Aggregate, aggregate.Argument?.Type ?? SqlType.BigInt, aggregate.Type);
        var arguments = compiler.Compile(JsonRows.InputsOf(aggregate.Aggregate, aggregate.Arguments, aggregate.Type));
        var isDistinct = aggregate.IsDistinct && !IgnoresRepetition(aggregate.Aggregate);
        // What collects distinct values shows the order in which they come: that of the values.
        if (!NeedsOrder(aggregate) && (!isDistinct || (arguments.Length == 1 && !state.IsCollecting)))
            return new PlainAggregateColumn(state, arguments, filter, isDistinct, isGrouped, aggregate.Type);
        var keys = new List<VectorExpression>();
        var order = new List<KeyColumn>();
        AddOrder(aggregate, keys, order, compiler);
        if (!isDistinct)
            return new OrderedAggregateColumn(state, [.. keys], [.. order], arguments, -1, filter, aggregate.Type);
        // Equal arguments must follow each other; those of ORDER BY are arguments, so they do already.
        foreach (var argument in aggregate.Arguments)
        {
            keys.Add(compiler.Compile(argument));
            order.Add(new KeyColumn(argument.Type));
        }

        return new OrderedAggregateColumn(state, [.. keys], [.. order], arguments, keys.Count, filter, aggregate.Type);
    }

    private static OrderedAggregateColumn BuildOrderedSet(
        BoundAggregate aggregate, VectorExpression? filter, LayoutCompiler compiler)
    {
        var keys = new List<VectorExpression>();
        var order = new List<KeyColumn>();
        AddOrder(aggregate, keys, order, compiler);
        var arguments = new List<VectorExpression>();
        foreach (var key in aggregate.Order)
            arguments.Add(compiler.Compile(key.Expression));
        foreach (var direct in aggregate.DirectArguments)
            arguments.Add(compiler.Compile(direct));
        var state = OrderedSetState.Create(aggregate, [.. order]);
        return new OrderedAggregateColumn(state, [.. keys], [.. order], [.. arguments], -1, filter, aggregate.Type);
    }

    private static void AddOrder(
        BoundAggregate aggregate, List<VectorExpression> keys, List<KeyColumn> order, LayoutCompiler compiler)
    {
        foreach (var key in aggregate.Order)
        {
            keys.Add(compiler.Compile(key.Expression));
            order.Add(new KeyColumn(key.Expression.Type, key.Descending, key.NullsFirst));
        }
    }

    private static bool IgnoresRepetition(AggregateId aggregate) =>
        aggregate is AggregateId.Min or AggregateId.Max or AggregateId.BoolAnd or AggregateId.BoolOr or AggregateId.BitAnd
            or AggregateId.BitOr;

    /// <summary>Whether the order of rows can be seen in the result.</summary>
    private static bool NeedsOrder(BoundAggregate aggregate) => !aggregate.Order.IsEmpty && aggregate.Aggregate switch
    {
        AggregateId.CountStar or AggregateId.Count or AggregateId.Min or AggregateId.Max or AggregateId.BoolAnd
            or AggregateId.BoolOr or AggregateId.BitAnd or AggregateId.BitOr or AggregateId.BitXor => false,
        AggregateId.Sum or AggregateId.Avg => aggregate.Argument!.Type.Id is TypeId.Real or TypeId.Double,
        _ => true,
    };
}
