using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using BTreeDb.Binding;
using BTreeDb.Binding.Coercion;
using BTreeDb.Binding.Errors;
using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Engine.Constraints;
using BTreeDb.Engine.Copying;
using BTreeDb.Engine.Definitions;
using BTreeDb.Engine.Cursors;
using BTreeDb.Engine.Plans;
using BTreeDb.Engine.Prepared;
using BTreeDb.Engine.Routines;
using BTreeDb.Engine.Settings;
using BTreeDb.Engine.SystemCatalog;
using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Spilling;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Changes;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Parsing.Syntax.Queries;
using BTreeDb.Parsing.Syntax.Session;
using BTreeDb.Planning.Explain;
using BTreeDb.Types;

namespace BTreeDb.Engine;

/// <summary>
/// Runs the statements of a session up to, but without, the commit: finds what kind a statement is, executes queries and
/// changes by the plans of its <see cref="StatementPlanner"/>, and hands the rest to the commands.
/// </summary>
internal sealed class StatementRunner : IDisposable
{
    private static readonly ImmutableArray<ResultColumn> PlanColumns = TextColumns("QUERY PLAN");

    private readonly Session _session;
    private readonly DatabaseEngine _engine;
    private readonly SessionTransaction _transaction;
    private readonly TransactionCommands _transactionCommands;
    private readonly SettingCommands _settingCommands;
    private readonly UtilityCommands _utilityCommands;
    private readonly CheckCommand _checkCommand;
    private readonly CursorCommands _cursorCommands;
    private readonly CopyCommand _copyCommand;
    private readonly SettingsScope _settings;
    private readonly Action<Notice> _notify;
    private readonly ConstraintChecks _constraints;
    private readonly RoutineRunner _routines;
    private readonly CallCommand _callCommand;
    private readonly StatementPlanner _planner;
    private readonly StatementContext _context = new();
    private Datum[] _parameters = [];
    private Operator? _running;
    private SessionSettings? _contextSettings;
    private int _parallelWorkers;

    public StatementRunner(
        Session session, DatabaseEngine engine, SessionTransaction transaction, TransactionCommands transactionCommands,
        TransactionModeSettings modes, SettingsScope settings, Action<Notice> notify)
    {
        _session = session;
        _engine = engine;
        _transaction = transaction;
        _transactionCommands = transactionCommands;
        _settings = settings;
        _notify = notify;
        _settingCommands = new SettingCommands(transaction, modes, settings, notify);
        _utilityCommands = new UtilityCommands(engine, transaction, settings, notify);
        _checkCommand = new CheckCommand(engine, transaction, notify);
        transaction.BeforeCommit = () => transaction.TemporaryTables.BeforeCommit(
            transaction, () => new DefinitionContext(transaction, _context.Evaluation, static _ => { }));
        _planner = new StatementPlanner(engine, transaction, settings, _context.Evaluation);
        _constraints = new ConstraintChecks(transaction, settings, _context);
        _cursorCommands = new CursorCommands(transaction);
        _copyCommand = new CopyCommand(transaction, _context);
        _context.Tables = transaction.Access;
        _context.SpillStorage = engine.SpillStorage;
        var systemSession = new SystemSession(engine, transaction, settings, NamedStatements, _cursorCommands.Cursors);
        _context.SystemRows = systemSession;
        _context.Evaluation.SystemFunctions = new SystemFunctions(systemSession, settings, transaction, modes);
        _context.Evaluation.CurrentUser = DatabaseUser.Name;
        _context.Evaluation.CurrentDatabase = engine.Name;
        _context.Evaluation.Sequences = Sequences = new SessionSequences(engine.Sequences, transaction);
        _context.Evaluation.Routines = _routines = new RoutineRunner(transaction, settings, _context);
        _callCommand = new CallCommand(transaction, _routines, _context.Evaluation);
        _context.Evaluation.AdvisoryLocks =
            new SessionAdvisoryLocks(engine.Transactions.AdvisoryLocks, transaction.AdvisoryOwner, notify);
    }

    /// <summary>The session's view of sequences.</summary>
    public SessionSequences Sequences { get; }

    /// <summary>Whether the session has to commit after the statement that ran last.</summary>
    public bool MustCommit { get; private set; }

    /// <summary>The client's ends of COPY.</summary>
    public CopyStreams CopyStreams
    {
        set => _copyCommand.Streams = value;
    }

    /// <summary>What PREPARE has named.</summary>
    public NamedStatements NamedStatements { get; } = new();

    /// <summary>Runs a statement. Its transaction is committed by the caller if <see cref="MustCommit"/> says so.</summary>
    public ResultSet Run(
        PreparedStatement statement, ReadOnlySpan<Datum> parameters, ReadOnlySpan<SqlType> types, CancellationToken cancellation)
    {
        MustCommit = false;
        var syntax = statement.Syntax;
        if (_transaction.IsFailed && !TransactionCommands.IsHeardAfterFailure(syntax))
            throw SessionErrors.TransactionFailed();
        var result = statement.Result ??= new ResultSet(_session);
        switch (syntax)
        {
            case SelectStatement select when SelectInto.Is(select):
                break;
            case UpdateStatement or DeleteStatement when CurrentRow.CursorOf(syntax) is { } cursor:
                return RunPlanned(result, AtCursor(statement, cursor, cancellation), parameters, types, cancellation);
            case SelectStatement or InsertStatement or UpdateStatement or DeleteStatement or MergeStatement:
                return RunPlanned(result, statement, parameters, types, cancellation);
            case DeclareCursorStatement declare:
                return Declare(result, statement, declare, parameters, types, cancellation);
            case FetchStatement fetch:
                return _cursorCommands.Fetch(result, fetch);
            case CloseStatement close:
                _cursorCommands.Cursors.Close(close.Name);
                return result.Start([], null, close.Name is null ? "CLOSE CURSOR ALL" : "CLOSE CURSOR", -1);
            case CopyStatement copy:
                return RunCopy(result, copy, cancellation);
            case DiscardStatement discard:
                return Discard(result, discard);
            case ExplainStatement explain:
                return RunExplain(result, statement, explain, parameters, types, cancellation);
            case PrepareStatement prepare:
                BeginStatement(cancellation);
                PrepareNamed(statement, prepare);
                EndReading();
                return result.Start([], null, "PREPARE", -1);
            case CreateTableAsStatement { Query: ExecuteStatement execute } create:
                return RunCreateAs(result, statement, create, execute, parameters, types, cancellation);
            case ExecuteStatement execute:
                return RunExecute(result, statement, execute, parameters, types, cancellation);
            case CallStatement call:
                BeginStatement(cancellation);
                var row = _callCommand.Run(call, statement, parameters, types, out var outputs);
                PrepareCommit();
                return result.Start(outputs, row, "CALL", -1);
            case DeallocateStatement deallocate:
                NamedStatements.Remove(deallocate.Name);
                return result.Start([], null, deallocate.Name is null ? "DEALLOCATE ALL" : "DEALLOCATE", -1);
            case BackupDatabaseStatement backup:
                Backup(backup, cancellation);
                return result.Start([], null, "BACKUP DATABASE", -1);
            case CheckDatabaseStatement check:
                return RunCheck(result, check, cancellation);
            case SetStatement set:
                _settingCommands.Set(set);
                return EndSetting(result, "SET");
            case ResetStatement reset:
                _settingCommands.Reset(reset);
                return EndSetting(result, "RESET");
            case ShowStatement show:
                return Show(result, "SHOW", TextColumns(SettingCommands.ColumnsOf(show)), _settingCommands.Show(show));
        }

        if (syntax is SetConstraintsStatement setConstraints)
        {
            BeginStatement(cancellation, usesSnapshot: false);
            new SetConstraintsCommand(_transaction, _constraints, _notify).Run(setConstraints);
            MustCommit = !_transaction.IsBlock;
            return result.Start([], null, "SET CONSTRAINTS", -1);
        }

        if (_transactionCommands.TryRun(syntax, out var mustCommit) is { } tag)
        {
            MustCommit = mustCommit;
            return result.Start([], null, tag, -1);
        }

        return RunUtility(result, statement, cancellation);
    }

    /// <summary>The columns that a statement would yield.</summary>
    public ImmutableArray<ResultColumn> Describe(
        PreparedStatement statement, ReadOnlySpan<SqlType> types, CancellationToken cancellation)
    {
        switch (statement.Syntax)
        {
            case SelectStatement select when SelectInto.Is(select):
                return [];
            case SelectStatement or InsertStatement or UpdateStatement or DeleteStatement or MergeStatement:
                if (_transaction.IsFailed)
                    throw SessionErrors.TransactionFailed();
                BeginStatement(cancellation);
                return _planner.Prepare(statement, types).Plan.Columns;
            case ExplainStatement:
                return PlanColumns;
            case ExecuteStatement execute:
                BeginStatement(cancellation);
                var named = NamedStatements.Find(execute.Name);
                return _planner.Prepare(named.Statement, named.ParameterTypes.AsSpan()).Plan.Columns;
            case FetchStatement { IsMove: false } fetch:
                return _cursorCommands.Cursors.Find(fetch.Cursor).Columns;
            case ShowStatement show:
                return TextColumns(SettingCommands.ColumnsOf(show));
            case CheckDatabaseStatement:
                return CheckCommand.Columns;
            default:
                return [];
        }
    }

    /// <summary>Drops schemas with all that is in them, in a transaction that the caller commits.</summary>
    public void DropSchemas(IReadOnlyList<string> names)
    {
        BeginStatement(CancellationToken.None);
        var context = new DefinitionContext(_transaction, _context.Evaluation, static _ => { });
        var items = new List<SchemaItem>();
        foreach (var name in names)
        {
            if (context.Catalog.TryGetSchema(name, out var schema))
                items.Add(SchemaItem.Of(schema));
        }

        DropSet.Run(context, items, DropBehavior.Cascade);
        _transaction.EndDefinition();
    }

    /// <summary>Whether a statement reads or changes rows that it finds by their full key, so that values decide nothing.</summary>
    public bool IsLookup(PreparedStatement statement, ReadOnlySpan<SqlType> types, CancellationToken cancellation)
    {
        if (statement.Syntax is not (SelectStatement or UpdateStatement or DeleteStatement))
            return false;
        BeginStatement(cancellation);
        return _planner.Prepare(statement, types).Plan.IsLookup;
    }

    /// <summary>Closes the query that runs, if any.</summary>
    public void CloseQuery()
    {
        var running = _running;
        _running = null;
        running?.Close();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        CloseQuery();
        _cursorCommands.Dispose();
        _constraints.Dispose();
        _routines.Dispose();
    }

    /// <summary>The transaction is about to commit: the checks that were put off are due.</summary>
    public void CheckDeferred(CancellationToken cancellation)
    {
        if (_transaction.Deferred.Checks.IsEmpty)
            return;
        try
        {
            BeginStatement(cancellation);
            _constraints.RunDeferred();
        }
        catch
        {
            // A commit that fails ends its block.
            _transaction.Rollback();
            throw;
        }
    }

    private static ImmutableArray<ResultColumn> TextColumns(params ReadOnlySpan<string> names)
    {
        var columns = ImmutableArray.CreateBuilder<ResultColumn>(names.Length);
        foreach (var name in names)
            columns.Add(new ResultColumn(name, SqlType.Text, IsNullable: false));
        return columns.MoveToImmutable();
    }

    private static ResultSet Show(
        ResultSet result, string tag, ImmutableArray<ResultColumn> columns, List<string[]> rows)
    {
        var buffer = new BufferedRows();
        buffer.AddText(rows);
        return result.Start(columns, buffer, tag, -1);
    }

    private ResultSet EndSetting(ResultSet result, string tag)
    {
        if (!_transaction.IsBlock)
        {
            _settings.Commit();
            _settings.Begin();
            _transactionCommands.ConfigureDefaults();
        }

        return result.Start([], null, tag, -1);
    }

    /// <summary>
    /// Runs a query or a change of rows. One that met a concurrent change runs again with a new snapshot where nothing
    /// that the user has seen depends on the old one.
    /// </summary>
    private ResultSet RunPlanned(
        ResultSet result, PreparedStatement statement, ReadOnlySpan<Datum> parameters, ReadOnlySpan<SqlType> types,
        CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            BeginStatement(cancellation, readsClock: false);
            var retry = new StatementRetry(_transaction);
            try
            {
                return RunOnce(result, statement, parameters, types, ref retry);
            }
            catch (EngineException failure) when (retry.IsPossibleAfter(failure))
            {
                BeginAnew(retry, attempt, cancellation);
            }
        }
    }

    /// <summary>A statement met a concurrent change and is going to run again.</summary>
    private void BeginAnew(in StatementRetry retry, int attempt, CancellationToken cancellation)
    {
        CloseQuery();
        retry.TakeBack();
        cancellation.ThrowIfCancellationRequested();
        Telemetry.CountRetry();
        _engine.Logger.StatementRetried(attempt);
    }

    private ResultSet RunOnce(
        ResultSet result, PreparedStatement statement, ReadOnlySpan<Datum> parameters, ReadOnlySpan<SqlType> types,
        ref StatementRetry retry)
    {
        var running = _planner.Prepare(statement, types);
        var plan = running.Plan;
        CheckMayRun(plan);
        if (plan.RunsAtOnce)
            retry.Mark();
        if (plan.ReadsClock)
            ReadClock();
        ParameterValues.Bind(
            ref _parameters, plan.ParameterTypes, parameters, types, _context.Evaluation.Conversion(isExplicit: false));
        if (!ReferenceEquals(_context.Evaluation.Parameters, _parameters))
            _context.Evaluation.Parameters = _parameters;
        _context.RowsAffected = 0;
        var root = plan.Choice is null ? running.Root : _planner.Choose(statement, running, _parameters).Root;
        _running = root;
        root.Open(_context);
        return !plan.RunsAtOnce
            ? result.StartQuery(plan.Columns, _transaction.CanFailReading ? new PrefetchedBatches(root) : root)
            : RunChange(result, plan, root);
    }

    private void CheckMayRun(CachedPlan plan)
    {
        if (!plan.OnlyReads && _transaction.IsReadOnly)
            throw SessionErrors.ReadOnlyTransaction(plan.ForbiddenCommand);
    }

    private ResultSet RunChange(ResultSet result, CachedPlan plan, Operator root)
    {
        var returned = plan.Columns.IsEmpty ? null : new BufferedRows();
        while (root.Next() is { } batch)
            returned?.Add(batch);
        _constraints.EndStatement();
        CloseQuery();
        PrepareCommit();
        return result.Start(plan.Columns, returned, plan.Command, plan.IsQuery ? -1 : _context.RowsAffected);
    }

    /// <summary>Has the session commit now, unless in a block. What could forbid that is found here, where the statement can run again.</summary>
    private void PrepareCommit()
    {
        MustCommit = !_transaction.IsBlock;
        if (MustCommit)
            _transaction.PrepareCommit();
    }

    private ResultSet RunExplain(
        ResultSet result, PreparedStatement statement, ExplainStatement explain, ReadOnlySpan<Datum> parameters,
        ReadOnlySpan<SqlType> types, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            BeginStatement(cancellation);
            var retry = StatementRetry.Begin(_transaction);
            try
            {
                return ExplainOnce(result, statement, explain, parameters, types);
            }
            catch (EngineException failure) when (retry.IsPossibleAfter(failure))
            {
                BeginAnew(retry, attempt, cancellation);
            }
        }
    }

    private ResultSet ExplainOnce(
        ResultSet result, PreparedStatement statement, ExplainStatement explain, ReadOnlySpan<Datum> parameters,
        ReadOnlySpan<SqlType> types)
    {
        var options = ExplainOptions.Of(explain);
        var syntax = explain.Statement;
        Datum[]? arguments = null;
        if (syntax is ExecuteStatement execute)
        {
            (var named, arguments) = ResolveExecute(statement, execute, parameters, types);
            syntax = named.Statement.Syntax;
            statement = named.Statement;
            parameters = arguments;
            types = named.ParameterTypes.AsSpan();
        }

        var start = Stopwatch.GetTimestamp();
        var plan = _planner.Plan(ExplainCommand.PlannedPartOf(syntax, options.IsAnalyze), statement, types);
        if (arguments is not null)
            plan = _planner.PlanFor(plan, arguments) ?? plan;
        var planning = Stopwatch.GetElapsedTime(start);
        start = Stopwatch.GetTimestamp();
        var measurements = options.IsAnalyze ? Measure(plan, parameters, types) : null;
        var execution = Stopwatch.GetElapsedTime(start);
        var rows = ExplainCommand.Print(plan, options, measurements, planning, execution, _settings);
        if (options.IsAnalyze && plan.RunsAtOnce)
            PrepareCommit();
        else
            EndReading();
        return Show(result, "EXPLAIN", PlanColumns, rows);
    }

    /// <summary>Runs a statement only to measure it; what it changes stays changed.</summary>
    private PlanMeasurements Measure(CachedPlan plan, ReadOnlySpan<Datum> parameters, ReadOnlySpan<SqlType> types)
    {
        CheckMayRun(plan);
        ParameterValues.Bind(
            ref _parameters, plan.ParameterTypes, parameters, types, _context.Evaluation.Conversion(isExplicit: false));
        _context.Evaluation.Parameters = _parameters;
        _context.RowsAffected = 0;
        var measurements = new PlanMeasurements();
        using var root = OperatorFactory.Create(plan.Plan, measurements);
        root.Open(_context);
        while (root.Next() is not null)
        {
        }
        _constraints.EndStatement();
        return measurements;
    }

    /// <summary>PREPARE: resolves names and types now, so that errors come now; types of parameters stay as they are found.</summary>
    private void PrepareNamed(PreparedStatement statement, PrepareStatement prepare)
    {
        NamedStatements.EnsureFree(prepare.Name);
        var types = ImmutableArray.CreateBuilder<SqlType>(prepare.ParameterTypes.Count);
        foreach (var type in prepare.ParameterTypes)
        {
            types.Add(type.Name is { Schema: null, Name: "unknown" }
                ? SqlType.Unknown
                : Binder.ResolveType(type, _transaction.Catalog) with { Modifier = -1 });
        }

        var inner = new PreparedStatement(statement.Script, statement.Number, prepare.Statement, new ParameterNames());
        var plan = _planner.Prepare(inner, types.MoveToImmutable().AsSpan()).Plan;
        inner.Discard();
        if (plan.ParameterTypes.IndexOf(SqlType.Unknown) is >= 0 and var ordinal)
            throw CoercionErrors.IndeterminateParameter(ordinal, -1);
        var parsed = statement.Script.Statements[statement.Number];
        NamedStatements.Add(new NamedStatement(
            prepare.Name, statement.Script.Text.Substring(parsed.Start, parsed.Length), inner, plan.ParameterTypes,
            plan.Columns, SessionTransaction.Now()));
    }

    /// <summary>DECLARE reads the rows at once, so that later changes do not show in them.</summary>
    private ResultSet Declare(
        ResultSet result, PreparedStatement statement, DeclareCursorStatement declare, ReadOnlySpan<Datum> parameters,
        ReadOnlySpan<SqlType> types, CancellationToken cancellation)
    {
        _cursorCommands.Check(declare);
        BeginStatement(cancellation);
        var key = CurrentRow.TableOf(declare.Query, _transaction.Catalog);
        var inner = PrepareCursor(statement, declare.Query, types, ref key);
        var running = _planner.Prepare(inner, types);
        var plan = running.Plan;
        if (plan.Writes)
            throw CursorErrors.ChangesRows();
        CheckMayRun(plan);
        ParameterValues.Bind(
            ref _parameters, plan.ParameterTypes, parameters, types, _context.Evaluation.Conversion(isExplicit: false));
        _context.Evaluation.Parameters = _parameters;
        _running = running.Root;
        running.Root.Open(_context);
        var rows = CursorRows.Read(running.Root, SpilledRows.TypesOf(plan.Plan.Body.Columns), _context);
        CloseQuery();
        var parsed = statement.Script.Statements[statement.Number];
        _cursorCommands.Add(
            declare, statement.Script.Text.Substring(parsed.Start, parsed.Length), plan, rows,
            key is null ? null : new CursorKey(key));
        inner.Discard();
        MustCommit = !_transaction.IsBlock;
        return result.Start([], null, "DECLARE CURSOR", -1);
    }

    /// <summary>The query of a cursor, with the key of its table behind its columns where that can be.</summary>
    private PreparedStatement PrepareCursor(
        PreparedStatement statement, SelectStatement query, ReadOnlySpan<SqlType> types, ref TableSchema? key)
    {
        if (key is not null)
        {
            try
            {
                var withKey = new PreparedStatement(
                    statement.Script, statement.Number, CurrentRow.WithKey(query, key), statement.ParameterNames)
                {
                    IsTransient = true,
                };
                _planner.Prepare(withKey, types);
                return withKey;
            }
            catch (EngineException)
            {
                // Grouped, or wrong: the query as it stands will tell.
                key = null;
            }
        }

        return new PreparedStatement(statement.Script, statement.Number, query, statement.ParameterNames)
        {
            IsTransient = true,
        };
    }

    /// <summary>A change of the row that a cursor stands on. Its values change each time, so its plan is not kept.</summary>
    private PreparedStatement AtCursor(PreparedStatement statement, string name, CancellationToken cancellation)
    {
        BeginStatement(cancellation);
        var cursor = _cursorCommands.Cursors.Find(name);
        var syntax = CurrentRow.Resolve(statement.Syntax, cursor, _transaction.Catalog);
        return new PreparedStatement(statement.Script, statement.Number, syntax, statement.ParameterNames)
        {
            IsTransient = true,
        };
    }

    private ResultSet RunCopy(ResultSet result, CopyStatement copy, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            BeginStatement(cancellation);
            var retry = StatementRetry.Begin(_transaction);
            try
            {
                var rows = _copyCommand.Run(copy, PlanConditions.PlannerSettingsOf(_settings.Current));
                _constraints.EndStatement();
                PrepareCommit();
                return result.Start([], null, string.Create(CultureInfo.InvariantCulture, $"COPY {rows}"), rows);
            }
            catch (EngineException failure) when (retry.IsPossibleAfter(failure) && _copyCommand.TryRewind())
            {
                BeginAnew(retry, attempt, cancellation);
            }
        }
    }

    private ResultSet Discard(ResultSet result, DiscardStatement discard)
    {
        switch (discard.Target)
        {
            case DiscardTarget.All:
                if (_transaction.IsBlock)
                    throw SessionErrors.NotInTransaction("DISCARD ALL");
                _cursorCommands.Cursors.Close(null);
                NamedStatements.Remove(null);
                _settings.ResetAll();
                _context.Evaluation.AdvisoryLocks?.ReleaseAll();
                Sequences.Forget();
                DiscardTemporary();
                return EndSetting(result, "DISCARD ALL");
            case DiscardTarget.Plans:
                return result.Start([], null, "DISCARD PLANS", -1);
            case DiscardTarget.Sequences:
                Sequences.Forget();
                return result.Start([], null, "DISCARD SEQUENCES", -1);
            default:
                DiscardTemporary();
                return result.Start([], null, "DISCARD TEMP", -1);
        }
    }

    private void DiscardTemporary()
    {
        if (_transaction.Path.Temporary is not { } temporary)
            return;
        DropSchemas([temporary]);
        MustCommit = !_transaction.IsBlock;
    }

    private ResultSet RunExecute(
        ResultSet result, PreparedStatement statement, ExecuteStatement execute, ReadOnlySpan<Datum> parameters,
        ReadOnlySpan<SqlType> types, CancellationToken cancellation)
    {
        BeginStatement(cancellation);
        var (named, arguments) = ResolveExecute(statement, execute, parameters, types);
        named.EnsureYields(_planner.Prepare(named.Statement, named.ParameterTypes.AsSpan()).Plan.Columns);
        return RunPlanned(result, named.Statement, arguments, named.ParameterTypes.AsSpan(), cancellation);
    }

    /// <summary>CREATE TABLE AS EXECUTE: the prepared query with its arguments makes the table.</summary>
    private ResultSet RunCreateAs(
        ResultSet result, PreparedStatement statement, CreateTableAsStatement create, ExecuteStatement execute,
        ReadOnlySpan<Datum> parameters, ReadOnlySpan<SqlType> types, CancellationToken cancellation)
    {
        BeginStatement(cancellation);
        var (named, arguments) = ResolveExecute(statement, execute, parameters, types);
        if (named.Statement.Syntax is not SelectStatement query)
            throw PreparationErrors.NotAQuery();
        if (_transaction.IsReadOnly)
            throw SessionErrors.ReadOnlyTransaction("CREATE TABLE AS");
        _context.Evaluation.Parameters = arguments;
        var context = new DefinitionContext(_transaction, _context.Evaluation, _notify) { ParameterTypes = named.ParameterTypes };
        var rows = TableFromQuery.Run(context, create with { Query = query });
        _transaction.EndDefinition();
        PrepareCommit();
        var tag = rows is { } count ? string.Create(CultureInfo.InvariantCulture, $"SELECT {count}") : "CREATE TABLE AS";
        return result.Start([], null, tag, -1);
    }

    private (NamedStatement Named, Datum[] Arguments) ResolveExecute(
        PreparedStatement statement, ExecuteStatement execute, ReadOnlySpan<Datum> parameters, ReadOnlySpan<SqlType> types)
    {
        var named = NamedStatements.Find(execute.Name);
        var options = new BindingOptions
        {
            ParameterTypes = [.. types],
            ParameterNames = statement.ParameterNames,
            Conversion = _context.Evaluation.Conversion(isExplicit: false),
        };
        return (named, ArgumentValues.Evaluate(
            execute, named, _transaction.Catalog, options, parameters, _context.Evaluation));
    }

    /// <summary>Without a transaction: a snapshot held for as long as a backup takes would keep old versions alive.</summary>
    private void Backup(BackupDatabaseStatement backup, CancellationToken cancellation)
    {
        if (_transaction.IsBlock)
            throw SessionErrors.NotInTransaction("BACKUP DATABASE");
        var options = BackupOptions.Of(backup);
        var rate = _settings.Current.BackupBytesPerSecond;
        if (options.IsBase)
            _engine.BackupBase(backup.FileName, options.Previous, rate, null, cancellation);
        else
            _engine.Backup(backup.FileName, rate, null, cancellation);
    }

    private ResultSet RunCheck(ResultSet result, CheckDatabaseStatement check, CancellationToken cancellation)
    {
        BeginStatement(cancellation);
        var rows = _checkCommand.Run(check, cancellation);
        EndReading();
        return result.Start(CheckCommand.Columns, rows, "CHECK DATABASE", -1);
    }

    private ResultSet RunUtility(ResultSet result, PreparedStatement statement, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            BeginStatement(cancellation, usesSnapshot: statement.Syntax is not LockStatement);
            var retry = StatementRetry.Begin(_transaction);
            try
            {
                var tag = _utilityCommands.Run(statement, _context.Evaluation);
                PrepareCommit();
                return result.Start([], null, tag, -1);
            }
            catch (EngineException failure) when (retry.IsPossibleAfter(failure))
            {
                BeginAnew(retry, attempt, cancellation);
            }
        }
    }

    /// <summary>A statement outside a block that only looked: its transaction ends.</summary>
    private void EndReading()
    {
        if (!_transaction.IsBlock)
            _transaction.Commit();
    }

    /// <param name="cancellation">Ends the statement.</param>
    /// <param name="usesSnapshot">False for LOCK TABLE.</param>
    /// <param name="readsClock">False where the plan will tell whether the statement's time matters.</param>
    private void BeginStatement(CancellationToken cancellation, bool usesSnapshot = true, bool readsClock = true)
    {
        var settings = _settings.Current;
        _transaction.Follow(settings.SearchPath);
        _context.Constraints.Clear();
        _transaction.BeginStatement(settings, cancellation, usesSnapshot);
        var evaluation = _context.Evaluation;
        if (!ReferenceEquals(settings, _contextSettings))
            TakeSettings(settings);
        // Serializable transactions note what they read, and not for several threads.
        _context.ParallelWorkers = _transaction.Isolation == Transactions.IsolationLevel.Serializable
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

    private void ReadClock() => _context.Evaluation.StatementTime =
        TimestampMath.FromDateTime(_context.Evaluation.Clock.GetUtcNow().UtcDateTime);

    /// <summary>The settings are the same objects from statement to statement, until one of them changes.</summary>
    private void TakeSettings(SessionSettings settings)
    {
        _contextSettings = settings;
        _transaction.Access.TimeZone = settings.TimeZone;
        _context.Evaluation.TimeZone = settings.TimeZone;
        _context.WorkMemoryBytes = settings.WorkMemoryBytes;
        _context.ForceSpill = settings.ForceSpill;
        _parallelWorkers = Math.Min(settings.ParallelWorkers, Environment.ProcessorCount - 1);
    }
}
