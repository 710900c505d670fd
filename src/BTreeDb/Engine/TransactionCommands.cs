using System.Data;
using BTreeDb.Engine.Settings;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Session;

namespace BTreeDb.Engine;

/// <summary>BEGIN, COMMIT, ROLLBACK and their kin, with PostgreSQL's warnings. Commits themselves are the session's.</summary>
internal sealed class TransactionCommands(
    DatabaseEngine engine, SessionTransaction transaction, SettingsScope settings, Action<Notice> notify)
{
    /// <summary>Runs a statement; returns its tag, or null when it is none of these.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="mustCommit">Whether the session has to commit the block now.</param>
    public string? TryRun(Statement statement, out bool mustCommit)
    {
        mustCommit = false;
        switch (statement)
        {
            case BeginStatement begin:
                return RunBegin(begin);
            case CommitStatement commit:
                RefuseChain(commit.Chain);
                return RunCommit(out mustCommit);
            case RollbackStatement rollback:
                RefuseChain(rollback.Chain);
                return RunRollback();
            case SetTransactionStatement set:
                RunSetTransaction(set);
                return "SET";
            case SavepointStatement savepoint:
                SetSavepoint(savepoint.Name);
                return "SAVEPOINT";
            case RollbackToSavepointStatement rollback:
                RollbackTo(rollback.Name);
                return "ROLLBACK";
            case ReleaseSavepointStatement release:
                ReleaseSavepoint(release.Name);
                return "RELEASE";
            default:
                return null;
        }
    }

    /// <summary>Whether a failed block still hears a statement.</summary>
    public static bool IsHeardAfterFailure(Statement statement) =>
        statement is CommitStatement or RollbackStatement or RollbackToSavepointStatement;

    /// <summary>Begins a block.</summary>
    public void Begin(IsolationLevel isolation, bool? isReadOnly)
    {
        settings.Begin();
        transaction.Configure(
            Translate(isolation), IsReadOnly(isReadOnly ?? settings.Current.DefaultReadOnly));
        transaction.BeginBlock();
    }

    /// <summary>Whether a statement begins or ends a block.</summary>
    public static bool IsAboutBlocks(Statement statement) =>
        statement is BeginStatement or CommitStatement or RollbackStatement;

    /// <summary>Begins the block of a text of several statements.</summary>
    public void BeginImplicit()
    {
        settings.Begin();
        ConfigureDefaults();
        transaction.BeginImplicitBlock();
    }

    /// <summary>Lets single statements run as the settings say.</summary>
    public void ConfigureDefaults() => transaction.Configure(
        Translate(IsolationLevel.Unspecified), IsReadOnly(settings.Current.DefaultReadOnly));

    /// <summary>Names a place to which the block can return.</summary>
    public void SetSavepoint(string name)
    {
        CheckBlock("SAVEPOINT");
        transaction.SetSavepoint(name, settings.Mark());
    }

    /// <summary>Takes back what came after a savepoint.</summary>
    public void RollbackTo(string name)
    {
        CheckBlock("ROLLBACK TO SAVEPOINT");
        settings.RollbackTo(transaction.RollbackTo(name).Settings);
    }

    /// <summary>Forgets a savepoint and keeps what came after it.</summary>
    public void ReleaseSavepoint(string name)
    {
        CheckBlock("RELEASE SAVEPOINT");
        transaction.ReleaseSavepoint(name);
    }

    private void CheckBlock(string statement)
    {
        if (!transaction.IsBlock || transaction.IsImplicit)
            throw SessionErrors.OnlyInTransaction(statement);
    }

    private static void RefuseChain(bool isChain)
    {
        if (isChain)
            throw SessionErrors.NotSupported("AND CHAIN");
    }

    private bool IsReadOnly(bool wanted) => wanted || engine.Settings.ReadOnly;

    private string RunBegin(BeginStatement begin)
    {
        if (transaction.IsImplicit)
        {
            transaction.MakeExplicit();
            RunSetTransaction(new SetTransactionStatement(begin.Position, begin.Modes, false));
            return "BEGIN";
        }

        if (transaction.IsBlock)
        {
            notify(SessionErrors.AlreadyInTransaction());
            return "BEGIN";
        }

        Begin(Translate(begin.Modes.Isolation), begin.Modes.ReadOnly);
        return "BEGIN";
    }

    private string RunCommit(out bool mustCommit)
    {
        mustCommit = false;
        if (transaction.IsFailed)
            return RunRollback();
        mustCommit = transaction.IsBlock;
        if (!transaction.IsBlock || transaction.IsImplicit)
            notify(SessionErrors.NoTransaction());
        return "COMMIT";
    }

    private string RunRollback()
    {
        if (!transaction.IsBlock || transaction.IsImplicit)
            notify(SessionErrors.NoTransaction());
        transaction.Rollback();
        settings.Rollback();
        ConfigureDefaults();
        return "ROLLBACK";
    }

    private void RunSetTransaction(SetTransactionStatement set)
    {
        if (set.IsSession)
        {
            if (set.Modes.Isolation is { } level)
                settings.Set("default_transaction_isolation", KnownSettings.ShowIsolation(Translate(level)), isLocal: false);
            if (set.Modes.ReadOnly is { } readOnly)
                settings.Set("default_transaction_read_only", SettingValues.ShowBoolean(readOnly), isLocal: false);
            if (!transaction.IsBlock)
                ConfigureDefaults();
            return;
        }

        if (!transaction.IsBlock)
        {
            notify(SessionErrors.OnlyEffectiveInTransaction("SET TRANSACTION"));
            return;
        }

        var isolation = set.Modes.Isolation is { } name ? Translate(Translate(name)) : transaction.Isolation;
        if (transaction.IsActive && isolation != transaction.Isolation)
            throw SessionErrors.IsolationTooLate();
        if (transaction.HasSavepoints && isolation != transaction.Isolation)
            throw SessionErrors.IsolationInSubtransaction();
        if (transaction.IsActive && set.Modes.ReadOnly == false && transaction.IsReadOnly)
            throw SessionErrors.ReadWriteTooLate();
        transaction.Configure(isolation, IsReadOnly(set.Modes.ReadOnly ?? transaction.IsReadOnly));
    }

    private static IsolationLevel Translate(IsolationLevelName? name) => name switch
    {
        IsolationLevelName.ReadUncommitted or IsolationLevelName.ReadCommitted => IsolationLevel.ReadCommitted,
        IsolationLevelName.RepeatableRead => IsolationLevel.Snapshot,
        IsolationLevelName.Serializable => IsolationLevel.Serializable,
        _ => IsolationLevel.Unspecified,
    };

    private Transactions.IsolationLevel Translate(IsolationLevel level)
    {
        if (level == IsolationLevel.Unspecified)
            level = settings.Current.DefaultIsolation;
        return level switch
        {
            IsolationLevel.ReadUncommitted or IsolationLevel.ReadCommitted => Transactions.IsolationLevel.ReadCommitted,
            IsolationLevel.RepeatableRead or IsolationLevel.Snapshot => Transactions.IsolationLevel.Snapshot,
            _ => throw SessionErrors.NotSupported($"isolation level {level.ToString().ToUpperInvariant()}"),
        };
    }
}
