using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Adapter;

/// <summary>Function calls with all that an aggregate or window function may carry.</summary>
internal static class CallAdapter
{
    /// <summary>A call with its tail.</summary>
    public static FunctionCall Convert(QualifiedName name, BTreeDbParser.FunctionCallContext context)
    {
        NestingLimit.Enter(1);
        var call = Convert(name, context.plainCall());
        var tail = context.callTail();
        var result = tail.ChildCount == 0 ? call : WithTail(call, tail);
        NestingLimit.Leave(1);
        return result;
    }

    /// <summary>A call: name and arguments.</summary>
    public static FunctionCall Convert(QualifiedName name, BTreeDbParser.PlainCallContext context)
    {
        if (context.callArguments() is not { } arguments)
            return new FunctionCall(name.Position, name, SyntaxList<FunctionArgument>.Empty);
        return new FunctionCall(
            name.Position,
            name,
            Nodes.Map<BTreeDbParser.ArgumentContext, FunctionArgument>(arguments, Argument),
            arguments.STAR() is not null,
            arguments.DISTINCT() is not null,
            QueryAdapter.Sort(arguments.sortClause()),
            SyntaxList<SortItem>.Empty,
            null,
            null);
    }

    /// <summary>Adds WITHIN GROUP, FILTER and OVER.</summary>
    public static FunctionCall WithTail(FunctionCall call, BTreeDbParser.CallTailContext tail)
    {
        if (tail.WITHIN() is { } within)
            RejectWithinGroup(call, within.Symbol.StartIndex);
        return call with
        {
            WithinGroup = QueryAdapter.Sort(tail.sortClause()),
            Filter = ExpressionAdapter.Optional(tail.expr()),
            Over = tail.overClause() is { } over ? WindowAdapter.Convert(over) : null,
        };
    }

    private static FunctionArgument Argument(BTreeDbParser.ArgumentContext context) => new(
        Nodes.Position(context),
        NameAdapter.Optional(context.typeFunctionName()),
        ExpressionAdapter.Convert(context.expr()),
        context.VARIADIC() is not null);

    private static void RejectWithinGroup(FunctionCall call, int position)
    {
        if (!call.OrderBy.IsEmpty)
            throw ParsingErrors.Invalid("cannot use multiple ORDER BY clauses with WITHIN GROUP", position);
        if (call.IsDistinct)
            throw ParsingErrors.Invalid("cannot use DISTINCT with WITHIN GROUP", position);
        if (!call.Arguments.IsEmpty && call.Arguments[^1].IsVariadic)
            throw ParsingErrors.Invalid("cannot use VARIADIC with WITHIN GROUP", position);
    }
}
