using Antlr4.Runtime;
using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Adapter;

/// <summary>
/// Operators. The parse tree of a chain (<c>a + b + c</c>) leans to the left; it is walked down its left edge and folded
/// from there up, so that a long chain takes no stack. A chain of one connective becomes one flat node.
/// </summary>
internal static class ExpressionAdapter
{
    /// <summary>Converts an expression.</summary>
    public static Expression Convert(BTreeDbParser.ExprContext context)
    {
        if (context is BTreeDbParser.PrimaryExprContext primary)
            return PrimaryAdapter.Convert(primary.primary());
        var edge = LeftEdge(context);
        var levels = Levels(edge);
        NestingLimit.Enter(levels);
        var result = edge[^1] is var bottom && bottom.GetChild(0) is BTreeDbParser.ExprContext left
            ? Convert(left)
            : Prefix(edge[^1]);
        var next = bottom.GetChild(0) is BTreeDbParser.ExprContext ? edge.Count - 1 : edge.Count - 2;
        while (next >= 0)
        {
            result = edge[next] is BTreeDbParser.AndExprContext or BTreeDbParser.OrExprContext
                ? Chain(edge, ref next, result)
                : Combine(edge[next--], result);
        }

        NestingLimit.Leave(levels);
        return result;
    }

    /// <summary>Converts an expression, or null.</summary>
    public static Expression? Optional(BTreeDbParser.ExprContext? context) => context is null ? null : Convert(context);

    /// <summary>Converts a list of expressions.</summary>
    public static SyntaxList<Expression> List(BTreeDbParser.ExprListContext? context) => Children(context);

    /// <summary>Converts the expressions among a rule's children.</summary>
    public static SyntaxList<Expression> Children(ParserRuleContext? context) =>
        Nodes.Map<BTreeDbParser.ExprContext, Expression>(context, Convert);

    /// <summary>An operator by symbol or as OPERATOR(schema.symbol).</summary>
    public static OperatorName Operator(ParserRuleContext context)
    {
        string? schema = null;
        IToken? symbol = context.Start;
        foreach (var child in context.children)
        {
            if (child is BTreeDbParser.ColIdContext name)
                schema = NameAdapter.Name(name);
            else if (child is BTreeDbParser.OperatorSymbolContext operatorSymbol)
                symbol = operatorSymbol.Start;
        }

        return new OperatorName(Nodes.Position(context), schema, Symbol(symbol));
    }

    /// <summary>An operator of one token.</summary>
    public static OperatorName Operator(IToken token) => new(token.StartIndex, null, Symbol(token));

    /// <summary>A prefix or infix operator, or a quantified comparison when ANY or ALL stands to the right.</summary>
    public static Expression Infix(OperatorName name, Expression left, BTreeDbParser.ExprContext right) =>
        Quantified(right) is { } quantified
            ? QuantifiedAdapter.Convert(name, left, quantified)
            : new BinaryExpression(name.Position, name, left, Convert(right));

    /// <summary>The ANY or ALL that an operand consists of, or null.</summary>
    internal static BTreeDbParser.QuantifiedPrimaryContext? Quantified(BTreeDbParser.ExprContext context) =>
        context is BTreeDbParser.PrimaryExprContext primary
            ? primary.primary() as BTreeDbParser.QuantifiedPrimaryContext
            : null;

    /// <summary>
    /// A sign before a number becomes part of the number, as in PostgreSQL, so that the least integer of a type is one.
    /// </summary>
    internal static Expression Sign(IToken sign, Expression operand) =>
        sign.Type == BTreeDbLexer.MINUS && LiteralAdapter.Negate(operand, sign.StartIndex) is { } number
            ? number
            : new UnaryExpression(sign.StartIndex, Operator(sign), operand);

    private static string Symbol(IToken token) => ((SqlToken)token).Span is "!=" ? "<>" : token.Text;

    /// <summary>The contexts from the given one down to the last whose left operand is itself an operator.</summary>
    private static List<BTreeDbParser.ExprContext> LeftEdge(BTreeDbParser.ExprContext context)
    {
        var edge = new List<BTreeDbParser.ExprContext> { context };
        while (edge[^1].GetChild(0) is BTreeDbParser.ExprContext left and not BTreeDbParser.PrimaryExprContext)
            edge.Add(left);
        return edge;
    }

    /// <summary>How many levels of syntax tree the edge becomes; a run of one connective is one.</summary>
    private static int Levels(List<BTreeDbParser.ExprContext> edge)
    {
        var levels = 1;
        for (var i = 0; i < edge.Count; i++)
        {
            var continuesRun = i > 0
                && ((edge[i] is BTreeDbParser.AndExprContext && edge[i - 1] is BTreeDbParser.AndExprContext)
                    || (edge[i] is BTreeDbParser.OrExprContext && edge[i - 1] is BTreeDbParser.OrExprContext));
            levels += continuesRun ? 0 : 1;
        }

        return levels;
    }

    private static Expression Prefix(BTreeDbParser.ExprContext context)
    {
        switch (context)
        {
            case BTreeDbParser.SignExprContext sign:
                return Sign(sign.Start, Convert(sign.expr()));
            case BTreeDbParser.PrefixExprContext prefix:
                return new UnaryExpression(Nodes.Position(prefix), Operator(prefix.operatorName()), Convert(prefix.expr()));
            case BTreeDbParser.NotExprContext not:
                return new NotExpression(Nodes.Position(not), Convert(not.expr()));
            default:
                throw ParsingErrors.Syntax(context.Start);
        }
    }

    /// <summary>Folds a run of AND, or of OR, above the result; leaves <paramref name="next"/> above the run.</summary>
    private static LogicalExpression Chain(List<BTreeDbParser.ExprContext> edge, ref int next, Expression first)
    {
        var isAnd = edge[next] is BTreeDbParser.AndExprContext;
        var position = ((Antlr4.Runtime.Tree.ITerminalNode)edge[next].GetChild(1)).Symbol.StartIndex;
        var operands = new List<Expression> { first };
        while (next >= 0 && (isAnd ? edge[next] is BTreeDbParser.AndExprContext : edge[next] is BTreeDbParser.OrExprContext))
            operands.Add(Convert((BTreeDbParser.ExprContext)edge[next--].GetChild(2)));
        return new LogicalExpression(
            position,
            isAnd ? LogicalOperator.And : LogicalOperator.Or,
            new SyntaxList<Expression>(operands.ToArray()));
    }

    private static Expression Combine(BTreeDbParser.ExprContext context, Expression left)
    {
        switch (context)
        {
            case BTreeDbParser.ComparisonExprContext comparison:
                Associativity.RejectChain(comparison);
                return Infix(Operator(TokenAfterLeft(context)), left, comparison.expr(1));
            case BTreeDbParser.BinaryExprContext binary:
                return Infix(Operator(TokenAfterLeft(context)), left, binary.expr(1));
            case BTreeDbParser.OperatorExprContext general:
                return Infix(Operator(general.operatorName()), left, general.expr(1));
            case BTreeDbParser.CastExprContext cast:
                return new CastExpression(TokenAfterLeft(context).StartIndex, left, TypeAdapter.Convert(cast.typeName()));
            case BTreeDbParser.CollateExprContext collate:
                return new CollateExpression(
                    TokenAfterLeft(context).StartIndex, left, NameAdapter.Qualified(collate.qualifiedName()));
            case BTreeDbParser.AtTimeZoneExprContext zone:
                return new AtTimeZoneExpression(TokenAfterLeft(context).StartIndex, left, Convert(zone.expr(1)));
            case BTreeDbParser.EscapeExprContext:
                // ESCAPE is an infix operator to the grammar only; where it belongs, PredicateAdapter takes it apart.
                throw ParsingErrors.Syntax(TokenAfterLeft(context));
            default:
                return PredicateAdapter.Convert(context, left);
        }
    }

    private static IToken TokenAfterLeft(BTreeDbParser.ExprContext context) =>
        ((Antlr4.Runtime.Tree.ITerminalNode)context.GetChild(1)).Symbol;
}
