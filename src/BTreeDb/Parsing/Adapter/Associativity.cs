using Antlr4.Runtime;
using BTreeDb.Parsing.Generated;

namespace BTreeDb.Parsing.Adapter;

/// <summary>
/// Comparisons and the predicates of the BETWEEN family are not associative in PostgreSQL: <c>a &lt; b &lt; c</c> is a
/// syntax error at the second operator. ANTLR has no such thing, so the adapter looks for operands of the same family
/// that are not in parentheses.
/// </summary>
internal static class Associativity
{
    /// <summary>Refuses a comparison whose left operand is a comparison.</summary>
    public static void RejectChain(BTreeDbParser.ComparisonExprContext context)
    {
        if (context.expr(0) is BTreeDbParser.ComparisonExprContext)
            throw ParsingErrors.Syntax(Operator(context));
    }

    /// <summary>Refuses BETWEEN, IN, LIKE and OVERLAPS whose left or right operand is one of them.</summary>
    public static void RejectPredicateChain(BTreeDbParser.ExprContext context)
    {
        if (IsPredicate(context.GetChild(0)))
            throw ParsingErrors.Syntax(Operator(context));
        if (context.ChildCount > 2 && context.GetChild(context.ChildCount - 1) is BTreeDbParser.ExprContext right && IsPredicate(right))
            throw ParsingErrors.Syntax(Operator(right));
    }

    /// <summary>Refuses IS after IS DISTINCT FROM.</summary>
    public static void RejectDistinctChain(BTreeDbParser.ExprContext context)
    {
        if (context.GetChild(0) is BTreeDbParser.DistinctExprContext)
            throw ParsingErrors.Syntax(Operator(context));
    }

    private static bool IsPredicate(Antlr4.Runtime.Tree.IParseTree operand) => operand
        is BTreeDbParser.BetweenExprContext
        or BTreeDbParser.InExprContext
        or BTreeDbParser.LikeExprContext
        or BTreeDbParser.OverlapsExprContext;

    private static IToken Operator(ParserRuleContext context) =>
        ((Antlr4.Runtime.Tree.ITerminalNode)context.GetChild(1)).Symbol;
}
