using System.Collections.Immutable;
using BTreeDb.Binding.Clauses;
using BTreeDb.Binding.Coercion;
using BTreeDb.Binding.Collations;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Functions;
using BTreeDb.Binding.Names;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;
using BTreeDb.Types;

namespace BTreeDb.Binding.Scalars;

/// <summary>Binds ordered-set aggregates, those about a hypothetical row among them.</summary>
internal sealed class OrderedSetBinder(BindingContext context)
{
    /// <summary>Whether a name is that of an ordered-set aggregate, and of nothing else.</summary>
    public static bool IsOrderedSet(string name) => name is "percentile_cont" or "percentile_disc" or "mode" || IsHypothetical(name);

    /// <summary>Whether a name is that of an aggregate about a hypothetical row; all of them are window functions, too.</summary>
    public static bool IsHypothetical(string name) => name is "rank" or "dense_rank" or "percent_rank" or "cume_dist";

    /// <summary>Binds a call; its filter is left to the caller.</summary>
    /// <param name="syntax">The call.</param>
    /// <param name="name">The aggregate's name.</param>
    /// <param name="scope">What can be named.</param>
    /// <param name="textType">Where the result is the key of a text: the type of the text.</param>
    /// <param name="collation">The collation of that key; else null.</param>
    public BoundAggregate Bind(FunctionCall syntax, string name, Scope scope, out SqlType textType, out Collation? collation)
    {
        (textType, collation) = (SqlType.Unknown, null);
        if (syntax.WithinGroup.IsEmpty)
            throw WithoutGroup(syntax, name, scope);
        var direct = FunctionBinder.BindArguments(context, syntax.Arguments, scope);
        var order = BindOrder(syntax.WithinGroup, scope);
        if (IsHypothetical(name))
            return Hypothetical(syntax, name, direct, order);
        if (name != "percentile_cont" && order.Length == 1
            && context.Collations.FindOrder([order[0].Expression], syntax.Position) is { } language)
        {
            (textType, collation) = (order[0].Expression.Type, language);
            order = [order[0] with { Expression = CollationBinder.KeyOf(order[0].Expression, language) }];
        }

        var aggregate = Ordered(syntax, name, direct, order);
        return collation is not null && aggregate.Type.Id == TypeId.Array
            ? throw CollationErrors.NotSupported("percentile_disc of an array of fractions", syntax.Position)
            : aggregate;
    }

    /// <summary>A call that would be right with its last arguments behind WITHIN GROUP needs that, any other does not exist.</summary>
    private Diagnostics.EngineException WithoutGroup(FunctionCall syntax, string name, Scope scope)
    {
        var count = syntax.Arguments.Count;
        if (IsHypothetical(name) || count == (name == "mode" ? 1 : 2))
            return CallErrors.WithinGroupNeeded(name, syntax.Position);
        var types = FunctionBinder.TypesOf(FunctionBinder.BindArguments(context, syntax.Arguments, scope));
        return CallErrors.UndefinedFunction(name, types, syntax.Position);
    }

    /// <summary>
    /// What a call with WITHIN GROUP is that is no ordered-set aggregate: the keys count as arguments when it is looked up.
    /// </summary>
    public Diagnostics.EngineException Refuse(
        FunctionCall syntax, string name, ImmutableArray<Signature> overloads, bool isAggregate, Scope scope)
    {
        var direct = FunctionBinder.BindArguments(context, syntax.Arguments, scope);
        var types = TypesOf(direct, BindOrder(syntax.WithinGroup, scope));
        if (OverloadResolver.Choose(overloads, types, out _) is null)
            return CallErrors.UndefinedFunction(name, types, syntax.Position);
        return isAggregate
            ? CallErrors.NotAnOrderedSet(name, syntax.Position)
            : CallErrors.NotAnAggregate("WITHIN GROUP", name, syntax.Position);
    }

    /// <summary>Binds the keys of an order among the arguments of an aggregate.</summary>
    public ImmutableArray<BoundOrdering> BindArgumentOrder(SyntaxList<SortItem> syntax, bool isDistinct, Scope scope)
    {
        var order = BindOrder(syntax, scope);
        for (var i = 0; context.Collations.IsUsed && i < order.Length; i++)
        {
            var key = context.Collations.SortKey(order[i].Expression);
            if (isDistinct && key is BoundCall { Function: FunctionId.CollationKey })
                throw CollationErrors.NotSupported("DISTINCT with ORDER BY in an aggregate", syntax[i].Key.Position);
            order = order.SetItem(i, order[i] with { Expression = key });
        }

        return order;
    }

    /// <summary>Binds the keys of an order.</summary>
    public ImmutableArray<BoundOrdering> BindOrder(SyntaxList<SortItem> syntax, Scope scope)
    {
        var order = ImmutableArray.CreateBuilder<BoundOrdering>(syntax.Count);
        foreach (var item in syntax)
        {
            var key = context.Coercer.SettleAsText(context.Expressions.Bind(item.Key, scope));
            var direction = SortOrder.Of(item);
            order.Add(new BoundOrdering(key, direction.Descending, direction.NullsFirst));
        }

        return order.MoveToImmutable();
    }

    private BoundAggregate Ordered(
        FunctionCall syntax, string name, BoundExpression[] direct, ImmutableArray<BoundOrdering> order)
    {
        var wanted = name == "mode" ? 0 : 1;
        if (direct.Length != wanted || order.Length != 1)
            throw Undefined(syntax, name, direct, order);
        if (wanted == 0)
            return Make(AggregateId.Mode, direct, order, order[0].Expression.Type);
        var isArray = direct[0].Type.Id == TypeId.Array;
        direct[0] = context.Coercer.TryCoerce(
                direct[0], isArray ? SqlType.ArrayOf(SqlType.Double) : SqlType.Double, CastContext.Implicit)
            ?? throw Undefined(syntax, name, direct, order);
        var key = order[0].Expression;
        if (name == "percentile_disc")
            return Make(AggregateId.PercentileDisc, direct, order, isArray ? SqlType.ArrayOf(key.Type.Family) : key.Type);
        if (key.Type.Id != TypeId.Interval)
        {
            key = context.Coercer.TryCoerce(key, SqlType.Double, CastContext.Implicit)
                ?? throw Undefined(syntax, name, direct, order);
        }

        return Make(
            AggregateId.PercentileCont, direct, [order[0] with { Expression = key }],
            isArray ? SqlType.ArrayOf(key.Type.Family) : key.Type.Family);
    }

    /// <summary>Each direct argument and the key at its place get their common type.</summary>
    private BoundAggregate Hypothetical(
        FunctionCall syntax, string name, BoundExpression[] direct, ImmutableArray<BoundOrdering> order)
    {
        if (direct.Length != order.Length)
            throw CallErrors.HypotheticalArguments(name, TypesOf(direct, order), direct.Length, order.Length, syntax.Position);
        var keys = order.ToBuilder();
        for (var i = 0; i < direct.Length; i++)
        {
            var type = CommonType.Of([order[i].Expression, direct[i]], "WITHIN GROUP");
            direct[i] = context.Coercer.ToCommon(direct[i], type, "WITHIN GROUP");
            keys[i] = order[i] with { Expression = context.Coercer.ToCommon(order[i].Expression, type, "WITHIN GROUP") };
            if (context.Collations.FindOrder([keys[i].Expression, direct[i]], syntax.Position) is not { } collation)
                continue;
            direct[i] = CollationBinder.KeyOf(direct[i], collation);
            keys[i] = keys[i] with { Expression = CollationBinder.KeyOf(keys[i].Expression, collation) };
        }

        return name switch
        {
            "rank" => Make(AggregateId.HypotheticalRank, direct, keys.ToImmutable(), SqlType.BigInt),
            "dense_rank" => Make(AggregateId.HypotheticalDenseRank, direct, keys.ToImmutable(), SqlType.BigInt),
            "percent_rank" => Make(AggregateId.HypotheticalPercentRank, direct, keys.ToImmutable(), SqlType.Double),
            _ => Make(AggregateId.HypotheticalCumeDist, direct, keys.ToImmutable(), SqlType.Double),
        };
    }

    private static BoundAggregate Make(
        AggregateId aggregate, BoundExpression[] direct, ImmutableArray<BoundOrdering> order, SqlType type) =>
        new(default, aggregate, [], false, null, type)
        {
            DirectArguments = [.. direct],
            Order = order,
        };

    private static Diagnostics.EngineException Undefined(
        FunctionCall syntax, string name, BoundExpression[] direct, ImmutableArray<BoundOrdering> order) =>
        CallErrors.UndefinedFunction(name, TypesOf(direct, order), syntax.Position);

    private static TypeId[] TypesOf(BoundExpression[] direct, ImmutableArray<BoundOrdering> order)
    {
        var types = new TypeId[direct.Length + order.Length];
        for (var i = 0; i < direct.Length; i++)
            types[i] = SignatureTypes.CodeOf(direct[i].Type);
        for (var i = 0; i < order.Length; i++)
            types[direct.Length + i] = SignatureTypes.CodeOf(order[i].Expression.Type);
        return types;
    }
}
