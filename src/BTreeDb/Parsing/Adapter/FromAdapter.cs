using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Adapter;

/// <summary>FROM: tables, functions, subqueries, joins.</summary>
internal static class FromAdapter
{
    /// <summary>The items of FROM; none when there is no clause.</summary>
    public static SyntaxList<FromItem> Convert(BTreeDbParser.FromClauseContext? context) =>
        Nodes.Map<BTreeDbParser.FromItemContext, FromItem>(context, Convert);

    /// <summary>One item with its joins, which associate to the left.</summary>
    public static FromItem Convert(BTreeDbParser.FromItemContext context)
    {
        NestingLimit.Enter(context.ChildCount);
        var left = FromPrimaryAdapter.Convert(context.fromPrimary());
        foreach (var join in context.joinSuffix())
            left = Join(left, join);
        NestingLimit.Leave(context.ChildCount);
        return left;
    }

    /// <summary>A table by name without alias.</summary>
    public static TableReference Relation(BTreeDbParser.RelationContext context) => new(
        Nodes.Position(context),
        NameAdapter.Qualified(context.qualifiedName()),
        context.ONLY() is not null,
        null,
        null);

    private static JoinedTable Join(FromItem left, BTreeDbParser.JoinSuffixContext context)
    {
        var right = context.fromItem() is { } item ? Convert(item) : FromPrimaryAdapter.Convert(context.fromPrimary());
        var condition = context.joinCondition();
        return new JoinedTable(
            Nodes.Position(context),
            context.CROSS() is not null ? JoinKind.Cross : Kind(context.joinType()),
            left,
            right,
            context.NATURAL() is not null,
            ExpressionAdapter.Optional(condition?.expr()),
            NameAdapter.Columns(condition?.nameList()),
            NameAdapter.Optional(condition?.colId()),
            null);
    }

    private static JoinKind Kind(BTreeDbParser.JoinTypeContext? context) => context?.Start.Type switch
    {
        BTreeDbLexer.LEFT => JoinKind.Left,
        BTreeDbLexer.RIGHT => JoinKind.Right,
        BTreeDbLexer.FULL => JoinKind.Full,
        _ => JoinKind.Inner,
    };
}
