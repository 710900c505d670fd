using System.Collections.Immutable;
using BTreeDb.Binding.Analysis;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Functions;
using BTreeDb.Binding.Names;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Binding.Scalars;

/// <summary>
/// Binds calls of aggregates. The aggregate moves to the query level that it belongs to, the innermost one whose columns
/// it uses; what stays is a reference to its result.
/// </summary>
internal sealed class AggregateBinder(BindingContext context)
{
    public BoundExpression Bind(FunctionCall syntax, string name, Scope scope)
    {
        if (!syntax.OrderBy.IsEmpty)
            throw UnsupportedErrors.SingularFeature("ORDER BY in an aggregate", syntax.OrderBy[0].Position);
        var filter = syntax.Filter is null ? null : BindFilter(syntax.Filter, scope);
        var (id, arguments, type) = BindCall(syntax, name, scope);
        var owner = FindOwner(arguments, filter, scope.Level, syntax.Position);
        if (!ClauseNames.AllowsAggregates(owner.Clause))
            throw GroupingErrors.AggregateNotAllowed(ClauseNames.Of(owner.Clause), syntax.Position);
        var aggregate = owner.Add(
            new BoundAggregate(context.NewColumn(owner), id, arguments, syntax.IsDistinct, filter, type));
        return new BoundColumn(aggregate.Output, type, name) { Position = syntax.Position };
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
        if (signature.Result == TypeId.Interval)
            throw UnsupportedErrors.Type("interval", syntax.Position);
        return (signature.Aggregate, [.. context.Operators.Convert(signature, arguments)], new SqlType(signature.Result));
    }

    private QueryLevel FindOwner(
        ImmutableArray<BoundExpression> arguments, BoundExpression? filter, QueryLevel current, int position)
    {
        var uses = new List<BoundColumn>();
        foreach (var argument in arguments)
            Collect(argument, uses);
        Collect(filter, uses);
        var levels = new HashSet<QueryLevel>();
        foreach (var use in uses)
            levels.Add(context.LevelOf(use.Id));
        var owner = current;
        while (owner is not null && !levels.Contains(owner))
            owner = owner.Outer;
        owner ??= current;
        foreach (var use in uses)
        {
            if (owner.IsWindowOutput(use.Id))
                throw WindowErrors.InAggregate(use.Position < 0 ? position : use.Position);
            if (owner.IsAggregateOutput(use.Id))
                throw GroupingErrors.NestedAggregate(use.Position < 0 ? position : use.Position);
        }
        return owner;
    }

    private static void Collect(BoundExpression? expression, List<BoundColumn> uses)
    {
        if (expression is not null)
            ColumnUses.Visit(expression, uses.Add);
    }
}
