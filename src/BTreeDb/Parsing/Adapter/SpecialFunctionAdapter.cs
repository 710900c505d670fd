using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Adapter;

/// <summary>
/// Functions that the standard spells in its own way. Those that PostgreSQL turns into plain calls become plain calls of
/// the same functions with the same order of arguments.
/// </summary>
internal static class SpecialFunctionAdapter
{
    /// <summary>Converts the function.</summary>
    public static Expression Convert(BTreeDbParser.SpecialFunctionContext context)
    {
        var position = Nodes.Position(context);
        switch (context)
        {
            case BTreeDbParser.CastFunctionContext cast:
                return new CastExpression(position, ExpressionAdapter.Convert(cast.expr()), TypeAdapter.Convert(cast.typeName()));
            case BTreeDbParser.CoalesceFunctionContext coalesce:
                return new CoalesceExpression(position, ExpressionAdapter.List(coalesce.exprList()));
            case BTreeDbParser.ExtremeFunctionContext extreme:
                return new ExtremeExpression(position, extreme.GREATEST() is not null, ExpressionAdapter.List(extreme.exprList()));
            case BTreeDbParser.NullIfFunctionContext nullIf:
                return new NullIfExpression(position, ExpressionAdapter.Convert(nullIf.expr(0)), ExpressionAdapter.Convert(nullIf.expr(1)));
            case BTreeDbParser.TimeFunctionContext time:
                return Time(time, position);
            case BTreeDbParser.SessionFunctionContext session:
                return new SessionValueExpression(position, SessionValue(session.Start.Type), null);
            default:
                return Call(context, position);
        }
    }

    private static FunctionCall Call(BTreeDbParser.SpecialFunctionContext context, int position) => context switch
    {
        BTreeDbParser.ExtractFunctionContext extract => Make(
            position, "extract", Field(extract.extractField()), ExpressionAdapter.Convert(extract.expr())),
        BTreeDbParser.PositionFunctionContext find => Make(
            position, "position", BoundAdapter.Convert(find.haystack), BoundAdapter.Convert(find.needle)),
        BTreeDbParser.SubstringFunctionContext substring => Substring(substring.substringArguments(), position),
        BTreeDbParser.OverlayFunctionContext overlay => Make(position, "overlay", ExpressionAdapter.Children(overlay)),
        BTreeDbParser.TrimFunctionContext trim => Trim(trim, position),
        BTreeDbParser.NormalizeFunctionContext normalize => Normalize(normalize, position),
        BTreeDbParser.CollationForFunctionContext collation => Make(
            position, "pg_collation_for", ExpressionAdapter.Convert(collation.expr())),
        _ => throw ParsingErrors.NotSupported("TREAT", position),
    };

    private static FunctionCall Make(int position, string name, params Expression[] arguments) =>
        Make(position, name, new SyntaxList<Expression>(arguments));

    private static FunctionCall Make(int position, string name, SyntaxList<Expression> arguments)
    {
        var positional = new FunctionArgument[arguments.Count];
        for (var i = 0; i < positional.Length; i++)
            positional[i] = new FunctionArgument(arguments[i].Position, null, arguments[i], false);
        return new FunctionCall(position, NameAdapter.System(position, name), new SyntaxList<FunctionArgument>(positional));
    }

    private static StringLiteral Field(BTreeDbParser.ExtractFieldContext context) => new(
        Nodes.Position(context),
        context.STRING() is { } text ? LiteralAdapter.Text(text.Symbol) : NameAdapter.Name(context));

    private static FunctionCall Substring(BTreeDbParser.SubstringArgumentsContext context, int position)
    {
        if (context.SIMILAR() is { } similar)
        {
            var (pattern, escape) = PredicateAdapter.SplitEscape(context.expr(1));
            if (escape is null)
                throw ParsingErrors.Syntax(similar.Symbol);
            return Make(position, "substring", ExpressionAdapter.Convert(context.expr(0)), pattern, escape);
        }

        var arguments = ExpressionAdapter.Children(context);
        if (context.FOR() is not { } length)
            return Make(position, "substring", arguments);
        if (context.FROM() is not { } start)
            return Make(position, "substring", arguments[0], new IntegerLiteral(length.Symbol.StartIndex, 1), arguments[1]);
        return start.Symbol.StartIndex < length.Symbol.StartIndex
            ? Make(position, "substring", arguments)
            : Make(position, "substring", arguments[0], arguments[2], arguments[1]);
    }

    /// <summary>PostgreSQL's argument order: the trimmed text first, the characters after it.</summary>
    private static FunctionCall Trim(BTreeDbParser.TrimFunctionContext context, int position)
    {
        var name = context.LEADING() is not null ? "ltrim" : context.TRAILING() is not null ? "rtrim" : "btrim";
        var first = ExpressionAdapter.List(context.exprList(0));
        if (context.exprList(1) is not { } rest)
            return Make(position, name, first);
        if (first.Count != 1)
            throw ParsingErrors.Syntax(context.FROM().Symbol);
        return Make(position, name, new SyntaxList<Expression>([.. ExpressionAdapter.List(rest), first[0]]));
    }

    private static FunctionCall Normalize(BTreeDbParser.NormalizeFunctionContext context, int position)
    {
        var text = ExpressionAdapter.Convert(context.expr());
        if (context.COMMA() is null)
            return Make(position, "normalize", text);
        var form = ((Antlr4.Runtime.Tree.ITerminalNode)context.GetChild(context.ChildCount - 2)).Symbol;
        return Make(position, "normalize", text, new StringLiteral(form.StartIndex, form.Text.ToUpperInvariant()));
    }

    private static SessionValueExpression Time(BTreeDbParser.TimeFunctionContext context, int position)
    {
        int? precision = context.INTEGER_NUMBER() is { } digits ? LiteralAdapter.Int32(digits.Symbol) : null;
        return new SessionValueExpression(position, SessionValue(context.Start.Type), precision);
    }

    private static SessionValueKind SessionValue(int tokenType) => tokenType switch
    {
        BTreeDbLexer.CURRENT_TIME => SessionValueKind.CurrentTime,
        BTreeDbLexer.CURRENT_TIMESTAMP => SessionValueKind.CurrentTimestamp,
        BTreeDbLexer.LOCALTIME => SessionValueKind.LocalTime,
        BTreeDbLexer.LOCALTIMESTAMP => SessionValueKind.LocalTimestamp,
        BTreeDbLexer.CURRENT_DATE => SessionValueKind.CurrentDate,
        BTreeDbLexer.CURRENT_ROLE => SessionValueKind.CurrentRole,
        BTreeDbLexer.CURRENT_USER => SessionValueKind.CurrentUser,
        BTreeDbLexer.SESSION_USER => SessionValueKind.SessionUser,
        BTreeDbLexer.USER => SessionValueKind.User,
        BTreeDbLexer.CURRENT_CATALOG => SessionValueKind.CurrentCatalog,
        _ => SessionValueKind.CurrentSchema,
    };
}
