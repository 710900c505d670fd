using System.Linq;
using System.Collections.Immutable;
using System.Data;
using System.Diagnostics;
using BTreeDb.Backups;
using BTreeDb.Catalog;
using BTreeDb.Catalog.SystemRelations;
using BTreeDb.Diagnostics;
using BTreeDb.Engine.Caching;
using BTreeDb.Engine.Copying;
using BTreeDb.Engine.Plans;
using BTreeDb.Engine.Settings;
using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Engine;

/// <summary>
/// One user's conversation with a database: settings, transaction state, prepared statements. Used by one thread at a
/// time; only <see cref="Cancel"/> may come from another. Every error that leaves it is an <see cref="EngineException"/>
/// (apart from misuse of the API), and has ended the statement's transaction or failed its block.
/// </summary>
internal sealed class Session : IDisposable
{
    private const long ScriptCharactersMax = 1 << 20;

    private readonly DatabaseEngine _engine;
    private readonly StatementCancellation _cancellation = new();
    private readonly LruCache<string, PreparedScript> _scripts = new(ScriptCharactersMax, StringComparer.Ordinal);
    private readonly LiftedTexts _lifted = new();
    private readonly SettingsScope _settings;
    private readonly SessionTransaction _transaction;
    private readonly StatementRunner _runner;
    private readonly TransactionCommands _transactionCommands;
    private CancellationToken _cancellationToken;
    private ResultSet? _openResult;
    private Activity? _activity;
    private long _startTimestamp;
    private IdleWatch? _idleWatch;
    private readonly long _beganAt = SessionTransaction.FromUtcTicks(DateTime.UtcNow.Ticks);
    private string _text = "";
    private bool _endsImplicitBlock;
    private bool _isDisposed;

    internal Session(DatabaseEngine engine, EngineSettings defaults)
    {
        _engine = engine;
        _settings = new SettingsScope(SessionSettings.From(defaults));
        _transaction = new SessionTransaction(engine);
        var modes = new TransactionModeSettings(engine, _transaction, _settings);
        _transactionCommands = new TransactionCommands(_transaction, modes, _settings, Notify);
        _runner = new StatementRunner(this, engine, _transaction, _transactionCommands, modes, _settings, Notify);
        _transactionCommands.ConfigureDefaults();
        engine.Add(this);
    }

    /// <summary>Its number in the process: its process id, as far as SQL is concerned.</summary>
    public int Number => _transaction.AdvisoryOwner.Session;

    /// <summary>What it does; from any thread, and so perhaps of the moment before.</summary>
    public SystemActivity Activity => new(
        Number, _settings.Current.ApplicationName, _beganAt,
        _cancellation.IsRunning ? "active" : Status switch
        {
            SessionTransactionStatus.Failed => "idle in transaction (aborted)",
            SessionTransactionStatus.InTransaction => "idle in transaction",
            _ => "idle",
        },
        _text);

    /// <summary>Where the session stands between statements.</summary>
    public SessionTransactionStatus Status => _transaction.Status;

    /// <summary>The zone in which points in time are shown as text.</summary>
    public SessionTimeZone TimeZone => _settings.Current.TimeZone;

    /// <summary>Receives warnings and notices of statements.</summary>
    public Action<Notice>? NoticeReceived { get; set; }

    /// <summary>The client's ends of COPY FROM STDIN and TO STDOUT, set around the command that uses them.</summary>
    public CopyStreams CopyStreams
    {
        set => _runner.CopyStreams = value;
    }

    /// <summary>How often the session has waited for others for a moment; for tests, from any thread.</summary>
    internal long WaitCount => _transaction.WaitCount;

    /// <summary>The catalog as the next statement would see it.</summary>
    public CatalogSnapshot GetCatalog() => _transaction.IsActive ? _transaction.Catalog : _engine.Catalogs.Latest.Along(_transaction.Path);

    /// <summary>Parses a text, or finds it in the cache. Names and types are resolved when a statement is executed.</summary>
    public PreparedScript Prepare(string text, ReadOnlySpan<SqlType> parameterTypes)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        ArgumentNullException.ThrowIfNull(text);
        if (_scripts.TryGet(text, out var known))
            return known;
        if (TryShare(text) is { } shared)
            return shared;
        try
        {
            var script = new PreparedScript(_engine.Plans.GetScript(text));
            _scripts.Set(text, script, text.Length + 64);
            return script;
        }
        catch (Exception failure)
        {
            throw Fail(failure);
        }
    }

    /// <summary>
    /// The statement of a text that differs from earlier ones in literals only, where these share a plan: it finds rows by
    /// their full key, so that the literals' values cannot matter to the plan.
    /// </summary>
    private PreparedScript? TryShare(string text)
    {
        if (!_lifted.TryRead(text))
            return null;
        if (!_lifted.TryFind(out var shared))
        {
            if (_transaction.IsFailed)
                return null;
            shared = MakeShared(_lifted.Text, _lifted.Literals().Types);
            _lifted.Remember(shared);
        }

        return shared is null ? null : new PreparedScript(text, shared, _lifted.Literals());
    }

    private PreparedScript? MakeShared(string text, SqlType[] types)
    {
        BeginStatement(CancellationToken.None);
        var isActive = _transaction.IsActive;
        try
        {
            var script = new PreparedScript(_engine.Plans.GetScript(text));
            return script.StatementCount == 1 && _runner.IsLookup(script[0], types, _cancellationToken) ? script : null;
        }
        catch (EngineException)
        {
            // The text with its literals will tell the error, at its own position.
            return null;
        }
        finally
        {
            if (!_transaction.IsBlock && !isActive)
                _transaction.Rollback();
            EndStatement("DESCRIBE", null);
        }
    }

    /// <summary>The columns that a statement would yield; empty when it yields no rows.</summary>
    public ImmutableArray<ResultColumn> Describe(
        PreparedScript script, int statement, ReadOnlySpan<SqlType> parameterTypes)
    {
        BeginStatement(CancellationToken.None);
        var isActive = _transaction.IsActive;
        try
        {
            var types = script.Literals is { } literals ? literals.Types : parameterTypes;
            var columns = _runner.Describe(script[statement], types, _cancellationToken);
            if (!_transaction.IsBlock && !isActive)
                _transaction.Rollback();
            EndStatement("DESCRIBE", null);
            return columns;
        }
        catch (Exception failure)
        {
            throw Fail(failure);
        }
    }

    /// <summary>
    /// Runs one statement. A change of rows is committed (outside a transaction block) before this returns. A parameter of
    /// type <see cref="SqlType.Unknown"/> takes the type that the statement asks for, its value given as text.
    /// </summary>
    public ResultSet Execute(
        PreparedScript script,
        int statement,
        ReadOnlySpan<Datum> parameters,
        ReadOnlySpan<SqlType> parameterTypes,
        CancellationToken cancellationToken)
    {
        BeginStatement(cancellationToken);
        try
        {
            _text = script.Text;
            EnterImplicitBlock(script, statement);
            var result = script.Literals is { } literals
                ? _runner.Run(script[statement], literals.Values, literals.Types, _cancellationToken)
                : _runner.Run(script[statement], parameters, parameterTypes, _cancellationToken);
            if (_runner.MustCommit || EndsImplicitBlock(script, statement, result))
                Commit();
            return Finish(result);
        }
        catch (Exception failure)
        {
            throw Fail(failure);
        }
    }

    /// <summary>As <see cref="Execute"/>, but the wait for the commit's flush holds no thread.</summary>
    public async ValueTask<ResultSet> ExecuteAsync(
        PreparedScript script,
        int statement,
        ReadOnlyMemory<Datum> parameters,
        ReadOnlyMemory<SqlType> parameterTypes,
        CancellationToken cancellationToken)
    {
        BeginStatement(cancellationToken);
        try
        {
            _text = script.Text;
            EnterImplicitBlock(script, statement);
            var result = script.Literals is { } literals
                ? _runner.Run(script[statement], literals.Values, literals.Types, _cancellationToken)
                : _runner.Run(script[statement], parameters.Span, parameterTypes.Span, _cancellationToken);
            if (_runner.MustCommit || EndsImplicitBlock(script, statement, result))
                await CommitAsyncCore(cancellationToken).ConfigureAwait(false);
            return Finish(result);
        }
        catch (Exception failure)
        {
            throw Fail(failure);
        }
    }

    /// <summary>Starts a transaction block; <see cref="IsolationLevel.Unspecified"/> means the session's default.</summary>
    public void Begin(IsolationLevel isolationLevel, bool readOnly)
    {
        BeginStatement(CancellationToken.None);
        try
        {
            if (_transaction.IsBlock)
                throw SessionErrors.TransactionActive();
            _transactionCommands.Begin(isolationLevel, readOnly);
            EndStatement("BEGIN", null);
        }
        catch (Exception failure)
        {
            throw Fail(failure);
        }
    }

    /// <summary>Commits the transaction block; returns false when it had failed and was rolled back.</summary>
    public bool Commit()
    {
        EndSilence();
        if (_transaction.IsFailed)
        {
            Rollback();
            return false;
        }

        CloseResult();
        try
        {
            _runner.CheckDeferred(_cancellationToken);
            _transaction.Commit();
            _settings.Commit();
            _transactionCommands.GoOn();
            return true;
        }
        catch (Exception failure)
        {
            throw Fail(failure);
        }
    }

    /// <summary>As <see cref="Commit"/>, but the wait for the flush holds no thread.</summary>
    public async ValueTask<bool> CommitAsync(CancellationToken cancellationToken)
    {
        EndSilence();
        if (_transaction.IsFailed)
        {
            Rollback();
            return false;
        }

        CloseResult();
        try
        {
            await CommitAsyncCore(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception failure)
        {
            throw Fail(failure);
        }
    }

    /// <summary>Rolls the transaction block back.</summary>
    public void Rollback()
    {
        _idleWatch?.Disarm();
        CloseResult();
        try
        {
            _transaction.Rollback();
            _settings.Rollback();
            _transactionCommands.ConfigureDefaults();
        }
        catch (Exception failure)
        {
            throw Fail(failure);
        }
    }

    /// <summary>Names a place in the transaction block to which it can return.</summary>
    public void SetSavepoint(string name) => RunInBlock("SAVEPOINT", name, isHeardAfterFailure: false);

    /// <summary>Takes back what came after a savepoint; a block that had failed goes on.</summary>
    public void RollbackTo(string name) => RunInBlock("ROLLBACK", name, isHeardAfterFailure: true);

    /// <summary>Forgets a savepoint and keeps what came after it.</summary>
    public void ReleaseSavepoint(string name) => RunInBlock("RELEASE", name, isHeardAfterFailure: false);

    /// <summary>Copies the database into a new file at the session's rate. Outside of transactions: sees what is committed.</summary>
    public void BackupBase(
        string path, string? previous, IProgress<BackupProgress>? progress, CancellationToken cancellationToken) =>
        _engine.BackupBase(path, previous, _settings.Current.BackupBytesPerSecond, progress, cancellationToken);

    /// <summary>Copies the database.</summary>
    public void Backup(string path, IProgress<BackupProgress>? progress, CancellationToken cancellationToken) =>
        _engine.Backup(path, _settings.Current.BackupBytesPerSecond, progress, cancellationToken);

    /// <summary>Asks the running statement to end with 57014. From any thread; no effect when nothing runs.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <summary>Ends the session: an open transaction is rolled back.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _engine.Remove(this);
        _idleWatch?.Dispose();
        try
        {
            CloseResult();
            _transaction.Rollback();
            if (_transaction.Path.Temporary is { } temporary && !_engine.Storage.Log.IsPoisoned)
                DropSchemas([temporary]);
        }
        catch (Exception failure)
        {
            // Storage that cannot roll back has poisoned itself; restart will finish the rollback.
            _engine.Logger.InternalError(failure);
        }

        _engine.Transactions.AdvisoryLocks.ReleaseSession(_transaction.AdvisoryOwner);
        _runner.Dispose();
        _cancellation.Dispose();
    }

    /// <summary>Drops schemas with all that is in them.</summary>
    internal void DropSchemas(IReadOnlyList<string> names)
    {
        if (_engine.Catalogs.Latest.Along(_transaction.Path) is var catalog && !names.Any(catalog.HasSchema))
            return;
        _runner.DropSchemas(names);
        _transaction.Commit();
    }

    /// <summary>The next rows of a running query that has any; at the end the query's transaction ends, too.</summary>
    internal Batch? FetchNext(ResultSet result, IBatchSource source)
    {
        try
        {
            while (source.Next() is { } batch)
            {
                if (batch.Count > 0)
                    return batch;
            }
        }
        catch (Exception failure)
        {
            result.Abandon();
            throw Fail(failure);
        }

        EndQuery(result);
        return null;
    }

    /// <summary>A query is exhausted or closed.</summary>
    internal void EndQuery(ResultSet result)
    {
        if (_openResult != result)
            return;
        _openResult = null;
        try
        {
            _runner.CloseQuery();
            if (_endsImplicitBlock && _transaction.IsImplicit)
                Commit();
            else if (!_transaction.IsBlock)
                _transaction.Commit();
            EndStatement("SELECT", null);
        }
        catch (Exception failure)
        {
            throw Fail(failure);
        }
    }

    /// <summary>The statements of one text succeed or fail together: between them stands an implicit block.</summary>
    private void EnterImplicitBlock(PreparedScript script, int statement)
    {
        _endsImplicitBlock = false;
        if (statement == 0 && _transaction.IsImplicit)
            Commit();
        if (script.StatementCount > 1 && !_transaction.IsBlock
            && !TransactionCommands.IsAboutBlocks(script[statement].Syntax))
            _transactionCommands.BeginImplicit();
    }

    /// <summary>Whether the implicit block ends now; with a query as the last statement it ends when that does.</summary>
    private bool EndsImplicitBlock(PreparedScript script, int statement, ResultSet result)
    {
        _endsImplicitBlock = _transaction.IsImplicit && statement == script.StatementCount - 1;
        return _endsImplicitBlock && result is not { IsQuery: true, IsOpen: true };
    }

    private void RunInBlock(string operation, string savepoint, bool isHeardAfterFailure)
    {
        ArgumentNullException.ThrowIfNull(savepoint);
        BeginStatement(CancellationToken.None);
        try
        {
            if (_transaction.IsFailed && !isHeardAfterFailure)
                throw SessionErrors.TransactionFailed();
            switch (operation)
            {
                case "SAVEPOINT":
                    _transactionCommands.SetSavepoint(savepoint);
                    break;
                case "ROLLBACK":
                    _transactionCommands.RollbackTo(savepoint);
                    break;
                default:
                    _transactionCommands.ReleaseSavepoint(savepoint);
                    break;
            }

            EndStatement(operation, null);
        }
        catch (Exception failure)
        {
            throw Fail(failure);
        }
    }

    private void BeginStatement(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        CloseResult();
        EndSilence();
        if (Telemetry.IsTimingStatements)
        {
            _activity = Telemetry.StartStatement(_engine.Name);
            _startTimestamp = Stopwatch.GetTimestamp();
        }

        var token = _cancellation.Begin(_settings.Current.StatementTimeout, cancellationToken);
        if (token != _cancellationToken)
            _cancellationToken = token;
    }

    /// <summary>The user speaks again: too late, perhaps, for his transaction.</summary>
    private void EndSilence()
    {
        if (_idleWatch is { } watch && watch.Disarm())
            throw SessionErrors.IdleTimeout();
    }

    /// <summary>Called by the watch while the session is silent.</summary>
    private void EndSilentBlock()
    {
        try
        {
            _transaction.Rollback();
        }
        catch (Exception failure)
        {
            // Nobody is there to hear it; a storage that cannot roll back has poisoned itself and says so next.
            _engine.Logger.InternalError(failure);
        }

        _settings.Rollback();
        _transactionCommands.ConfigureDefaults();
    }

    private void EndStatement(string operation, EngineException? error)
    {
        _cancellation.End();
        var patience = _settings.Current.IdleInTransactionTimeout;
        if (patience > TimeSpan.Zero && _transaction.IsBlock)
            (_idleWatch ??= new IdleWatch(EndSilentBlock)).Arm(patience);
        if (_startTimestamp == 0)
            return;
        Telemetry.EndStatement(_activity, _engine.Name, operation, _startTimestamp, error);
        _activity = null;
        _startTimestamp = 0;
    }

    private ResultSet Finish(ResultSet result)
    {
        if (result is { IsQuery: true, IsOpen: true })
            _openResult = result;
        else
            EndStatement(_startTimestamp == 0 ? "" : result.CommandTag, null);
        return result;
    }

    private async ValueTask CommitAsyncCore(CancellationToken cancellationToken)
    {
        _runner.CheckDeferred(cancellationToken);
        await _transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        _settings.Commit();
        _transactionCommands.GoOn();
    }

    private void CloseResult()
    {
        var open = _openResult;
        open?.Close();
    }

    private void Notify(Notice notice)
    {
        if (MessageSeverity.IsTold(notice.Severity, _settings.Current.ClientMinMessages))
            NoticeReceived?.Invoke(notice);
    }

    /// <summary>Ends a statement that failed, and its transaction; returns the error to throw.</summary>
    private EngineException Fail(Exception failure)
    {
        var error = ErrorTranslation.Translate(failure, _cancellation, _engine.Logger);
        _openResult?.Abandon();
        _openResult = null;
        Savepoint? kept = null;
        try
        {
            _runner.CloseQuery();
            kept = _transaction.Fail();
        }
        catch (Exception second)
        {
            // The first error is the one to tell; a storage that cannot roll back has poisoned itself and says so next.
            _engine.Logger.InternalError(second);
        }

        if (kept is not null)
            _settings.RollbackTo(kept.Settings);
        else
            _settings.Rollback();
        if (!_transaction.IsBlock)
            _transactionCommands.ConfigureDefaults();
        EndStatement("ERROR", error);
        return error;
    }
}
