using Antlr4.Runtime;
using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Changes;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Adapter;

/// <summary>INSERT, UPDATE, DELETE, TRUNCATE.</summary>
internal static class ChangeAdapter
{
    /// <summary>A statement that can be prepared, explained or put into WITH.</summary>
    public static Statement Preparable(BTreeDbParser.PreparableContext context)
    {
        var with = context.withClause();
        if (context.selectBody() is { } select)
            return QueryAdapter.Convert(with, select);
        NestingLimit.Enter(1);
        var withClause = WithAdapter.Convert(with);
        Statement statement = context.insertBody() is { } insert ? Insert(insert, withClause)
            : context.updateBody() is { } update ? Update(update, withClause)
            : context.deleteBody() is { } delete ? Delete(delete, withClause)
            : MergeAdapter.Convert(context.mergeBody(), withClause);
        NestingLimit.Leave(1);
        return with is null ? statement : statement with { Position = Nodes.Position(with) };
    }

    /// <summary>TRUNCATE.</summary>
    public static TruncateStatement Truncate(BTreeDbParser.TruncateStatementContext context) => new(
        Nodes.Position(context),
        Nodes.Map<BTreeDbParser.RelationContext, TableReference>(context, FromAdapter.Relation),
        context.RESTART() is not null,
        ObjectAdapter.Behavior(context.dropBehavior()));

    /// <summary>A table that is changed, with its alias.</summary>
    public static TableReference Target(BTreeDbParser.ChangeTargetContext context)
    {
        var table = FromAdapter.Relation(context.relation());
        var alias = (ParserRuleContext?)context.colId() ?? context.aliasWord();
        return alias is null
            ? table
            : table with { Alias = new TableAlias(Nodes.Position(alias), NameAdapter.Name(alias), SyntaxList<Identifier>.Empty) };
    }

    /// <summary>The assignments of SET.</summary>
    public static SyntaxList<Assignment> Assignments(BTreeDbParser.AssignmentsContext? context) =>
        Nodes.Map<BTreeDbParser.AssignmentContext, Assignment>(context, Assignment);

    /// <summary>The columns among a rule's children.</summary>
    public static SyntaxList<AssignmentTarget> Targets(ParserRuleContext context) =>
        Nodes.Map<BTreeDbParser.AssignmentTargetContext, AssignmentTarget>(context, static target => new AssignmentTarget(
            Nodes.Position(target),
            NameAdapter.Name(target.colId()),
            Nodes.Map<BTreeDbParser.IndirectionContext, Indirection>(target, NamedAdapter.Step)));

    /// <summary>OVERRIDING.</summary>
    public static OverridingKind Overriding(BTreeDbParser.OverridingContext? context) => context is null
        ? OverridingKind.None
        : context.USER() is not null ? OverridingKind.User : OverridingKind.System;

    private static InsertStatement Insert(BTreeDbParser.InsertBodyContext context, WithClause? with)
    {
        var source = context.insertSource();
        return new InsertStatement(
            Nodes.Position(context),
            with,
            NameAdapter.Qualified(context.qualifiedName()),
            NameAdapter.Optional(context.colId()),
            Targets(source),
            Overriding(source.overriding()),
            source.query() is { } query ? QueryAdapter.Convert(query) : null,
            OnConflict(context.onConflict()),
            Returning(context.returning()));
    }

    private static UpdateStatement Update(BTreeDbParser.UpdateBodyContext context, WithClause? with) => new(
        Nodes.Position(context),
        with,
        Target(context.changeTarget()),
        Assignments(context.assignments()),
        FromAdapter.Convert(context.fromClause()),
        QueryAdapter.Where(context.whereClause()),
        Returning(context.returning()));

    private static DeleteStatement Delete(BTreeDbParser.DeleteBodyContext context, WithClause? with) => new(
        Nodes.Position(context),
        with,
        Target(context.changeTarget()),
        Nodes.Map<BTreeDbParser.FromItemContext, FromItem>(context, FromAdapter.Convert),
        QueryAdapter.Where(context.whereClause()),
        Returning(context.returning()));

    private static SyntaxList<SelectItem> Returning(BTreeDbParser.ReturningContext? context) =>
        Nodes.Map<BTreeDbParser.SelectItemContext, SelectItem>(context, QueryAdapter.Item);

    private static OnConflictClause? OnConflict(BTreeDbParser.OnConflictContext? context)
    {
        if (context is null)
            return null;
        // Both the target and DO UPDATE may have a WHERE; the label tells the second from the first.
        var targetWhere = context.whereClause(0);
        if (targetWhere == context.doWhere)
            targetWhere = null;
        return new OnConflictClause(
            Nodes.Position(context),
            Nodes.Map<BTreeDbParser.IndexElementContext, Syntax.Definitions.IndexElement>(context, IndexAdapter.Element),
            QueryAdapter.Where(targetWhere),
            NameAdapter.Optional(context.colId()),
            context.NOTHING() is not null,
            Assignments(context.assignments()),
            QueryAdapter.Where(context.doWhere));
    }

    private static Assignment Assignment(BTreeDbParser.AssignmentContext context)
    {
        var isRow = context.LP() is not null;
        var value = ExpressionAdapter.Convert(context.expr());
        var targets = Targets(context);
        if (isRow && value is RowConstructor row && row.Fields.Count != targets.Count)
            throw ParsingErrors.Invalid("number of columns does not match number of values", value.Position);
        return new Assignment(Nodes.Position(context), targets, value, isRow);
    }
}
