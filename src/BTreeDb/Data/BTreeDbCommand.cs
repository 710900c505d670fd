using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using BTreeDb.Engine;

namespace BTreeDb.Data;

/// <summary>
/// SQL text with parameters: <c>$1</c>, <c>@name</c> or <c>:name</c>. The text may hold several statements; each is its own
/// transaction unless one is open. A command that is used again keeps what it found out about its text.
/// </summary>
public sealed class BTreeDbCommand : DbCommand
{
    private readonly ParameterBinder _binder = new();
    private string _text = "";
    private int? _timeoutSeconds;
    private BTreeDbConnection? _connection;
    private Session? _preparedFor;
    private PreparedScript? _script;
    private BTreeDbDataReader? _idleReader;

    /// <summary>Creates a command whose text and connection follow.</summary>
    public BTreeDbCommand()
        : this(null)
    {
    }

    /// <summary>Creates a command.</summary>
    public BTreeDbCommand(string? commandText, BTreeDbConnection? connection = null)
    {
        _text = commandText ?? "";
        _connection = connection;
        // Component has a finalizer, and nothing here needs it.
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    [AllowNull]
    public override string CommandText
    {
        get => _text;
        set
        {
            if (string.Equals(_text, value, StringComparison.Ordinal))
                return;
            _text = value ?? "";
            _script = null;
        }
    }

    /// <summary>Seconds until a statement ends with 57014; 0 = never. The connection string sets the default.</summary>
    public override int CommandTimeout
    {
        get => _timeoutSeconds ?? _connection?.DefaultCommandTimeout ?? 30;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _timeoutSeconds = value;
        }
    }

    /// <summary>Only <see cref="CommandType.Text"/>, and <see cref="CommandType.TableDirect"/> for the rows of a table.</summary>
    public override CommandType CommandType { get; set; } = CommandType.Text;

    /// <inheritdoc/>
    public override bool DesignTimeVisible { get; set; }

    /// <inheritdoc/>
    public override UpdateRowSource UpdatedRowSource { get; set; }

    /// <summary>The connection that the command runs on.</summary>
    public new BTreeDbConnection? Connection
    {
        get => _connection;
        set => _connection = value;
    }

    /// <summary>The parameters.</summary>
    public new BTreeDbParameterCollection Parameters { get; } = new();

    /// <summary>The connection's transaction; a command takes part in it whether this is set or not.</summary>
    public new BTreeDbTransaction? Transaction { get; set; }

    /// <inheritdoc/>
    protected override DbConnection? DbConnection
    {
        get => _connection;
        set => _connection = (BTreeDbConnection?)value;
    }

    /// <inheritdoc/>
    protected override DbParameterCollection DbParameterCollection => Parameters;

    /// <inheritdoc/>
    protected override DbTransaction? DbTransaction
    {
        get => Transaction;
        set => Transaction = (BTreeDbTransaction?)value;
    }

    /// <summary>Asks the running statement to end with 57014; from any thread, without effect when nothing runs.</summary>
    public override void Cancel()
    {
        if (_connection is { State: ConnectionState.Open } connection)
            connection.Session.Cancel();
    }

    /// <summary>Parses the text now, so that errors in it show here.</summary>
    public override void Prepare() => ScriptFor(UsableConnection());

    /// <summary>Creates a parameter; it is not added.</summary>
    public new BTreeDbParameter CreateParameter() => new();

    /// <summary>Runs all statements.</summary>
    /// <returns>How many rows were inserted, updated and deleted; -1 where no statement was of that kind.</returns>
    public override int ExecuteNonQuery()
    {
        var script = Start();
        var affected = -1L;
        for (var statement = 0; statement < script.StatementCount; statement++)
        {
            var result = Execute(script, statement);
            try
            {
                Drain(result);
                AddAffected(ref affected, result.RowsAffected);
            }
            finally
            {
                Close(result);
            }
        }

        return checked((int)affected);
    }

    /// <summary>As <see cref="ExecuteNonQuery"/>; the wait for the disk at a commit holds no thread, all else is work.</summary>
    public override async Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var script = Start();
        var affected = -1L;
        for (var statement = 0; statement < script.StatementCount; statement++)
        {
            var result = await ExecuteAsync(script, statement, cancellationToken).ConfigureAwait(false);
            try
            {
                Drain(result);
                AddAffected(ref affected, result.RowsAffected);
            }
            finally
            {
                Close(result);
            }
        }

        return checked((int)affected);
    }

    /// <summary>Runs all statements.</summary>
    /// <returns>The first value of the first row of the first result, or null where there is no row.</returns>
    public override object? ExecuteScalar()
    {
        using var reader = ExecuteReader();
        return ReadScalar(reader);
    }

    /// <summary>As <see cref="ExecuteScalar"/>; the wait for the disk at a commit holds no thread.</summary>
    public override async Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken)
    {
        var reader = await ExecuteReaderAsync(CommandBehavior.Default, cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
            return ReadScalar(reader);
    }

    /// <summary>Runs the first statement; the reader's <see cref="DbDataReader.NextResult"/> runs the others.</summary>
    public new BTreeDbDataReader ExecuteReader() => ExecuteReader(CommandBehavior.Default);

    /// <summary>Runs the first statement; the reader's <see cref="DbDataReader.NextResult"/> runs the others.</summary>
    public new BTreeDbDataReader ExecuteReader(CommandBehavior behavior)
    {
        var script = Start();
        var reader = TakeReader();
        reader.Start(_connection!, script, behavior);
        try
        {
            reader.NextResult();
            return reader;
        }
        catch
        {
            reader.Close();
            throw;
        }
    }

    /// <summary>As <see cref="ExecuteReader()"/>; the wait for the disk at a commit holds no thread.</summary>
    public new Task<BTreeDbDataReader> ExecuteReaderAsync(CancellationToken cancellationToken = default) =>
        ExecuteReaderAsync(CommandBehavior.Default, cancellationToken);

    /// <summary>As <see cref="ExecuteReader(CommandBehavior)"/>; the wait for the disk at a commit holds no thread.</summary>
    public new async Task<BTreeDbDataReader> ExecuteReaderAsync(
        CommandBehavior behavior, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var script = Start();
        var reader = TakeReader();
        reader.Start(_connection!, script, behavior);
        try
        {
            await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
            return reader;
        }
        catch
        {
            reader.Close();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override DbParameter CreateDbParameter() => CreateParameter();

    /// <inheritdoc/>
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => ExecuteReader(behavior);

    /// <inheritdoc/>
    protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(
        CommandBehavior behavior, CancellationToken cancellationToken) =>
        await ExecuteReaderAsync(behavior, cancellationToken).ConfigureAwait(false);

    /// <summary>Runs one statement of the script with the values bound by <see cref="Start"/>.</summary>
    internal ResultSet Execute(PreparedScript script, int statement)
    {
        var connection = _connection!;
        connection.Deadline.Arm(CommandTimeout);
        var timedOut = false;
        try
        {
            try
            {
                return connection.Session.Execute(
                    script, statement, _binder.Values, _binder.Types, CancellationToken.None);
            }
            finally
            {
                timedOut = connection.Deadline.Disarm();
            }
        }
        catch (Exception e) when (ErrorBoundary.IsForeign(e))
        {
            throw ErrorBoundary.Translate(e, timedOut);
        }
    }

    /// <summary>As <see cref="Execute"/>, with an awaited commit.</summary>
    internal async ValueTask<ResultSet> ExecuteAsync(
        PreparedScript script, int statement, CancellationToken cancellationToken)
    {
        var connection = _connection!;
        connection.Deadline.Arm(CommandTimeout);
        var timedOut = false;
        try
        {
            try
            {
                return await connection.Session
                    .ExecuteAsync(script, statement, _binder.Values, _binder.Types, cancellationToken)
                    .ConfigureAwait(false);
            }
            finally
            {
                timedOut = connection.Deadline.Disarm();
            }
        }
        catch (Exception e) when (ErrorBoundary.IsForeign(e))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw ErrorBoundary.Translate(e, timedOut);
        }
    }

    /// <summary>The columns that a statement would yield.</summary>
    internal System.Collections.Immutable.ImmutableArray<ResultColumn> Describe(PreparedScript script, int statement) =>
        _connection!.Session.Describe(script, statement, _binder.Types);

    /// <summary>Takes a closed reader back for the next execution.</summary>
    internal void Return(BTreeDbDataReader reader) => _idleReader = reader;

    private BTreeDbDataReader TakeReader()
    {
        var reader = _idleReader ?? new BTreeDbDataReader(this);
        _idleReader = null;
        return reader;
    }

    private static object? ReadScalar(BTreeDbDataReader reader)
    {
        object? value = null;
        if (reader.FieldCount > 0 && reader.Read())
            value = reader.GetValue(0);
        while (reader.NextResult())
        {
            // The statements after the first are run for what they do.
        }

        return value;
    }

    /// <summary>Checks, parses if need be, and takes the parameters' values.</summary>
    private PreparedScript Start()
    {
        var script = ScriptFor(UsableConnection());
        _binder.Bind(script, Parameters);
        return script;
    }

    private BTreeDbConnection UsableConnection()
    {
        if (_connection is null)
            ProviderErrors.ThrowNoConnection();
        _connection.CheckIdle();
        return _connection;
    }

    private PreparedScript ScriptFor(BTreeDbConnection connection)
    {
        if (_script is null || !ReferenceEquals(_preparedFor, connection.Session))
        {
            _preparedFor = connection.Session;
            _script = Parse(connection.Session, EffectiveText());
        }

        return _script;
    }

    private static PreparedScript Parse(Session session, string text)
    {
        try
        {
            return session.Prepare(text, []);
        }
        catch (Exception e) when (ErrorBoundary.IsForeign(e))
        {
            throw ErrorBoundary.Translate(e);
        }
    }

    private string EffectiveText() => CommandType switch
    {
        CommandType.Text => _text,
        CommandType.TableDirect => $"SELECT * FROM \"{_text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        _ => throw new NotSupportedException("Stored procedures are not supported."),
    };

    private void Drain(ResultSet result)
    {
        while (result.IsOpen && NextBatch(result) is not null)
        {
            // Rows that nobody reads are still computed: an error among them is one of the statement.
        }
    }

    /// <summary>The next rows, within the command's time.</summary>
    internal Execution.Vectors.Batch? NextBatch(ResultSet result)
    {
        var connection = _connection!;
        connection.Deadline.Arm(CommandTimeout);
        var timedOut = false;
        try
        {
            try
            {
                return result.NextBatch();
            }
            finally
            {
                timedOut = connection.Deadline.Disarm();
            }
        }
        catch (Exception e) when (ErrorBoundary.IsForeign(e))
        {
            throw ErrorBoundary.Translate(e, timedOut);
        }
    }

    /// <summary>Ends a statement.</summary>
    internal static void Close(ResultSet result)
    {
        try
        {
            result.Close();
        }
        catch (Exception e) when (ErrorBoundary.IsForeign(e))
        {
            throw ErrorBoundary.Translate(e);
        }
    }

    /// <summary>Adds a statement's count to the command's, which is -1 until one counts.</summary>
    internal static void AddAffected(ref long total, long affected)
    {
        if (affected >= 0)
            total = Math.Max(total, 0) + affected;
    }
}
