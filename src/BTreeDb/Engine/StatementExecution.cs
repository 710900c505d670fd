using BTreeDb.Diagnostics;
using BTreeDb.Engine.Constraints;
using BTreeDb.Engine.Plans;
using BTreeDb.Engine.Settings;
using BTreeDb.Execution.Operators;
using BTreeDb.Types;

namespace BTreeDb.Engine;

/// <summary>
/// What the statements of a session share while they run, one after the other: the context of operators with the session's
/// settings in it, the parameters, the operators that run, and how a statement begins and ends in the session's transaction.
/// </summary>
internal sealed class StatementExecution : IDisposable
{
    private readonly DatabaseEngine _engine;
    private readonly SessionTransaction _transaction;
    private readonly SettingsScope _settings;
    private Datum[] _parameters = [];
    private Operator? _running;
    private SessionSettings? _contextSettings;
    private int _parallelWorkers;

    public StatementExecution(DatabaseEngine engine, SessionTransaction transaction, SettingsScope settings)
    {
        (_engine, _transaction, _settings) = (engine, transaction, settings);
        Constraints = new ConstraintChecks(transaction, settings, Context);
        Context.Tables = transaction.Access;
        Context.SpillStorage = engine.SpillStorage;
    }

    /// <summary>The context of operators.</summary>
    public StatementContext Context { get; } = new();

    /// <summary>What is checked at the end of statements.</summary>
    public ConstraintChecks Constraints { get; }

    /// <summary>The parameters that were bound last.</summary>
    public Datum[] Parameters => _parameters;

    /// <summary>Whether the session has to commit after the statement.</summary>
    public bool MustCommit { get; set; }

    /// <summary>Begins a statement.</summary>
    /// <param name="cancellation">Ends the statement.</param>
    /// <param name="usesSnapshot">False for LOCK TABLE.</param>
    /// <param name="readsClock">False where the plan will tell whether the statement's time matters.</param>
    public void Begin(CancellationToken cancellation, bool usesSnapshot = true, bool readsClock = true)
    {
        var settings = _settings.Current;
        _transaction.Follow(settings.SearchPath);
        Context.Constraints.Clear();
        _transaction.BeginStatement(settings, cancellation, usesSnapshot);
        var evaluation = Context.Evaluation;
        if (!ReferenceEquals(settings, _contextSettings))
            TakeSettings(settings);
        // Serializable transactions note what they read, and not for several threads.
        Context.ParallelWorkers = _transaction.Isolation == Transactions.IsolationLevel.Serializable
            ? 0
            : _parallelWorkers;
        evaluation.TransactionTime = _transaction.StartTime;
        var schema = _transaction.Catalog.CurrentSchema;
        if (!ReferenceEquals(schema, evaluation.CurrentSchema))
            evaluation.CurrentSchema = schema;
        if (evaluation.Cancellation != cancellation)
            evaluation.Cancellation = cancellation;
        if (readsClock)
            ReadClock();
    }

    /// <summary>A statement met a concurrent change and is going to run again.</summary>
    public void BeginAnew(in StatementRetry retry, int attempt, CancellationToken cancellation)
    {
        Close();
        retry.TakeBack();
        cancellation.ThrowIfCancellationRequested();
        Telemetry.CountRetry();
        _engine.Logger.StatementRetried(attempt);
    }

    /// <summary>Sets the statement's time.</summary>
    public void ReadClock() => Context.Evaluation.StatementTime =
        TimestampMath.FromDateTime(Context.Evaluation.Clock.GetUtcNow().UtcDateTime);

    /// <summary>Refuses a plan that writes in a transaction that only reads.</summary>
    public void CheckMayRun(CachedPlan plan)
    {
        if (!plan.OnlyReads && _transaction.IsReadOnly)
            throw SessionErrors.ReadOnlyTransaction(plan.ForbiddenCommand);
    }

    /// <summary>Takes the parameters of a plan.</summary>
    public void Bind(CachedPlan plan, ReadOnlySpan<Datum> parameters, ReadOnlySpan<SqlType> types)
    {
        ParameterValues.Bind(
            ref _parameters, plan.ParameterTypes, parameters, types, Context.Evaluation.Conversion(isExplicit: false));
        if (!ReferenceEquals(Context.Evaluation.Parameters, _parameters))
            Context.Evaluation.Parameters = _parameters;
        Context.RowsAffected = 0;
    }

    /// <summary>Opens the operators of a statement, which run until <see cref="Close"/>.</summary>
    public void Open(Operator root)
    {
        _running = root;
        root.Open(Context);
    }

    /// <summary>Closes the operators that run, if any.</summary>
    public void Close()
    {
        var running = _running;
        _running = null;
        running?.Close();
    }

    /// <summary>Has the session commit now, unless in a block. What could forbid that is found here, where the statement can run again.</summary>
    public void PrepareCommit()
    {
        MustCommit = !_transaction.IsBlock;
        if (MustCommit)
            _transaction.PrepareCommit();
    }

    /// <summary>A statement outside a block that only looked: its transaction ends.</summary>
    public void EndReading()
    {
        if (!_transaction.IsBlock)
            _transaction.Commit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        Constraints.Dispose();
    }

    /// <summary>The settings are the same objects from statement to statement, until one of them changes.</summary>
    private void TakeSettings(SessionSettings settings)
    {
        _contextSettings = settings;
        _transaction.Access.TimeZone = settings.TimeZone;
        Context.Evaluation.TimeZone = settings.TimeZone;
        Context.WorkMemoryBytes = settings.WorkMemoryBytes;
        Context.ForceSpill = settings.ForceSpill;
        _parallelWorkers = Math.Min(settings.ParallelWorkers, Environment.ProcessorCount - 1);
    }
}
