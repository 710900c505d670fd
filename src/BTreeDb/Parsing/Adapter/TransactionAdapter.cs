using Antlr4.Runtime.Tree;
using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Session;

namespace BTreeDb.Parsing.Adapter;

/// <summary>Transactions and savepoints.</summary>
internal static class TransactionAdapter
{
    /// <summary>Converts the statement.</summary>
    public static Statement Convert(BTreeDbParser.TransactionStatementContext context)
    {
        var position = Nodes.Position(context);
        return context switch
        {
            BTreeDbParser.BeginContext begin => new BeginStatement(position, Modes(begin.transactionModes())),
            BTreeDbParser.CommitContext commit => new CommitStatement(position, commit.CHAIN() is not null && commit.NO() is null),
            BTreeDbParser.RollbackContext rollback =>
                new RollbackStatement(position, rollback.CHAIN() is not null && rollback.NO() is null),
            BTreeDbParser.RollbackToContext to => new RollbackToSavepointStatement(position, NameAdapter.Name(to.colId())),
            BTreeDbParser.SavepointContext savepoint => new SavepointStatement(position, NameAdapter.Name(savepoint.colId())),
            BTreeDbParser.ReleaseContext release => new ReleaseSavepointStatement(position, NameAdapter.Name(release.colId())),
            _ => throw ParsingErrors.Syntax(context.Start),
        };
    }

    /// <summary>Isolation level and access mode; the last of several wins.</summary>
    public static TransactionModes Modes(BTreeDbParser.TransactionModesContext? context)
    {
        var modes = default(TransactionModes);
        if (context is null)
            return modes;
        foreach (var mode in context.transactionMode())
        {
            if (mode.ISOLATION() is not null)
                modes = modes with { Isolation = Isolation(mode) };
            else if (mode.DEFERRABLE() is not null)
                modes = modes with { Deferrable = mode.NOT() is null };
            else
                modes = modes with { ReadOnly = mode.ONLY() is not null };
        }

        return modes;
    }

    private static IsolationLevelName Isolation(BTreeDbParser.TransactionModeContext context) =>
        ((ITerminalNode)context.GetChild(context.ChildCount - 1)).Symbol.Type switch
        {
            BTreeDbLexer.UNCOMMITTED => IsolationLevelName.ReadUncommitted,
            BTreeDbLexer.COMMITTED => IsolationLevelName.ReadCommitted,
            BTreeDbLexer.READ => IsolationLevelName.RepeatableRead,
            _ => IsolationLevelName.Serializable,
        };
}
