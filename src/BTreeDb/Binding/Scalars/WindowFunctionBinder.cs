using System.Collections.Immutable;
using BTreeDb.Binding.Analysis;
using BTreeDb.Binding.Coercion;
using BTreeDb.Binding.Collations;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Functions;
using BTreeDb.Binding.Names;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Binding.Scalars;

/// <summary>
/// Binds calls with OVER. The call moves to its query level; what stays is a reference to its result.
/// </summary>
internal sealed class WindowFunctionBinder(BindingContext context, AggregateBinder aggregates)
{
    private readonly WindowBinder _windows = new(context);

    /// <summary>The windows of levels, for the WINDOW clause.</summary>
    public WindowBinder Windows => _windows;

    /// <summary>The window function of a name; null when there is none.</summary>
    public static WindowFunctionId? Find(string? name) => name switch
    {
        "row_number" => WindowFunctionId.RowNumber,
        "rank" => WindowFunctionId.Rank,
        "dense_rank" => WindowFunctionId.DenseRank,
        "percent_rank" => WindowFunctionId.PercentRank,
        "cume_dist" => WindowFunctionId.CumeDist,
        "ntile" => WindowFunctionId.Ntile,
        "lag" => WindowFunctionId.Lag,
        "lead" => WindowFunctionId.Lead,
        "first_value" => WindowFunctionId.FirstValue,
        "last_value" => WindowFunctionId.LastValue,
        "nth_value" => WindowFunctionId.NthValue,
        _ => null,
    };

    public BoundExpression Bind(FunctionCall syntax, string? name, Scope scope)
    {
        var level = scope.Level;
        if (syntax.IsDistinct)
            throw WindowErrors.NotImplemented("DISTINCT", syntax.Position);
        if (!syntax.OrderBy.IsEmpty)
            throw WindowErrors.AggregateOrderNotImplemented(syntax.Position);
        if (!syntax.WithinGroup.IsEmpty && name is not null && OrderedSetBinder.IsOrderedSet(name))
            throw CallErrors.OverNotSupported(name, syntax.Position);
        if (name is not null && OrderedSetBinder.IsOrderedSet(name)
            && (!OrderedSetBinder.IsHypothetical(name) || !syntax.Arguments.IsEmpty))
            throw CallErrors.WithinGroupNeeded(name, syntax.Position);
        var function = Find(name);
        var isAggregate = function is null;
        if (isAggregate && (name is null || AggregateSignatures.All[name].IsEmpty))
            throw NotAWindowFunction(syntax, scope);
        if (!isAggregate && syntax.Filter is not null)
            throw WindowErrors.FilterNotImplemented(syntax.Position);
        if (!ClauseNames.AllowsWindows(level.Clause))
            throw WindowErrors.NotAllowedIn(ClauseNames.Of(level.Clause), syntax.Position);

        var filter = syntax.Filter is null ? null : aggregates.BindFilter(syntax.Filter, scope);
        var id = AggregateId.CountStar;
        ImmutableArray<BoundExpression> arguments;
        SqlType type;
        if (isAggregate)
            (id, arguments, type) = aggregates.BindCall(syntax, name!, scope);
        else
            (arguments, type) = BindArguments(function!.Value, name!, syntax, scope);
        arguments = JsonRows.InputsOf(id, arguments, type);
        var collation = isAggregate && id is AggregateId.Min or AggregateId.Max
            ? context.Collations.FindOrder(arguments.AsSpan(), syntax.Position)
            : null;
        var textType = type;
        if (isAggregate)
            type = AggregateBinder.HeldAs(id, arguments, type);
        if (collation is not null)
        {
            arguments = [CollationBinder.KeyOf(arguments[0], collation)];
            type = arguments[0].Type;
        }


        CheckNesting(arguments, filter, level, syntax.Position);
        var window = _windows.Bind(syntax.Over!, scope);
        var call = level.Add(window, new BoundWindowFunction(
            context.NewColumn(level), function ?? WindowFunctionId.Aggregate, id, arguments, filter, type));
        context.Collations.AddResult(call.Output, arguments.AsSpan());
        var result = new BoundColumn(call.Output, type, name!) { Position = syntax.Position };
        if (collation is not null)
            return CollationBinder.TextOf(result, textType, collation);
        return type == textType ? result : context.Coercer.Coerce(result, textType);
    }

    private Diagnostics.EngineException NotAWindowFunction(FunctionCall syntax, Scope scope)
    {
        var types = FunctionBinder.TypesOf(FunctionBinder.BindArguments(context, syntax.Arguments, scope));
        var name = syntax.Name.Name;
        var overloads = FunctionSignatures.All[name];
        if (overloads.IsEmpty && MissingFunctions.Contains(name))
            return UnsupportedErrors.SingularFeature($"function {name}", syntax.Position);
        return OverloadResolver.Choose(overloads, types, out _) is null
            ? CallErrors.UndefinedFunction(string.Join('.', syntax.Name.Parts), types, syntax.Position)
            : WindowErrors.NotAWindowFunction(name, syntax.Position);
    }

    private static void CheckNesting(
        ImmutableArray<BoundExpression> arguments, BoundExpression? filter, QueryLevel level, int position)
    {
        foreach (var argument in arguments)
            ColumnUses.Visit(argument, Check);
        if (filter is not null)
            ColumnUses.Visit(filter, Check);

        void Check(BoundColumn use)
        {
            if (level.IsRowFunctionOutput(use.Id))
                throw RowSetErrors.InCall("window", use.Position < 0 ? position : use.Position);
            if (level.IsWindowOutput(use.Id))
                throw WindowErrors.Nested(use.Position < 0 ? position : use.Position);
        }
    }

    private (ImmutableArray<BoundExpression> Arguments, SqlType Type) BindArguments(
        WindowFunctionId function, string name, FunctionCall syntax, Scope scope)
    {
        var arguments = syntax.IsStar ? [] : FunctionBinder.BindArguments(context, syntax.Arguments, scope);
        var isRight = function switch
        {
            WindowFunctionId.Ntile => arguments.Length == 1 && Coerce(arguments, 0, SqlType.Integer),
            WindowFunctionId.Lag or WindowFunctionId.Lead => arguments.Length is >= 1 and <= 3 && TypeLag(arguments),
            WindowFunctionId.FirstValue or WindowFunctionId.LastValue => arguments.Length == 1 && Settle(arguments),
            WindowFunctionId.NthValue =>
                arguments.Length == 2 && Settle(arguments) && Coerce(arguments, 1, SqlType.Integer),
            _ => arguments.Length == 0,
        };
        if (!isRight)
            throw CallErrors.UndefinedFunction(name, FunctionBinder.TypesOf(arguments), syntax.Position);
        var type = function switch
        {
            WindowFunctionId.RowNumber or WindowFunctionId.Rank or WindowFunctionId.DenseRank => SqlType.BigInt,
            WindowFunctionId.PercentRank or WindowFunctionId.CumeDist => SqlType.Double,
            WindowFunctionId.Ntile => SqlType.Integer,
            _ => arguments[0].Type,
        };
        return ([.. arguments], type);
    }

    /// <summary>The value and the default get their common type.</summary>
    private bool TypeLag(BoundExpression[] arguments)
    {
        if (arguments.Length > 1 && !Coerce(arguments, 1, SqlType.Integer))
            return false;
        if (arguments.Length < 3)
            return Settle(arguments);
        if (!CommonType.TryFind([arguments[0], arguments[2]], out var type, out _))
            return false;
        return Coerce(arguments, 0, type) && Coerce(arguments, 2, type);
    }

    private bool Settle(BoundExpression[] arguments)
    {
        arguments[0] = context.Coercer.SettleAsText(arguments[0]);
        if (Coercer.LosesBlanks(arguments[0].Type, arguments[0].Type.Family))
            arguments[0] = context.Coercer.Coerce(arguments[0], arguments[0].Type.Family);
        return true;
    }

    private bool Coerce(BoundExpression[] arguments, int place, SqlType type)
    {
        if (context.Coercer.TryCoerce(arguments[place], type, CastContext.Implicit) is not { } coerced)
            return false;
        arguments[place] = coerced;
        return true;
    }
}
