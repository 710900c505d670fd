using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Planning.Expressions;

/// <summary>Lists of aggregates.</summary>
internal static class AggregateExpression
{
    /// <summary>The columns that hold the results.</summary>
    public static ImmutableArray<BoundColumnDefinition> ColumnsOf(ImmutableArray<BoundAggregate> aggregates)
    {
        var columns = ImmutableArray.CreateBuilder<BoundColumnDefinition>(aggregates.Length);
        foreach (var aggregate in aggregates)
            columns.Add(new BoundColumnDefinition(aggregate.Output, NameOf(aggregate.Aggregate), aggregate.Type));
        return columns.MoveToImmutable();
    }

    /// <summary>The function's name in SQL.</summary>
    public static string NameOf(AggregateId aggregate) => aggregate switch
    {
        AggregateId.CountStar or AggregateId.Count => "count",
        AggregateId.Sum => "sum",
        AggregateId.Avg => "avg",
        AggregateId.Min => "min",
        AggregateId.Max => "max",
        AggregateId.BoolAnd => "bool_and",
        AggregateId.BoolOr => "bool_or",
        _ => SnakeCase(aggregate.ToString()),
    };

    /// <summary>VarPop is var_pop; a hypothetical aggregate is named after the function that it answers for.</summary>
    private static string SnakeCase(string name)
    {
        const string Prefix = "Hypothetical";
        var text = new System.Text.StringBuilder();
        foreach (var letter in name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }

    /// <summary>Calls <paramref name="visit"/> for argument and filter.</summary>
    public static void Visit(BoundAggregate aggregate, Action<BoundExpression> visit)
    {
        foreach (var argument in aggregate.Arguments)
            visit(argument);
        foreach (var argument in aggregate.DirectArguments)
            visit(argument);
        foreach (var key in aggregate.Order)
            visit(key.Expression);
        if (aggregate.Filter is not null)
            visit(aggregate.Filter);
    }

    /// <summary>Maps the expressions of an order.</summary>
    public static ImmutableArray<BoundOrdering> Map(
        ImmutableArray<BoundOrdering> order, Func<BoundExpression, BoundExpression> map)
    {
        if (order.IsEmpty)
            return order;
        var mapped = ImmutableArray.CreateBuilder<BoundOrdering>(order.Length);
        foreach (var key in order)
            mapped.Add(key with { Expression = map(key.Expression) });
        return mapped.MoveToImmutable();
    }

    /// <summary>Maps arguments and filters.</summary>
    public static ImmutableArray<BoundAggregate> Map(
        ImmutableArray<BoundAggregate> aggregates, Func<BoundExpression, BoundExpression> map)
    {
        var mapped = ImmutableArray.CreateBuilder<BoundAggregate>(aggregates.Length);
        foreach (var aggregate in aggregates)
        {
            mapped.Add(aggregate with
            {
                Arguments = Conjunction.Map(aggregate.Arguments, map),
                DirectArguments = Conjunction.Map(aggregate.DirectArguments, map),
                Order = Map(aggregate.Order, map),
                Filter = aggregate.Filter is null ? null : map(aggregate.Filter),
            });
        }
        return mapped.MoveToImmutable();
    }
}
