using System.Globalization;
using System.Diagnostics;
using BTreeDb.Backups;
using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Engine.Plans;
using BTreeDb.Engine.Statistics;
using BTreeDb.Engine.SystemCatalog;
using BTreeDb.Execution.Spilling;
using BTreeDb.Files;
using BTreeDb.Recovery;
using BTreeDb.Tables;
using BTreeDb.Transactions;
using BTreeDb.Wal;
using Microsoft.Extensions.Logging;

namespace BTreeDb.Engine;

/// <summary>
/// An open database: one per file in the process, shared by all who acquire it and closed when the last one releases it.
/// <c>:memory:</c> is private to the caller; <c>:memory:name</c> is shared under that name.
/// </summary>
internal sealed class DatabaseEngine
{
    private const string TemporarySchemaPrefix = "pg_temp_";

    private readonly IFileSystem _files;
    private int _temporarySchemas;

    // Weak, for a session that its user forgets shall not stay for the sake of a list.
    private readonly System.Collections.Concurrent.ConcurrentDictionary<int, WeakReference<Session>> _open = new();
    private int _sessions;
    private readonly StorageEngine _storage;
    private AutomaticAnalysis? _analysis;

    private DatabaseEngine(
        IFileSystem files, string path, EngineSettings settings, StorageOptions options, ILogger logger)
    {
        _files = files;
        Path = path;
        Settings = settings;
        Logger = logger;
        IsInMemory = DatabaseRegistry.IsMemoryName(path);
        _storage = IsInMemory ? StorageEngine.OpenInMemory(options) : StorageEngine.Open(files, path, options);
        try
        {
            Transactions = _storage.Transactions;
            Catalogs = CatalogStore.Open(Transactions, _storage.CatalogTree);
            Catalogs.RowCounts.PoolBytes = settings.BufferPoolBytes;
        }
        catch
        {
            _storage.Dispose();
            throw;
        }

        _storage.Log.SizeExceeded = size => Logger.LogOutgrown(Path, size, Settings.MaxWalSize);
        Tables = new TableStore(Transactions, Catalogs.RowCounts, new IndexExpressionCompiler(Catalogs));
        Transactions.Waits.Names = new LockNames(Catalogs);
        Sequences = new SequenceStore(Catalogs);
        SpillStorage = IsInMemory ? MemorySpillStorage.Instance : new FileSpillStorage(_storage.Temporary!);
    }

    /// <summary>The full path of the file, or the <c>:memory:</c> name.</summary>
    public string Path { get; }

    /// <summary>What the database is called in SQL and in telemetry: the file's name without extension.</summary>
    public string Name => IsInMemory ? "memory" : System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The settings it was opened with.</summary>
    public EngineSettings Settings { get; }

    /// <summary>Where messages go.</summary>
    public ILogger Logger { get; }

    /// <summary>Whether nothing reaches a disk.</summary>
    public bool IsInMemory { get; }

    /// <summary>What is below: file, log, pool and trees.</summary>
    internal StorageEngine Storage => _storage;

    /// <summary>Transactions over the trees.</summary>
    internal TransactionSystem Transactions { get; }

    /// <summary>The catalog.</summary>
    internal CatalogStore Catalogs { get; }

    internal SequenceStore Sequences { get; }

    /// <summary>The open sessions, in no order.</summary>
    internal IEnumerable<Session> Sessions
    {
        get
        {
            foreach (var session in _open.Values)
            {
                if (session.TryGetTarget(out var open))
                    yield return open;
            }
        }
    }

    /// <summary>Takes a session in.</summary>
    internal void Add(Session session) => _open[session.Number] = new WeakReference<Session>(session);

    /// <summary>A session has ended.</summary>
    internal void Remove(Session session) => _open.TryRemove(session.Number, out _);

    /// <summary>A number for a session: its process id, as far as SQL is concerned.</summary>
    internal int NewSessionNumber() => Interlocked.Increment(ref _sessions);

    /// <summary>A name for the temporary schema of a session.</summary>
    internal string NewTemporarySchema() =>
        TemporarySchemaPrefix + Interlocked.Increment(ref _temporarySchemas).ToString(CultureInfo.InvariantCulture);

    /// <summary>Drops the temporary objects of sessions that did not come to their end.</summary>
    internal void DropLeftovers()
    {
        if (Settings.ReadOnly)
            return;
        var names = new List<string>();
        foreach (var schema in Catalogs.Latest.Schemas)
        {
            if (schema.Name.StartsWith(TemporarySchemaPrefix, StringComparison.Ordinal))
                names.Add(schema.Name);
        }

        if (names.Count == 0)
            return;
        using var session = OpenSession();
        session.DropSchemas(names);
    }

    /// <summary>Held by the one transaction that changes the catalog.</summary>
    internal TableLock CatalogLock { get; } = new(relation: 0);

    /// <summary>The tables.</summary>
    internal TableStore Tables { get; }

    /// <summary>Parsed texts and plans.</summary>
    internal PlanCache Plans { get; } = new();

    /// <summary>Temporary files.</summary>
    internal ISpillStorage SpillStorage { get; }

    /// <summary>Opens a database, or joins those who have it open. Balanced by <see cref="Release"/>.</summary>
    public static DatabaseEngine Acquire(string path, EngineSettings settings) => DatabaseRegistry.Acquire(path, settings);

    /// <summary>Opens a database for the caller alone, who closes it; for the registry and for tests.</summary>
    internal static DatabaseEngine Open(IFileSystem files, string path, EngineSettings settings) =>
        Open(files, path, settings, MakeOptions(settings));

    /// <summary>As above, with storage set up as a test needs it.</summary>
    internal static DatabaseEngine Open(IFileSystem files, string path, EngineSettings settings, StorageOptions options)
    {
        var logger = settings.LoggerFactory.CreateLogger("BTreeDb.Engine");
        var started = Stopwatch.GetTimestamp();
        using var activity = Telemetry.StartOpen(path);

        // A clean close removes the log.
        var recovers = files.Exists(StorageEngine.LogPathFor(path));
        try
        {
            var engine = new DatabaseEngine(files, path, settings, options, logger);
            Telemetry.CountOpened();
            EngineGauges.Add(engine);
            engine.DropLeftovers();
            if (settings.AnalyzeInterval > TimeSpan.Zero && !settings.ReadOnly)
                engine._analysis = AutomaticAnalysis.Start(engine, settings.AnalyzeInterval);
            if (recovers)
                logger.RecoveryFinished(path);
            logger.DatabaseOpened(path, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            return engine;
        }
        catch (Exception failure)
        {
            activity?.SetStatus(ActivityStatusCode.Error);
            logger.DatabaseOpenFailed(path, failure);
            throw;
        }
    }

    /// <summary>Opens a session with the engine's default settings.</summary>
    public Session OpenSession() => OpenSession(Settings);

    /// <summary>Opens a session with defaults of its own.</summary>
    public Session OpenSession(EngineSettings sessionDefaults) => new(this, sessionDefaults);

    /// <summary>Gives up one acquisition; the last one closes the database.</summary>
    public void Release() => DatabaseRegistry.Release(this);

    /// <summary>Writes everything to the file now.</summary>
    public void Checkpoint() => _storage.Checkpointer.Run();

    /// <summary>Copies the database, as it is when the copying ends, into a new file on disk, while others go on.</summary>
    public void Backup(string path, long bytesPerSecond, IProgress<BackupProgress>? progress, CancellationToken cancellation)
    {
        DatabaseBackup.Run(_storage, _files, FullPath(path), new BackupThrottle(bytesPerSecond), progress, cancellation);
    }

    /// <summary>Makes a backup for restores to a point in time, on top of an earlier one if there is one.</summary>
    public void BackupBase(
        string path, string? previous, long bytesPerSecond, IProgress<BackupProgress>? progress, CancellationToken cancellation) =>
        BaseBackup.Run(
            _storage, _files, FullPath(path), previous is null ? null : FullPath(previous), new BackupThrottle(bytesPerSecond),
            progress, cancellation);

    /// <summary>Saves the row-count estimates. They are only estimates: an error is logged and forgotten.</summary>
    internal void SaveRowCounts()
    {
        if (Settings.ReadOnly || _storage.Log.IsPoisoned)
            return;
        try
        {
            Catalogs.SaveRowCounts();
        }
        catch (EngineException failure)
        {
            if (failure.SqlState is not (SqlState.LockNotAvailable or SqlState.SerializationFailure))
                Logger.RowCountsNotSaved(failure);
        }
    }

    private void SaveSequences()
    {
        if (!Settings.ReadOnly && !_storage.Log.IsPoisoned)
            Sequences.SaveAll();
    }

    /// <summary>Closes the database. All sessions are closed.</summary>
    internal void Close()
    {
        EngineGauges.Remove(this);
        try
        {
            _analysis?.Dispose();
            SaveRowCounts();
            SaveSequences();
            _storage.Dispose();
            Logger.DatabaseClosed(Path);
        }
        catch (Exception failure)
        {
            Logger.DatabaseCloseFailed(Path, failure);
            throw;
        }
        finally
        {
            Telemetry.CountClosed();
        }
    }

    /// <summary>Ends as a killed process would: nothing more is written. For tests.</summary>
    internal void Abandon()
    {
        EngineGauges.Remove(this);
        _analysis?.Dispose();
        _storage.Abandon();
        Telemetry.CountClosed();
    }

    private string FullPath(string path) => _files is RealFileSystem ? System.IO.Path.GetFullPath(path) : path;

    private static StorageOptions MakeOptions(EngineSettings settings) => new()
    {
        PageSize = settings.PageSize,
        PoolBytes = settings.BufferPoolBytes,
        VersionBytes = settings.VersionMemoryBytes,
        ArchiveFolder = settings.WalArchive,
        CheckpointInterval = settings.CheckpointTimeout,
        CheckpointShare = settings.CheckpointCompletionTarget,
        CreateIfMissing = !settings.MustExist && !settings.ReadOnly,
        Wal = new WalOptions
        {
            MaxBytes = settings.MaxWalSize,
            LimitBytes = settings.WalSizeLimit,
            CheckpointBytes = Math.Min(settings.CheckpointWalSize, settings.MaxWalSize / 4),
            Durability = settings.Durability switch
            {
                DurabilityMode.Full => Durability.Full,
                DurabilityMode.Normal => Durability.Normal,
                _ => Durability.Off,
            },
        },
    };
}
