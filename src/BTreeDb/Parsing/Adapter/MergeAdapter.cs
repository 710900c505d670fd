using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax.Changes;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Adapter;

/// <summary>MERGE.</summary>
internal static class MergeAdapter
{
    /// <summary>Converts the statement.</summary>
    public static MergeStatement Convert(BTreeDbParser.MergeBodyContext context, WithClause? with) => new(
        Nodes.Position(context),
        with,
        ChangeAdapter.Target(context.changeTarget()),
        FromAdapter.Convert(context.fromItem()),
        ExpressionAdapter.Convert(context.expr()),
        Nodes.Map<BTreeDbParser.MergeClauseContext, MergeClause>(context, Clause));

    private static MergeClause Clause(BTreeDbParser.MergeClauseContext context)
    {
        var matched = context.NOT() is null;
        var action = Action(context.mergeAction());
        // Without a match there is nothing to update, and with one nothing to insert.
        if (matched ? action is MergeInsert : action is MergeUpdate or MergeDelete)
            throw ParsingErrors.Syntax(context.mergeAction().Start);
        return new MergeClause(Nodes.Position(context), matched, ExpressionAdapter.Optional(context.expr()), action);
    }

    private static MergeAction Action(BTreeDbParser.MergeActionContext context)
    {
        var position = Nodes.Position(context);
        if (context.UPDATE() is not null)
            return new MergeUpdate(position, ChangeAdapter.Assignments(context.assignments()));
        if (context.DELETE() is not null)
            return new MergeDelete(position);
        if (context.INSERT() is null)
            return new MergeDoNothing(position);
        return new MergeInsert(
            position,
            ChangeAdapter.Targets(context),
            ChangeAdapter.Overriding(context.overriding()),
            ExpressionAdapter.List(context.exprList()));
    }
}
