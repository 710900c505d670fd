using System.Data;
using BTreeDb.Engine.Settings;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Session;

namespace BTreeDb.Engine;

/// <summary>BEGIN, COMMIT, ROLLBACK and their kin, with PostgreSQL's warnings. Commits themselves are the session's.</summary>
internal sealed class TransactionCommands(
    SessionTransaction transaction, TransactionModeSettings modes, SettingsScope settings, Action<Notice> notify)
{
    private TransactionCharacteristics? _chained;

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
                return RunCommit(commit.Chain, out mustCommit);
            case RollbackStatement rollback:
                return RunRollback(rollback.Chain);
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
    public void Begin(IsolationLevel isolation, bool? isReadOnly, bool? isDeferrable = null)
    {
        var defaults = modes.Defaults;
        Begin(new TransactionCharacteristics(
            isolation == IsolationLevel.Unspecified ? defaults.Isolation : isolation,
            modes.IsReadOnly(isReadOnly ?? defaults.IsReadOnly),
            isDeferrable ?? defaults.IsDeferrable));
    }

    /// <summary>A block was committed: the next one begins if it was chained to it.</summary>
    public void GoOn()
    {
        if (_chained is { } characteristics)
            Begin(characteristics);
        else
            ConfigureDefaults();
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
    public void ConfigureDefaults()
    {
        _chained = null;
        transaction.Configure(modes.Defaults);
    }

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

    private void Begin(TransactionCharacteristics characteristics)
    {
        _chained = null;
        settings.Begin();
        transaction.Configure(characteristics);
        transaction.BeginBlock();
    }

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

        var isolation = begin.Modes.Isolation is { } name ? LevelOf(name) : IsolationLevel.Unspecified;
        Begin(isolation, begin.Modes.ReadOnly, begin.Modes.Deferrable);
        return "BEGIN";
    }

    private string RunCommit(bool isChain, out bool mustCommit)
    {
        mustCommit = false;
        if (transaction.IsFailed)
            return RunRollback(isChain);
        if (isChain && (!transaction.IsBlock || transaction.IsImplicit))
            throw SessionErrors.OnlyInTransaction("COMMIT AND CHAIN");
        _chained = isChain ? transaction.Characteristics : null;
        mustCommit = transaction.IsBlock;
        if (!transaction.IsBlock || transaction.IsImplicit)
            notify(SessionErrors.NoTransaction());
        return "COMMIT";
    }

    private string RunRollback(bool isChain)
    {
        if (isChain && (!transaction.IsBlock || transaction.IsImplicit))
            throw SessionErrors.OnlyInTransaction("ROLLBACK AND CHAIN");
        if (!transaction.IsBlock || transaction.IsImplicit)
            notify(SessionErrors.NoTransaction());
        _chained = isChain ? transaction.Characteristics : null;
        transaction.Rollback();
        settings.Rollback();
        GoOn();
        return "ROLLBACK";
    }

    private void RunSetTransaction(SetTransactionStatement set)
    {
        if (set.IsSession)
        {
            if (set.Modes.Isolation is { } level)
                settings.Set("default_transaction_isolation", KnownSettings.ShowIsolation(LevelOf(level)), isLocal: false);
            if (set.Modes.ReadOnly is { } readOnly)
                settings.Set("default_transaction_read_only", SettingValues.ShowBoolean(readOnly), isLocal: false);
            if (set.Modes.Deferrable is { } deferrable)
                settings.Set("default_transaction_deferrable", SettingValues.ShowBoolean(deferrable), isLocal: false);
            if (transaction.IsBlock)
                return;
            settings.Commit();
            settings.Begin();
            ConfigureDefaults();
            return;
        }

        if (!transaction.IsBlock)
            notify(SessionErrors.OnlyEffectiveInTransaction("SET TRANSACTION"));
        if (set.Modes.Isolation is { } name)
            modes.SetIsolation(LevelOf(name));
        if (set.Modes.ReadOnly is { } isReadOnly)
            modes.SetReadOnly(isReadOnly);
        if (set.Modes.Deferrable is { } isDeferrable)
            modes.SetDeferrable(isDeferrable);
    }

    private static IsolationLevel LevelOf(IsolationLevelName name) => name switch
    {
        IsolationLevelName.ReadUncommitted => IsolationLevel.ReadUncommitted,
        IsolationLevelName.ReadCommitted => IsolationLevel.ReadCommitted,
        IsolationLevelName.RepeatableRead => IsolationLevel.Snapshot,
        _ => IsolationLevel.Serializable,
    };
}
