using Antlr4.Runtime;
using Antlr4.Runtime.Tree;
using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Queries;
using BTreeDb.Parsing.Syntax.Session;

namespace BTreeDb.Parsing.Adapter;

/// <summary>EXPLAIN, and what keeps a database in order.</summary>
internal static class MaintenanceAdapter
{
    /// <summary>EXPLAIN.</summary>
    public static ExplainStatement Explain(BTreeDbParser.ExplainStatementContext context) =>
        new(Nodes.Position(context), Options(context, context.optionList()), Explained(context.explainable()));

    /// <summary>ANALYZE.</summary>
    public static AnalyzeStatement Analyze(BTreeDbParser.AnalyzeStatementContext context) =>
        new(Nodes.Position(context), Options(context, context.optionList()), Targets(context.maintenanceTargets()));

    /// <summary>VACUUM.</summary>
    public static VacuumStatement Vacuum(BTreeDbParser.VacuumStatementContext context) =>
        new(Nodes.Position(context), Options(context, context.optionList()), Targets(context.maintenanceTargets()));

    /// <summary>REINDEX.</summary>
    public static ReindexStatement Reindex(BTreeDbParser.ReindexStatementContext context)
    {
        var kind = context.INDEX() is not null ? ObjectKind.Index
            : context.TABLE() is not null ? ObjectKind.Table
            : context.SCHEMA() is not null ? ObjectKind.Schema
            : ObjectKind.Database;
        return new ReindexStatement(
            Nodes.Position(context),
            kind,
            NameAdapter.OptionalQualified(context.qualifiedName()),
            context.CONCURRENTLY() is not null);
    }

    /// <summary>LOCK TABLE.</summary>
    public static LockStatement Lock(BTreeDbParser.LockStatementContext context) => new(
        Nodes.Position(context),
        Nodes.Map<BTreeDbParser.RelationContext, TableReference>(context, FromAdapter.Relation),
        context.lockMode() is { } mode ? Mode(mode) : TableLockMode.AccessExclusive,
        context.NOWAIT() is not null);

    /// <summary>CHECKPOINT.</summary>
    public static CheckpointStatement Checkpoint(BTreeDbParser.CheckpointStatementContext context) =>
        new(Nodes.Position(context));

    /// <summary>CHECK DATABASE.</summary>
    public static CheckDatabaseStatement CheckDatabase(BTreeDbParser.CheckDatabaseStatementContext context) =>
        new(Nodes.Position(context), OptionAdapter.List(context.optionList()));

    /// <summary>BACKUP DATABASE.</summary>
    public static BackupDatabaseStatement BackupDatabase(BTreeDbParser.BackupDatabaseStatementContext context) =>
        new(Nodes.Position(context), LiteralAdapter.Text(context.STRING().Symbol), OptionAdapter.List(context.optionList()));

    private static Statement Explained(BTreeDbParser.ExplainableContext context)
    {
        var position = Nodes.Position(context);
        if (context.preparable() is { } preparable)
            return ChangeAdapter.Preparable(preparable);
        if (context.createTableBody() is { } body)
        {
            if (body.AS() is null)
                throw ParsingErrors.Syntax(body.Start);
            return TableAdapter.Convert(position, context.persistence(), context.ifNotExists(), context.qualifiedName(), body);
        }

        if (context.executeStatement() is { } execute)
            return CursorAdapter.Execute(execute);
        if (context.declareStatement() is { } declare)
            return CursorAdapter.Declare(declare);
        if (context.refreshStatement() is { } refresh)
            return ObjectAdapter.Refresh(refresh);
        return CreateAdapter.MaterializedView(
            position,
            context.qualifiedName(),
            context.ifNotExists() is not null,
            context.nameList(),
            context.optionList(),
            context.query(),
            context.withData());
    }

    // The old syntax writes options as keywords between the statement's word and its object.
    private static SyntaxList<StatementOption> Options(ParserRuleContext context, BTreeDbParser.OptionListContext? list)
    {
        if (list is not null)
            return OptionAdapter.List(list);
        var options = new List<StatementOption>();
        for (var i = 1; i < context.ChildCount && context.GetChild(i) is ITerminalNode word; i++)
        {
            options.Add(word.Symbol.Type == BTreeDbLexer.ANALYSE
                ? new StatementOption(word.Symbol.StartIndex, "analyze", null)
                : OptionAdapter.Flag(word.Symbol));
        }

        return new SyntaxList<StatementOption>(options.ToArray());
    }

    private static SyntaxList<MaintenanceTarget> Targets(BTreeDbParser.MaintenanceTargetsContext? context) =>
        Nodes.Map<BTreeDbParser.MaintenanceTargetContext, MaintenanceTarget>(context, static target => new MaintenanceTarget(
            Nodes.Position(target), NameAdapter.Qualified(target.qualifiedName()), NameAdapter.Columns(target.nameList())));

    private static TableLockMode Mode(BTreeDbParser.LockModeContext context)
    {
        var exclusive = context.Stop.Type == BTreeDbLexer.EXCLUSIVE;
        return context.Start.Type switch
        {
            BTreeDbLexer.ACCESS => exclusive ? TableLockMode.AccessExclusive : TableLockMode.AccessShare,
            BTreeDbLexer.ROW => exclusive ? TableLockMode.RowExclusive : TableLockMode.RowShare,
            BTreeDbLexer.EXCLUSIVE => TableLockMode.Exclusive,
            _ when !exclusive => TableLockMode.Share,
            _ => context.UPDATE() is not null ? TableLockMode.ShareUpdateExclusive : TableLockMode.ShareRowExclusive,
        };
    }
}
