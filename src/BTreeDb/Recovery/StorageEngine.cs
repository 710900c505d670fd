using BTreeDb.Buffers;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Transactions;
using BTreeDb.Trees;
using BTreeDb.Wal;

namespace BTreeDb.Recovery;

/// <summary>
/// The open storage of one database: file, log, pool and trees, put together, recovered, and kept in check by
/// checkpoints. Owns all of them.
/// </summary>
internal sealed class StorageEngine : IDisposable
{
    private readonly IFileSystem _files;
    private readonly CheckpointThread? _checkpointThread;
    private readonly PageCleaner? _pageCleaner;
    private bool _disposed;

    /// <summary>Takes over opened parts.</summary>
    internal StorageEngine(
        IFileSystem files, StorageOptions options, DatabaseFile file, WriteAheadLog log, BufferPool pool, TreeStore trees,
        TransactionId nextTransactionId, RestartReport? restart)
    {
        _files = files;
        Restart = restart;
        File = file;
        Log = log;
        Pool = pool;
        Trees = trees;
        Temporary = log.Discards ? null : new TemporaryFiles(files, file.Path);
        Temporary?.DeleteLeftovers();
        Transactions = new TransactionSystem(
            trees, nextTransactionId, Temporary is null ? null : new VersionBudget(Temporary, options.VersionBytes));
        Checkpointer = new Checkpointer(file, log, pool);
        if (!options.BackgroundCheckpoints)
            return;
        _pageCleaner = new PageCleaner(pool, log);
        _checkpointThread = new CheckpointThread(Checkpointer, log, options.CheckpointInterval, options.CheckpointShare);
    }

    /// <summary>The database file.</summary>
    public DatabaseFile File { get; }

    /// <summary>The write-ahead log.</summary>
    public WriteAheadLog Log { get; }

    /// <summary>The pages in memory.</summary>
    public BufferPool Pool { get; }

    /// <summary>What trees need.</summary>
    public TreeStore Trees { get; }

    /// <summary>Begins and ends transactions.</summary>
    public TransactionSystem Transactions { get; }

    /// <summary>What the restart has done that opening took; null after a clean close.</summary>
    public RestartReport? Restart { get; }

    /// <summary>Temporary files beside the database; null where nothing is on disk.</summary>
    public TemporaryFiles? Temporary { get; }

    /// <summary>The tree that the layer above keeps its catalog in.</summary>
    public TreeId CatalogTree => new(File.Meta.CatalogTree);

    /// <summary>Takes checkpoints on demand.</summary>
    public Checkpointer Checkpointer { get; }

    /// <summary>Opens a database, creating or recovering it as needed.</summary>
    /// <exception cref="Diagnostics.EngineException">The database cannot be opened; the message says why.</exception>
    public static StorageEngine Open(IFileSystem files, string path, StorageOptions options) =>
        Open(files, path, options, static trees => new ChangeUndo(trees));

    /// <summary>
    /// Opens a new database that lives in memory and ends with the engine: the same trees and transactions over files in
    /// memory, with a log that only counts.
    /// </summary>
    public static StorageEngine OpenInMemory(StorageOptions options) => Open(
        new MemoryFileSystem(),
        ":memory:",
        options with
        {
            BackgroundCheckpoints = false,
            Wal = options.Wal with { Discards = true, FullPageImages = false, Durability = Durability.Off },
        });

    /// <summary>As above, with another way to take changes back: for tests of what is below Transactions.</summary>
    internal static StorageEngine Open(
        IFileSystem files, string path, StorageOptions options, Func<TreeStore, ILogicalUndo> undoOver) =>
        new StorageOpening(files, path, options, undoOver).Run();

    /// <summary>The name of a database's log.</summary>
    public static string LogPathFor(string databasePath) => databasePath + "-wal";

    /// <summary>
    /// Closes the database. When all transactions have ended and the log is sound, everything goes into the database
    /// file and the log is removed; otherwise the next opening recovers. The caller has stopped all activity.
    /// </summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        try
        {
            StopThreads();
            // Nobody reads any more, so this frees everything that was kept for old snapshots.
            Transactions.Dispose();
            if (!Log.IsPoisoned && !Log.Discards && Log.IsSettled)
                CloseCleanly();
        }
        finally
        {
            File.WithdrawOwner();
            Release();
        }
    }

    /// <summary>Lets go of everything as a crash would: nothing more is written. For tests.</summary>
    internal void Abandon()
    {
        if (_disposed)
            return;
        _disposed = true;
        Log.Poison(new IOException("the database was abandoned"));
        StopThreads();
        Transactions.Dispose();
        Release();
    }

    private void StopThreads()
    {
        _checkpointThread?.Dispose();
        _pageCleaner?.Dispose();
    }

    private void CloseCleanly()
    {
        Checkpointer.RunForCleanShutdown();
        Log.Dispose();
        try
        {
            _files.Delete(LogPathFor(File.Path));
        }
        catch (IOException)
        {
            // The meta page says that the log is not needed; the next opening replaces it.
        }
    }

    private void Release()
    {
        Log.Dispose();
        Pool.Dispose();
        File.Dispose();
    }
}
