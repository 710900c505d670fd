using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Adapter;

/// <summary>WITH.</summary>
internal static class WithAdapter
{
    /// <summary>The clause, or null.</summary>
    public static WithClause? Convert(BTreeDbParser.WithClauseContext? context) => context is null
        ? null
        : new WithClause(
            Nodes.Position(context),
            context.RECURSIVE() is not null,
            Nodes.Map<BTreeDbParser.CommonTableContext, CommonTable>(context, Table));

    private static CommonTable Table(BTreeDbParser.CommonTableContext context)
    {
        bool? materialized = context.MATERIALIZED() is null ? null : context.NOT() is null;
        return new CommonTable(
            Nodes.Position(context),
            NameAdapter.Name(context.colId()),
            NameAdapter.Columns(context.nameList()),
            materialized,
            ChangeAdapter.Preparable(context.preparable()),
            context.searchClause() is { } search ? Search(search) : null,
            context.cycleClause() is { } cycle ? Cycle(cycle) : null);
    }

    private static SearchClause Search(BTreeDbParser.SearchClauseContext context) => new(
        Nodes.Position(context),
        context.BREADTH() is not null,
        NameAdapter.Columns(context.columnNames()),
        NameAdapter.Identifier(context.colId()));

    private static CycleClause Cycle(BTreeDbParser.CycleClauseContext context) => new(
        Nodes.Position(context),
        NameAdapter.Columns(context.columnNames()),
        NameAdapter.Identifier(context.mark),
        ExpressionAdapter.Optional(context.value),
        ExpressionAdapter.Optional(context.fallback),
        NameAdapter.Identifier(context.path));
}
