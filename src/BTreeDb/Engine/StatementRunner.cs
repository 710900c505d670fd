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
    private readonly Session _session;
    private readonly DatabaseEngine _engine;
    private readonly SessionTransaction _transaction;
    private readonly TransactionCommands _transactionCommands;
    private readonly SettingCommands _settingCommands;
    private readonly UtilityCommands _utilityCommands;
    private readonly CheckCommand _checkCommand;
    private readonly CursorCommands _cursorCommands;
    private readonly CursorStatements _cursorStatements;
    private readonly PreparationCommands _preparations;
    private readonly ExplainRun _explain;
    private readonly CopyCommand _copyCommand;
    private readonly SettingsScope _settings;
    private readonly Action<Notice> _notify;
    private readonly StatementExecution _execution;
    private readonly RoutineRunner _routines;
    private readonly CallCommand _callCommand;
    private readonly StatementPlanner _planner;

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
        _execution = new StatementExecution(engine, transaction, settings);
        var evaluation = _execution.Context.Evaluation;
        _settingCommands = new SettingCommands(transaction, modes, settings, notify);
        _utilityCommands = new UtilityCommands(engine, transaction, settings, notify);
        _checkCommand = new CheckCommand(engine, transaction, notify);
        transaction.BeforeCommit = () => transaction.TemporaryTables.BeforeCommit(
            transaction, () => new DefinitionContext(transaction, evaluation, static _ => { }));
        _planner = new StatementPlanner(engine, transaction, settings, evaluation);
        _cursorCommands = new CursorCommands(transaction);
        _cursorStatements = new CursorStatements(_execution, transaction, _planner, _cursorCommands);
        _preparations = new PreparationCommands(_execution, transaction, _planner);
        _explain = new ExplainRun(_execution, transaction, _planner, _preparations, settings);
        _copyCommand = new CopyCommand(transaction, _execution.Context);
        var systemSession = new SystemSession(engine, transaction, settings, NamedStatements, _cursorCommands.Cursors);
        _execution.Context.SystemRows = systemSession;
        evaluation.SystemFunctions = new SystemFunctions(systemSession, settings, transaction, modes);
        evaluation.CurrentUser = DatabaseUser.Name;
        evaluation.CurrentDatabase = engine.Name;
        evaluation.Sequences = Sequences = new SessionSequences(engine.Sequences, transaction);
        evaluation.Routines = _routines = new RoutineRunner(transaction, settings, _execution.Context);
        _callCommand = new CallCommand(transaction, _routines, evaluation);
        evaluation.AdvisoryLocks =
            new SessionAdvisoryLocks(engine.Transactions.AdvisoryLocks, transaction.AdvisoryOwner, notify);
    }

    /// <summary>The session's view of sequences.</summary>
    public SessionSequences Sequences { get; }

    /// <summary>Whether the session has to commit after the statement that ran last.</summary>
    public bool MustCommit => _execution.MustCommit;

    /// <summary>The client's ends of COPY.</summary>
    public CopyStreams CopyStreams
    {
        set => _copyCommand.Streams = value;
    }

    /// <summary>What PREPARE has named.</summary>
    public NamedStatements NamedStatements => _preparations.Named;

    /// <summary>Runs a statement. Its transaction is committed by the caller if <see cref="MustCommit"/> says so.</summary>
    public ResultSet Run(
        PreparedStatement statement, ReadOnlySpan<Datum> parameters, ReadOnlySpan<SqlType> types, CancellationToken cancellation)
    {
        _execution.MustCommit = false;
        var syntax = statement.Syntax;
        if (_transaction.IsFailed && !TransactionCommands.IsHeardAfterFailure(syntax))
            throw SessionErrors.TransactionFailed();
        var result = statement.Result ??= new ResultSet(_session);
        switch (syntax)
        {
            case SelectStatement select when SelectInto.Is(select):
                break;
            case UpdateStatement or DeleteStatement when CurrentRow.CursorOf(syntax) is { } cursor:
                return RunPlanned(result, _cursorStatements.AtCursor(statement, cursor, cancellation), parameters, types, cancellation);
            case SelectStatement or InsertStatement or UpdateStatement or DeleteStatement or MergeStatement:
                return RunPlanned(result, statement, parameters, types, cancellation);
            case DeclareCursorStatement declare:
                return _cursorStatements.Declare(result, statement, declare, parameters, types, cancellation);
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
                return _explain.Run(result, statement, explain, parameters, types, cancellation);
            case PrepareStatement prepare:
                _execution.Begin(cancellation);
                _preparations.Prepare(statement, prepare);
                _execution.EndReading();
                return result.Start([], null, "PREPARE", -1);
            case CreateTableAsStatement { Query: ExecuteStatement execute } create:
                return RunCreateAs(result, statement, create, execute, parameters, types, cancellation);
            case ExecuteStatement execute:
                return RunExecute(result, statement, execute, parameters, types, cancellation);
            case CallStatement call:
                _execution.Begin(cancellation);
                var row = _callCommand.Run(call, statement, parameters, types, out var outputs);
                _execution.PrepareCommit();
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
            _execution.Begin(cancellation, usesSnapshot: false);
            new SetConstraintsCommand(_transaction, _execution.Constraints, _notify).Run(setConstraints);
            _execution.MustCommit = !_transaction.IsBlock;
            return result.Start([], null, "SET CONSTRAINTS", -1);
        }

        if (_transactionCommands.TryRun(syntax, out var mustCommit) is { } tag)
        {
            _execution.MustCommit = mustCommit;
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
                _execution.Begin(cancellation);
                return _planner.Prepare(statement, types).Plan.Columns;
            case ExplainStatement:
                return ExplainRun.Columns;
            case ExecuteStatement execute:
                _execution.Begin(cancellation);
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
        _execution.Begin(CancellationToken.None);
        var context = new DefinitionContext(_transaction, _execution.Context.Evaluation, static _ => { });
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
        _execution.Begin(cancellation);
        return _planner.Prepare(statement, types).Plan.IsLookup;
    }

    /// <summary>Closes the query that runs, if any.</summary>
    public void CloseQuery() => _execution.Close();

    /// <inheritdoc/>
    public void Dispose()
    {
        _execution.Dispose();
        _cursorCommands.Dispose();
        _routines.Dispose();
    }

    /// <summary>The transaction is about to commit: the checks that were put off are due.</summary>
    public void CheckDeferred(CancellationToken cancellation)
    {
        if (_transaction.Deferred.Checks.IsEmpty)
            return;
        try
        {
            _execution.Begin(cancellation);
            _execution.Constraints.RunDeferred();
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
            _execution.Begin(cancellation, readsClock: false);
            var retry = new StatementRetry(_transaction);
            try
            {
                return RunOnce(result, statement, parameters, types, ref retry);
            }
            catch (EngineException failure) when (retry.IsPossibleAfter(failure))
            {
                _execution.BeginAnew(retry, attempt, cancellation);
            }
        }
    }

    private ResultSet RunOnce(
        ResultSet result, PreparedStatement statement, ReadOnlySpan<Datum> parameters, ReadOnlySpan<SqlType> types,
        ref StatementRetry retry)
    {
        var running = _planner.Prepare(statement, types);
        var plan = running.Plan;
        _execution.CheckMayRun(plan);
        if (plan.RunsAtOnce)
            retry.Mark();
        if (plan.ReadsClock)
            _execution.ReadClock();
        _execution.Bind(plan, parameters, types);
        var root = plan.Choice is null ? running.Root : _planner.Choose(statement, running, _execution.Parameters).Root;
        _execution.Open(root);
        return !plan.RunsAtOnce
            ? result.StartQuery(plan.Columns, _transaction.CanFailReading ? new PrefetchedBatches(root) : root)
            : RunChange(result, plan, root);
    }

    private ResultSet RunChange(ResultSet result, CachedPlan plan, Operator root)
    {
        var returned = plan.Columns.IsEmpty ? null : new BufferedRows();
        while (root.Next() is { } batch)
            returned?.Add(batch);
        _execution.Constraints.EndStatement();
        _execution.Close();
        _execution.PrepareCommit();
        return result.Start(plan.Columns, returned, plan.Command, plan.IsQuery ? -1 : _execution.Context.RowsAffected);
    }

    private ResultSet RunCopy(ResultSet result, CopyStatement copy, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            _execution.Begin(cancellation);
            var retry = StatementRetry.Begin(_transaction);
            try
            {
                var rows = _copyCommand.Run(copy, PlanConditions.PlannerSettingsOf(_settings.Current));
                _execution.Constraints.EndStatement();
                _execution.PrepareCommit();
                return result.Start([], null, string.Create(CultureInfo.InvariantCulture, $"COPY {rows}"), rows);
            }
            catch (EngineException failure) when (retry.IsPossibleAfter(failure) && _copyCommand.TryRewind())
            {
                _execution.BeginAnew(retry, attempt, cancellation);
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
                _execution.Context.Evaluation.AdvisoryLocks?.ReleaseAll();
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
        _execution.MustCommit = !_transaction.IsBlock;
    }

    private ResultSet RunExecute(
        ResultSet result, PreparedStatement statement, ExecuteStatement execute, ReadOnlySpan<Datum> parameters,
        ReadOnlySpan<SqlType> types, CancellationToken cancellation)
    {
        _execution.Begin(cancellation);
        var (named, arguments) = _preparations.Resolve(statement, execute, parameters, types);
        named.EnsureYields(_planner.Prepare(named.Statement, named.ParameterTypes.AsSpan()).Plan.Columns);
        return RunPlanned(result, named.Statement, arguments, named.ParameterTypes.AsSpan(), cancellation);
    }

    /// <summary>CREATE TABLE AS EXECUTE: the prepared query with its arguments makes the table.</summary>
    private ResultSet RunCreateAs(
        ResultSet result, PreparedStatement statement, CreateTableAsStatement create, ExecuteStatement execute,
        ReadOnlySpan<Datum> parameters, ReadOnlySpan<SqlType> types, CancellationToken cancellation)
    {
        _execution.Begin(cancellation);
        var (named, arguments) = _preparations.Resolve(statement, execute, parameters, types);
        if (named.Statement.Syntax is not SelectStatement query)
            throw PreparationErrors.NotAQuery();
        if (_transaction.IsReadOnly)
            throw SessionErrors.ReadOnlyTransaction("CREATE TABLE AS");
        _execution.Context.Evaluation.Parameters = arguments;
        var context = new DefinitionContext(_transaction, _execution.Context.Evaluation, _notify) { ParameterTypes = named.ParameterTypes };
        var rows = TableFromQuery.Run(context, create with { Query = query });
        _transaction.EndDefinition();
        _execution.PrepareCommit();
        var tag = rows is { } count ? string.Create(CultureInfo.InvariantCulture, $"SELECT {count}") : "CREATE TABLE AS";
        return result.Start([], null, tag, -1);
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
        _execution.Begin(cancellation);
        var rows = _checkCommand.Run(check, cancellation);
        _execution.EndReading();
        return result.Start(CheckCommand.Columns, rows, "CHECK DATABASE", -1);
    }

    private ResultSet RunUtility(ResultSet result, PreparedStatement statement, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            _execution.Begin(cancellation, usesSnapshot: statement.Syntax is not LockStatement);
            var retry = StatementRetry.Begin(_transaction);
            try
            {
                var tag = _utilityCommands.Run(statement, _execution.Context.Evaluation);
                _execution.PrepareCommit();
                return result.Start([], null, tag, -1);
            }
            catch (EngineException failure) when (retry.IsPossibleAfter(failure))
            {
                _execution.BeginAnew(retry, attempt, cancellation);
            }
        }
    }
}
