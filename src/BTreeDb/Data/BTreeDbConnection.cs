using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using BTreeDb.Engine;
using BTreeDb.Engine.Copying;
using BTreeDb.Types;

namespace BTreeDb.Data;

/// <summary>
/// A session with a database. All connections of a process to one file share one engine, which is closed with the last of
/// them; a <see cref="BTreeDbDataSource"/> keeps it open in between. A connection serves one thread at a time; only
/// <see cref="BTreeDbCommand.Cancel"/> may come from another.
/// </summary>
public sealed class BTreeDbConnection : DbConnection
{
    private static readonly string Version = ReadVersion();

    private string _connectionString = "";
    private BTreeDbConnectionStringBuilder _settings = [];
    private int? _defaultCommandTimeout;
    private DatabaseEngine? _engine;
    private Session? _session;
    private CommandDeadline? _deadline;
    private BTreeDbTransaction? _transaction;
    private BTreeDbDataReader? _reader;

    /// <summary>Creates a connection whose string follows.</summary>
    public BTreeDbConnection()
    {
    }

    /// <summary>Creates a connection that is not open yet.</summary>
    /// <param name="connectionString">See <see cref="BTreeDbConnectionStringBuilder"/>.</param>
    public BTreeDbConnection(string? connectionString) => ConnectionString = connectionString;

    /// <summary>Hears notices and warnings of statements, on the thread that runs them.</summary>
    public event EventHandler<BTreeDbNoticeEventArgs>? Notice;

    /// <inheritdoc/>
    [AllowNull]
    public override string ConnectionString
    {
        get => _connectionString;
        set
        {
            if (_session is not null)
                throw new InvalidOperationException("The connection is open.");
            _settings = new(value ?? "");
            _defaultCommandTimeout = null;
            _connectionString = value ?? "";
        }
    }

    /// <summary>The seconds that commands of this connection may take unless they say otherwise.</summary>
    public override int ConnectionTimeout => 0;

    /// <summary>The name of the database: that of the file without folder and extension.</summary>
    public override string Database => Path.GetFileNameWithoutExtension(DataSource);

    /// <inheritdoc/>
    public override string DataSource => _engine?.Path ?? _settings.DataSource;

    /// <summary>The version of this library.</summary>
    public override string ServerVersion => Version;

    /// <inheritdoc/>
    public override ConnectionState State => _session is null ? ConnectionState.Closed : ConnectionState.Open;

    /// <inheritdoc/>
    public override bool CanCreateBatch => false;

    /// <inheritdoc/>
    protected override DbProviderFactory DbProviderFactory => BTreeDbFactory.Instance;

    /// <summary>The engine's side; throws where the connection is closed.</summary>
    internal Session Session
    {
        get
        {
            if (_session is null)
                ProviderErrors.ThrowNotOpen();
            return _session;
        }
    }

    /// <summary>The zone in which points in time are shown as text.</summary>
    internal SessionTimeZone TimeZone => Session.TimeZone;

    /// <summary>What ends a statement that takes too long.</summary>
    internal CommandDeadline Deadline => _deadline!;

    /// <summary>The seconds a command may take unless it says otherwise.</summary>
    internal int DefaultCommandTimeout => _defaultCommandTimeout ??= _settings.CommandTimeout;

    /// <summary>Opens the database, creating it if need be, and starts a session.</summary>
    /// <exception cref="BTreeDbException">
    /// 55006: another process has the file open. XX001: it is no database, or damaged. 58P01: it is missing and
    /// <c>Create=false</c>.
    /// </exception>
    public override void Open()
    {
        if (_session is not null)
            throw new InvalidOperationException("The connection is open.");
        if (_settings.DataSource.Length == 0)
            throw new InvalidOperationException("The connection string names no Data Source.");

        try
        {
            var settings = ConnectionSettings.ToEngineSettings(_settings);
            _engine = DatabaseEngine.Acquire(_settings.DataSource, settings);
            StartSession(_engine, settings);
        }
        catch (Exception e) when (ErrorBoundary.IsForeign(e))
        {
            throw ErrorBoundary.Translate(e);
        }

        OnStateChange(new(ConnectionState.Closed, ConnectionState.Open));
    }

    /// <summary>Ends the session; an open transaction is rolled back.</summary>
    public override void Close()
    {
        if (_session is null)
            return;

        _reader?.Close();
        _transaction?.Abandon();
        _transaction = null;
        _deadline!.Unwatch();
        var session = _session;
        var engine = _engine!;
        _session = null;
        _engine = null;
        try
        {
            try
            {
                session.Dispose();
            }
            finally
            {
                engine.Release();
            }
        }
        catch (Exception e) when (ErrorBoundary.IsForeign(e))
        {
            throw ErrorBoundary.Translate(e);
        }

        OnStateChange(new(ConnectionState.Open, ConnectionState.Closed));
    }

    /// <summary>There is one database for each file: throws <see cref="NotSupportedException"/>.</summary>
    public override void ChangeDatabase(string databaseName) =>
        throw new NotSupportedException("A connection stays with its file.");

    /// <summary>Starts a transaction at snapshot isolation.</summary>
    public new BTreeDbTransaction BeginTransaction() => BeginTransaction(IsolationLevel.Unspecified);

    /// <summary>Starts a transaction.</summary>
    /// <exception cref="BTreeDbException">0A000: the level is not supported.</exception>
    public new BTreeDbTransaction BeginTransaction(IsolationLevel isolationLevel)
    {
        CheckIdle();
        if (_transaction is not null)
            throw new InvalidOperationException("A transaction is open on this connection.");
        try
        {
            Session.Begin(isolationLevel, readOnly: false);
        }
        catch (Exception e) when (ErrorBoundary.IsForeign(e))
        {
            throw ErrorBoundary.Translate(e);
        }

        var level = isolationLevel == IsolationLevel.Unspecified ? IsolationLevel.Snapshot : isolationLevel;
        return _transaction = new(this, level);
    }

    /// <summary>Creates a command of this connection.</summary>
    public new BTreeDbCommand CreateCommand() => new() { Connection = this };

    /// <summary>
    /// Describes the database: <c>MetaDataCollections</c>, <c>Tables</c>, <c>Views</c>, <c>Columns</c>, <c>Indexes</c>,
    /// <c>IndexColumns</c>, <c>Constraints</c>.
    /// </summary>
    public override DataTable GetSchema() => GetSchema(SchemaCollections.MetaDataCollections);

    /// <inheritdoc cref="GetSchema()"/>
    public override DataTable GetSchema(string collectionName) => GetSchema(collectionName, []);

    /// <summary>Describes the database, restricted to a schema, a table and so on, in the order of the columns.</summary>
    public override DataTable GetSchema(string collectionName, string?[] restrictionValues)
    {
        CheckIdle();
        try
        {
            return SchemaCollections.Read(Session.GetCatalog(), collectionName, restrictionValues);
        }
        catch (Exception e) when (ErrorBoundary.IsForeign(e) && e is not ArgumentException)
        {
            throw ErrorBoundary.Translate(e);
        }
    }

    /// <summary>Runs <c>COPY ... FROM STDIN</c> with rows from a stream. All of them are stored, or none.</summary>
    /// <param name="command">The COPY statement.</param>
    /// <param name="source">The rows, in the format that the statement says.</param>
    /// <param name="progress">Is told how many rows have been read, on the calling thread, or null.</param>
    /// <returns>The number of rows stored.</returns>
    /// <exception cref="BTreeDbException">22P04: the text is not of the format; any error of an INSERT.</exception>
    public long CopyFrom(string command, Stream source, IProgress<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Copy(command, new CopyStreams(source, null, progress));
    }

    /// <summary>Runs <c>COPY ... TO STDOUT</c> with a stream for the rows.</summary>
    /// <param name="command">The COPY statement.</param>
    /// <param name="target">Takes the rows, in the format that the statement says.</param>
    /// <param name="progress">Is told how many rows have been written, on the calling thread, or null.</param>
    /// <returns>The number of rows written.</returns>
    public long CopyTo(string command, Stream target, IProgress<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        return Copy(command, new CopyStreams(null, target, progress));
    }

    /// <summary>
    /// Copies the database into a new file while others read and write: what was committed when the copying ended.
    /// The setting <c>backup_max_rate</c> bounds the speed.
    /// </summary>
    /// <param name="path">The new file, which must not exist. It is complete when it is there.</param>
    /// <param name="progress">Is told how far the backup has come, on the calling thread, or null.</param>
    /// <param name="cancellationToken">Ends the backup; nothing is left of the copy.</param>
    /// <exception cref="BTreeDbException">
    /// 58P02: the file exists. XX001: a page is damaged. 53100: the disk is full. 58030: another failure of the disk.
    /// </exception>
    public void BackupDatabase(
        string path, IProgress<BTreeDbBackupProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        CheckIdle();
        try
        {
            Session.Backup(path, progress is null ? null : new BackupProgressRelay(progress), cancellationToken);
        }
        catch (Exception e) when (ErrorBoundary.IsForeign(e))
        {
            throw ErrorBoundary.Translate(e);
        }
    }

    /// <summary>
    /// Makes a backup for <see cref="BTreeDbRestore"/>, while others read and write: of the whole database, or of what has
    /// changed since an earlier one.
    /// </summary>
    /// <param name="path">The new file, which must not exist. It is complete when it is there.</param>
    /// <param name="previous">The backup on which this one builds, or null for one that stands alone.</param>
    /// <param name="progress">Is told how far the backup has come, on the calling thread, or null.</param>
    /// <param name="cancellationToken">Ends the backup; nothing is left of it.</param>
    /// <exception cref="BTreeDbException">
    /// As for <see cref="BackupDatabase"/>. 55000: the previous backup is of another database.
    /// </exception>
    public void BackupBase(
        string path, string? previous = null, IProgress<BTreeDbBackupProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        CheckIdle();
        try
        {
            Session.BackupBase(path, previous, progress is null ? null : new BackupProgressRelay(progress), cancellationToken);
        }
        catch (Exception e) when (ErrorBoundary.IsForeign(e))
        {
            throw ErrorBoundary.Translate(e);
        }
    }

    /// <summary>As <see cref="BackupDatabase"/>, on a thread of the pool. The connection is not used meanwhile.</summary>
    /// <inheritdoc cref="BackupDatabase"/>
    public Task BackupDatabaseAsync(
        string path, IProgress<BTreeDbBackupProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => BackupDatabase(path, progress, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) =>
        BeginTransaction(isolationLevel);

    /// <inheritdoc/>
    protected override DbCommand CreateDbCommand() => CreateCommand();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Close();
        base.Dispose(disposing);
    }

    /// <summary>A session runs one statement at a time: throws while a reader is open.</summary>
    internal void CheckIdle()
    {
        if (_session is null)
            ProviderErrors.ThrowNotOpen();
        if (_reader is not null)
            ProviderErrors.ThrowReaderOpen();
    }

    /// <summary>A reader takes the session until <see cref="ReaderClosed"/>.</summary>
    internal void ReaderOpened(BTreeDbDataReader reader) => _reader = reader;

    /// <summary>The reader has ended.</summary>
    internal void ReaderClosed() => _reader = null;

    /// <summary>Closes the reader that is open, if one is.</summary>
    internal void CloseReader() => _reader?.Close();

    /// <summary>The transaction object is done.</summary>
    internal void TransactionEnded() => _transaction = null;

    private void StartSession(DatabaseEngine engine, EngineSettings settings)
    {
        try
        {
            var session = engine.OpenSession(settings);
            session.NoticeReceived = Announce;
            _deadline = CommandDeadline.Watch(session);
            _session = session;
        }
        catch
        {
            _engine = null;
            engine.Release();
            throw;
        }
    }

    /// <summary>The library's version, without the commit that the build appends.</summary>
    private static string ReadVersion()
    {
        var version = typeof(BTreeDbConnection).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion ?? "0.0.0";
        var plus = version.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? version : version[..plus];
    }

    private void Announce(Notice notice) =>
        Notice?.Invoke(this, new(notice.Severity, notice.SqlState, notice.Message));

    internal long Copy(string text, CopyStreams streams)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        using var command = CreateCommand();
        // The statement is the caller's.
#pragma warning disable CA2100
        command.CommandText = text;
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        Session.CopyStreams = streams;
        try
        {
            return command.ExecuteNonQuery();
        }
        finally
        {
            Session.CopyStreams = CopyStreams.None;
        }
    }
}
