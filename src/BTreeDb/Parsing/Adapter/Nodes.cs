using Antlr4.Runtime;
using BTreeDb.Parsing.Syntax;

namespace BTreeDb.Parsing.Adapter;

/// <summary>Small steps from parse tree to syntax tree that every adapter needs.</summary>
internal static class Nodes
{
    /// <summary>Where a rule's text begins.</summary>
    public static int Position(ParserRuleContext context) => context.Start.StartIndex;

    /// <summary>Whether the rule has the token among its own children.</summary>
    public static bool Has(ParserRuleContext context, int tokenType) => context.GetToken(tokenType, 0) is not null;

    /// <summary>The position of the rule's first child that is this token.</summary>
    public static int PositionOf(ParserRuleContext context, int tokenType) => context.GetToken(tokenType, 0).Symbol.StartIndex;

    /// <summary>Converts the rule's children of one kind, in order.</summary>
    public static SyntaxList<TNode> Map<TContext, TNode>(ParserRuleContext? parent, Func<TContext, TNode> convert)
        where TContext : ParserRuleContext
    {
        if (parent is null)
            return SyntaxList<TNode>.Empty;
        var count = Count<TContext>(parent);
        if (count == 0)
            return SyntaxList<TNode>.Empty;
        var nodes = new TNode[count];
        var filled = 0;
        foreach (var child in parent.children)
        {
            if (child is TContext context)
                nodes[filled++] = convert(context);
        }

        return new SyntaxList<TNode>(nodes);
    }

    /// <summary>How many children of one kind the rule has.</summary>
    public static int Count<TContext>(ParserRuleContext parent)
        where TContext : ParserRuleContext
    {
        var count = 0;
        foreach (var child in parent.children)
        {
            if (child is TContext)
                count++;
        }

        return count;
    }
}
