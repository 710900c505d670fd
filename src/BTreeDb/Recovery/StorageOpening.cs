using System.Diagnostics;
using BTreeDb.Buffers;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Trees;
using BTreeDb.Wal;

namespace BTreeDb.Recovery;

/// <summary>
/// Opens a database: creates the file if there is none; after a clean close starts a fresh log; otherwise repeats and
/// rolls back what the log says. Whatever fails, everything is closed again.
/// </summary>
internal sealed class StorageOpening
{
    private readonly IFileSystem _files;
    private readonly string _path;
    private readonly StorageOptions _options;
    private readonly Func<TreeStore, ILogicalUndo> _undoOver;
    private readonly Stack<IDisposable> _opened = new();
    private RestartReport? _restart;

    /// <summary>Prepares an opening.</summary>
    public StorageOpening(
        IFileSystem files, string path, StorageOptions options, Func<TreeStore, ILogicalUndo> undoOver)
    {
        _files = files;
        _path = path;
        _options = options;
        _undoOver = undoOver;
    }

    private string LogPath => StorageEngine.LogPathFor(_path);

    /// <summary>Opens the database.</summary>
    public StorageEngine Run()
    {
        try
        {
            if (_options.CreateIfMissing && IsMissingOrEmpty())
                Create();
            return OpenExisting();
        }
        catch
        {
            CloseAll();
            throw;
        }
    }

    private void CloseAll()
    {
        while (_opened.TryPop(out var opened))
        {
            // While the lock is still ours.
            if (opened is DatabaseFile file)
                file.WithdrawOwner();
            opened.Dispose();
        }
    }

    private bool IsMissingOrEmpty()
    {
        if (!_files.Exists(_path))
            return true;
        try
        {
            using var file = _files.Open(_path, FileOpenMode.ReadOnly);
            return file.Length == 0;
        }
        catch (IOException)
        {
            // Opening it in earnest will tell what is wrong.
            return false;
        }
    }

    private void Create()
    {
        // The format has smaller pages, which only tests of trees use.
        if (_options.PageSize < StorageOptions.PageSizeMin)
            throw FileErrors.InvalidPageSize(_options.PageSize);
        DatabaseFile.Create(
            _files, _path, _options.PageSize, Guid.NewGuid(), static (page, bytes) => TreeStore.FormatInitialPage(page, bytes));
    }

    private StorageEngine OpenExisting()
    {
        var file = Keep(DatabaseFile.Open(_files, _path));
        var meta = file.Meta;
        var isClean = meta.CleanShutdown != 0;
        var logFile = isClean ? CreateLogFile(meta) : OpenLogFile(meta);
        var log = Keep(new WriteAheadLog(logFile, file.PageSize, _options.Wal));
        if (_options.ArchiveFolder is { } folder)
            log.Archive = new LogArchive(_files, folder, meta.DatabaseId);
        var pool = Keep(new BufferPool(file, log, _options.PoolBytes));
        var trees = new TreeStore(file, pool, log);
        var next = isClean
            ? BeginFreshLog(file, log)
            : Recover(file, logFile, log, pool, trees);
        return new StorageEngine(_files, _options, file, log, pool, trees, next, _restart);
    }

    private LogFile CreateLogFile(in MetaPage meta)
    {
        try
        {
            return Keep(LogFile.Create(_files, LogPath, meta.DatabaseId, _options.Wal.SegmentBytes));
        }
        catch (IOException failure)
        {
            throw FileErrors.Failed("create", LogPath, failure);
        }
    }

    private LogFile OpenLogFile(in MetaPage meta)
    {
        if (!_files.Exists(LogPath))
            throw WalErrors.Missing(LogPath);
        try
        {
            var file = Keep(LogFile.Open(_files, LogPath, meta.DatabaseId, meta.LogEpoch));
            // What we are going to read may be only in the operating system's memory, if just the process had died.
            file.Sync();
            return file;
        }
        catch (IOException failure)
        {
            throw FileErrors.CouldNot("open", LogPath, failure);
        }
    }

    /// <summary>After a clean close: no record is needed, and the log starts above every page's LSN.</summary>
    private static TransactionId BeginFreshLog(DatabaseFile file, WriteAheadLog log)
    {
        var meta = file.Meta;
        meta.LogEpoch++;
        var first = log.BeginEpoch(meta.LogEpoch, new Lsn(meta.RedoLsn), meta.NextTransactionId - 1);
        meta.RedoLsn = first.Value;
        meta.CheckpointLsn = 0;
        meta.CleanShutdown = 0;
        file.WriteMeta(meta);
        return new TransactionId(meta.NextTransactionId);
    }

    private TransactionId Recover(DatabaseFile file, LogFile logFile, WriteAheadLog log, BufferPool pool, TreeStore trees)
    {
        var started = Stopwatch.GetTimestamp();
        var redo = new RedoPass(pool, logFile, new TreeRedo());
        var meta = file.Meta;
        var end = redo.Run(new Lsn(meta.RedoLsn), _options.Target);
        // A position is met, too, when nothing comes behind it.
        if (_options.Target.IsSet && !redo.HasReachedTarget && end != _options.Target.Lsn)
            throw RecoveryErrors.TargetNotReached(LogPath, end);
        var next = Math.Max(meta.NextTransactionId, redo.State.HighestId + 1);
        var repeated = Stopwatch.GetElapsedTime(started);
        // The epoch is made durable before it is used: should this restart crash too, the next one takes another, and
        // no record of this one that was never synced can pass for a record of that one (R2).
        meta.LogEpoch++;
        file.WriteMeta(meta);
        var reclaims = redo.State.Reclaims.ToList();
        log.BeginEpoch(meta.LogEpoch, end, next - 1, reclaims);
        var undo = new UndoPass(log, _undoOver(trees));
        var losers = redo.State.Active.ToList();
        undo.Run(losers);
        undo.Reclaim(reclaims);
        var undone = Stopwatch.GetElapsedTime(started);
        var redoBytes = (long)(end.Value - Math.Min(meta.RedoLsn, end.Value));
        new Checkpointer(file, log, pool).Run(CheckpointReason.Recovery);
        _restart = new RestartReport(
            redoBytes, redo.RecordCount, losers.Count, repeated, undone - repeated, Stopwatch.GetElapsedTime(started) - undone);
        return new TransactionId(next);
    }

    private T Keep<T>(T opened)
        where T : IDisposable
    {
        _opened.Push(opened);
        return opened;
    }
}
