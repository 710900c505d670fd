using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Adapter;

/// <summary>GROUP BY. ROLLUP and CUBE look like calls to the grammar; here they are told from them by the bare keyword.</summary>
internal static class GroupingAdapter
{
    /// <summary>The clause, or null.</summary>
    public static GroupByClause? Convert(BTreeDbParser.GroupClauseContext? context) => context is null
        ? null
        : new GroupByClause(
            Nodes.Position(context),
            context.DISTINCT() is not null,
            Nodes.Map<BTreeDbParser.GroupingItemContext, GroupingItem>(context, Item));

    private static GroupingItem Item(BTreeDbParser.GroupingItemContext context)
    {
        var position = Nodes.Position(context);
        if (context.GROUPING() is not null)
        {
            NestingLimit.Enter(1);
            var items = Nodes.Map<BTreeDbParser.GroupingItemContext, GroupingItem>(context, Item);
            NestingLimit.Leave(1);
            return new GroupingSets(position, items);
        }

        if (context.expr() is not { } expression)
            return new EmptyGrouping(position);
        var key = ExpressionAdapter.Convert(expression);
        if (key is not FunctionCall { Over: null, Filter: null, IsStar: false, IsDistinct: false } call)
            return new GroupingKey(position, key);
        return context.Start.Type switch
        {
            BTreeDbLexer.ROLLUP when call.Name.Parts.Count == 1 => new RollupGrouping(position, Values(call)),
            BTreeDbLexer.CUBE when call.Name.Parts.Count == 1 => new CubeGrouping(position, Values(call)),
            _ => new GroupingKey(position, key),
        };
    }

    private static SyntaxList<Expression> Values(FunctionCall call)
    {
        var values = new Expression[call.Arguments.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = call.Arguments[i].Value;
        return new SyntaxList<Expression>(values);
    }
}
