using Antlr4.Runtime;
using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Adapter;

/// <summary>Option lists: names with words, numbers, strings or lists as values.</summary>
internal static class OptionAdapter
{
    /// <summary>The options in parentheses; none when there is no list.</summary>
    public static SyntaxList<StatementOption> List(BTreeDbParser.OptionListContext? context) => Children(context);

    /// <summary>The options among a rule's children.</summary>
    public static SyntaxList<StatementOption> Children(ParserRuleContext? context) =>
        Nodes.Map<BTreeDbParser.OptionContext, StatementOption>(context, Option);

    /// <summary>An option that old syntax writes as a bare keyword.</summary>
    public static StatementOption Flag(IToken token) => new(token.StartIndex, NameAdapter.Name(token), null);

    private static StatementOption Option(BTreeDbParser.OptionContext context)
    {
        var parts = NameAdapter.Dotted(context.optionName()).Parts;
        var value = context.optionValue();
        return new StatementOption(Nodes.Position(context), string.Join('.', parts), value is null ? null : Value(value));
    }

    private static Expression Value(BTreeDbParser.OptionValueContext context)
    {
        var position = Nodes.Position(context);
        if (context.STRING() is { } text)
            return new StringLiteral(position, LiteralAdapter.Text(text.Symbol));
        if (context.colLabel() is { } word)
            return new StringLiteral(position, NameAdapter.Name(word));
        if (context.STAR() is not null)
            return new AllColumns(position, SyntaxList<string>.Empty);
        if (context.LP() is null)
            return LiteralAdapter.Signed(context);
        NestingLimit.Enter(1);
        var values = Nodes.Map<BTreeDbParser.OptionValueContext, Expression>(context, Value);
        NestingLimit.Leave(1);
        return new RowConstructor(position, values, true);
    }
}
