using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Adapter;

/// <summary>What begins with a name: columns, function calls, literals of a named type; and the steps after an operand.</summary>
internal static class NamedAdapter
{
    /// <summary>A column reference, call or typed literal; the grammar tells them apart only by what follows.</summary>
    public static Expression Convert(BTreeDbParser.NamePrimaryContext context)
    {
        var steps = context.indirection();
        if (context.functionCall() is null && context.STRING() is null)
            return Column(context.nonKeyword(), steps);
        var name = TypeOrFunction(context, steps);
        if (context.functionCall() is not { } call)
            return Literal(TypeAdapter.Make(name, SyntaxList<Expression>.Empty), context.STRING());
        if (context.STRING() is not { } text)
            return CallAdapter.Convert(name, call);
        var function = CallAdapter.Convert(name, call);
        return Literal(TypeAdapter.Make(name, Modifiers(function, call)), text);
    }

    /// <summary>A column whose name is a keyword.</summary>
    public static Expression Column(BTreeDbParser.KeywordColumnPrimaryContext context) =>
        Column(context.colNameKeyword(), context.indirection());

    /// <summary>A call of, or literal of, something whose name is a keyword such as LEFT.</summary>
    public static Expression KeywordCall(BTreeDbParser.KeywordCallPrimaryContext context)
    {
        var keyword = context.typeFuncKeyword();
        var name = new QualifiedName(Nodes.Position(keyword), new SyntaxList<string>([NameAdapter.Name(keyword)]));
        return context.functionCall() is { } call
            ? CallAdapter.Convert(name, call)
            : Literal(TypeAdapter.Make(name, SyntaxList<Expression>.Empty), context.STRING());
    }

    /// <summary>Applies subscripts and field selections to an operand.</summary>
    public static Expression Steps(Expression operand, BTreeDbParser.IndirectionContext[] steps) => Steps(operand, steps, 0);

    /// <summary>The step after an operand or assignment target.</summary>
    public static Indirection Step(BTreeDbParser.IndirectionContext context)
    {
        if (context.colLabel() is { } label)
            return new FieldStep(Nodes.Position(context), NameAdapter.Name(label));
        if (context.STAR() is { } star)
            throw ParsingErrors.Syntax(star.Symbol);
        return Subscript(context);
    }

    private static Expression Column(Antlr4.Runtime.ParserRuleContext first, BTreeDbParser.IndirectionContext[] steps)
    {
        var position = Nodes.Position(first);
        var names = 0;
        while (names < steps.Length && steps[names].colLabel() is not null)
            names++;
        var parts = new string[names + 1];
        parts[0] = NameAdapter.Name(first);
        for (var i = 0; i < names; i++)
            parts[i + 1] = NameAdapter.Name(steps[i].colLabel());
        if (names < steps.Length && steps[names].STAR() is not null)
        {
            RejectAfterStar(steps, names);
            return new AllColumns(position, new SyntaxList<string>(parts));
        }

        return Steps(new ColumnReference(position, new SyntaxList<string>(parts)), steps, names);
    }

    private static Expression Steps(Expression operand, BTreeDbParser.IndirectionContext[] steps, int from)
    {
        for (var i = from; i < steps.Length;)
        {
            var position = Nodes.Position(steps[i]);
            if (steps[i].STAR() is not null)
            {
                RejectAfterStar(steps, i);
                operand = new AllFields(position, operand);
                i++;
            }
            else if (steps[i].colLabel() is { } label)
            {
                operand = new FieldSelection(position, operand, NameAdapter.Name(label));
                i++;
            }
            else
            {
                var subscripts = new List<Subscript>();
                while (i < steps.Length && steps[i].LB() is not null)
                    subscripts.Add(Subscript(steps[i++]));
                operand = new SubscriptExpression(position, operand, new SyntaxList<Subscript>(subscripts.ToArray()));
            }
        }

        return operand;
    }

    private static Subscript Subscript(BTreeDbParser.IndirectionContext context)
    {
        var isSlice = context.COLON() is not null;
        var lower = ExpressionAdapter.Optional(context.lower);
        var upper = ExpressionAdapter.Optional(context.upper);
        return new Subscript(Nodes.Position(context), isSlice ? lower : null, isSlice ? upper : lower, isSlice);
    }

    private static void RejectAfterStar(BTreeDbParser.IndirectionContext[] steps, int star)
    {
        if (star + 1 < steps.Length)
            throw ParsingErrors.Near("improper use of \"*\"", steps[star].Stop);
    }

    private static QualifiedName TypeOrFunction(BTreeDbParser.NamePrimaryContext context, BTreeDbParser.IndirectionContext[] steps)
    {
        var parts = new string[steps.Length + 1];
        parts[0] = NameAdapter.Name(context.nonKeyword());
        for (var i = 0; i < steps.Length; i++)
        {
            // Subscripts and stars make a value, and a value cannot be called.
            if (steps[i].colLabel() is not { } label)
                throw ParsingErrors.Syntax(context.functionCall()?.Start ?? context.STRING().Symbol);
            parts[i + 1] = NameAdapter.Name(label);
        }

        return new QualifiedName(Nodes.Position(context), new SyntaxList<string>(parts));
    }

    private static TypedLiteral Literal(TypeName type, Antlr4.Runtime.Tree.ITerminalNode text) =>
        new(type.Position, type, LiteralAdapter.Text(text.Symbol));

    private static SyntaxList<Expression> Modifiers(FunctionCall call, BTreeDbParser.FunctionCallContext context)
    {
        if (call.IsStar || call.IsDistinct || !call.OrderBy.IsEmpty || context.callTail().ChildCount > 0)
            throw ParsingErrors.Syntax(context.Stop);
        var modifiers = new Expression[call.Arguments.Count];
        for (var i = 0; i < modifiers.Length; i++)
        {
            var argument = call.Arguments[i];
            if (argument.Name is not null || argument.IsVariadic)
                throw ParsingErrors.Invalid("type modifier cannot have parameter name", argument.Position);
            modifiers[i] = argument.Value;
        }

        return new SyntaxList<Expression>(modifiers);
    }
}
