using System.Collections.Immutable;
using BTreeDb.Binding.Analysis;
using BTreeDb.Binding.Collations;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Functions;
using BTreeDb.Binding.Names;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Types;
using BTreeDb.Types.Json;

namespace BTreeDb.Binding.Scalars;

/// <summary>
/// Binds calls of aggregates. The aggregate moves to the query level that it belongs to, the innermost one whose columns
/// it uses; what stays is a reference to its result.
/// </summary>
internal sealed class AggregateBinder(BindingContext context)
{
    /// <summary>Binds ordered-set aggregates.</summary>
    public OrderedSetBinder OrderedSets { get; } = new(context);

    public BoundExpression Bind(FunctionCall syntax, string name, Scope scope)
    {
        var filter = syntax.Filter is null ? null : BindFilter(syntax.Filter, scope);
        BoundAggregate aggregate;
        if (OrderedSetBinder.IsOrderedSet(name))
        {
            aggregate = OrderedSets.Bind(syntax, name, scope, out var textType, out var order) with { Filter = filter };
            if (order is not null)
                return CollationBinder.TextOf(Place(aggregate, name, scope, syntax.Position), textType, order);
        }
        else
        {
            if (!syntax.WithinGroup.IsEmpty)
                throw OrderedSets.Refuse(syntax, name, AggregateSignatures.All[name], isAggregate: true, scope);
            var (id, arguments, type) = BindCall(syntax, name, scope);
            if (id is AggregateId.Min or AggregateId.Max
                && context.Collations.FindOrder(arguments.AsSpan(), syntax.Position) is { } collation)
            {
                var key = CollationBinder.KeyOf(arguments[0], collation);
                var keys = new BoundAggregate(default, id, [key], syntax.IsDistinct, filter, key.Type);
                return CollationBinder.TextOf(Place(keys, name, scope, syntax.Position), type, collation);
            }

            if (syntax.IsDistinct && !arguments.IsEmpty && context.Collations.EqualityKey(arguments[0]) is { Type.Id: TypeId.KeyedText } text)
            {
                arguments = id == AggregateId.Count
                    ? [text]
                    : throw CollationErrors.NotSupported("DISTINCT in this aggregate", syntax.Position);
            }
            else if (syntax.IsDistinct && arguments is [BoundRow row])
            {
                arguments = [row with { Fields = ImmutableArray.CreateRange(row.Fields, context.Collations.EqualityWeight) }];
            }

            aggregate = new BoundAggregate(default, id, arguments, syntax.IsDistinct, filter, HeldAs(id, arguments, type))
            {
                Order = BindOrder(syntax, arguments, scope),
            };
            if (aggregate.Type != type)
                return context.Coercer.Coerce(Place(aggregate, name, scope, syntax.Position), type);
        }

        return Place(aggregate, name, scope, syntax.Position);
    }

    /// <summary>The least and the greatest of <c>char(n)</c> are held as these are, and get their blanks afterwards.</summary>
    public static SqlType HeldAs(AggregateId id, ImmutableArray<BoundExpression> arguments, SqlType type) =>
        id is AggregateId.Min or AggregateId.Max && arguments[0].Type.ImpliesBlanks ? arguments[0].Type : type;

    /// <summary>The aggregate moves to its level.</summary>
    private BoundColumn Place(BoundAggregate aggregate, string name, Scope scope, int position)
    {
        var owner = FindOwner(aggregate, scope.Level, position);
        if (!ClauseNames.AllowsAggregates(owner.Clause))
            throw GroupingErrors.AggregateNotAllowed(ClauseNames.Of(owner.Clause), position);
        var placed = owner.Add(aggregate with { Output = context.NewColumn(owner) });
        context.Collations.AddResult(placed.Output, placed.Arguments.AsSpan());
        return new BoundColumn(placed.Output, placed.Type, name) { Position = position };
    }

    /// <summary>ORDER BY among the arguments. With DISTINCT its expressions must be arguments.</summary>
    private ImmutableArray<BoundOrdering> BindOrder(
        FunctionCall syntax, ImmutableArray<BoundExpression> arguments, Scope scope)
    {
        if (syntax.OrderBy.IsEmpty)
            return [];
        var order = OrderedSets.BindArgumentOrder(syntax.OrderBy, syntax.IsDistinct, scope);
        if (!syntax.IsDistinct)
            return order;
        var matched = ImmutableArray.CreateBuilder<BoundOrdering>(order.Length);
        for (var i = 0; i < order.Length; i++)
        {
            var argument = FindWritten(syntax.OrderBy[i].Key, syntax, arguments)
                ?? FindArgument(order[i].Expression, arguments)
                ?? throw GroupingErrors.DistinctNeedsArgumentOrder(StartPosition.Of(syntax.OrderBy[i].Key));
            matched.Add(order[i] with { Expression = argument });
        }

        return matched.MoveToImmutable();
    }

    /// <summary>What is written alike is the same, subqueries included.</summary>
    private static BoundExpression? FindWritten(
        Expression key, FunctionCall syntax, ImmutableArray<BoundExpression> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (syntax.Arguments[i].Value.Equals(key))
                return arguments[i];
        }

        return null;
    }

    private static BoundExpression? FindArgument(BoundExpression key, ImmutableArray<BoundExpression> arguments)
    {
        foreach (var argument in arguments)
        {
            // An argument may have been converted to what the aggregate takes.
            if (ExpressionComparer.AreEqual(argument, key)
                || argument is BoundCast cast && ExpressionComparer.AreEqual(cast.Operand, key))
                return argument;
        }

        return null;
    }

    /// <summary>Binds FILTER.</summary>
    public BoundExpression BindFilter(Expression syntax, Scope scope)
    {
        var clause = scope.Level.Clause;
        scope.Level.Clause = ClauseKind.Filter;
        var filter = context.Expressions.BindCondition(syntax, scope, "FILTER");
        scope.Level.Clause = clause;
        return filter;
    }

    /// <summary>Binds the call itself: which aggregate, over what.</summary>
    public (AggregateId Id, ImmutableArray<BoundExpression> Arguments, SqlType Type) BindCall(
        FunctionCall syntax, string name, Scope scope)
    {
        if (syntax.IsStar && name == "count")
            return (AggregateId.CountStar, [], SqlType.BigInt);
        if (name == "count" && syntax.Arguments.IsEmpty)
            throw CallErrors.StarNeeded(name, syntax.Position);
        var arguments = FunctionBinder.BindArguments(context, syntax.Arguments, scope);
        var types = FunctionBinder.TypesOf(arguments);
        var signature = OverloadResolver.Choose(AggregateSignatures.All[name], types, out var isAmbiguous);
        if (signature is null)
        {
            throw isAmbiguous
                ? CallErrors.AmbiguousFunction(name, types, syntax.Position)
                : CallErrors.UndefinedFunction(name, types, syntax.Position);
        }
        if (signature.Aggregate == AggregateId.JsonObjectAgg
            && arguments[0].Type.Id is TypeId.Array or TypeId.Json or TypeId.Jsonb or TypeId.Record)
            throw JsonErrors.KeyNotScalar();
        return (
            signature.Aggregate, [.. context.Operators.Convert(signature, arguments)],
            OperatorBinder.ResultOf(signature, arguments, syntax.Position));
    }

    private QueryLevel FindOwner(BoundAggregate aggregate, QueryLevel current, int position)
    {
        var uses = new List<BoundColumn>();
        foreach (var argument in aggregate.Arguments)
            ColumnUses.Visit(argument, uses.Add);
        foreach (var key in aggregate.Order)
            ColumnUses.Visit(key.Expression, uses.Add);
        if (aggregate.Filter is not null)
            ColumnUses.Visit(aggregate.Filter, uses.Add);
        foreach (var direct in aggregate.DirectArguments)
            ColumnUses.Visit(direct, uses.Add);
        var levels = new HashSet<QueryLevel>();
        foreach (var use in uses)
            levels.Add(context.LevelOf(use.Id));
        var owner = current;
        while (owner is not null && !levels.Contains(owner))
            owner = owner.Outer;
        owner ??= current;
        foreach (var use in uses)
        {
            if (owner.IsRowFunctionOutput(use.Id))
                throw RowSetErrors.InCall("aggregate", use.Position < 0 ? position : use.Position);
            if (owner.IsWindowOutput(use.Id))
                throw WindowErrors.InAggregate(use.Position < 0 ? position : use.Position);
            if (owner.IsAggregateOutput(use.Id))
                throw GroupingErrors.NestedAggregate(use.Position < 0 ? position : use.Position);
        }
        return owner;
    }
}
