using BTreeDb.Diagnostics;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Recovery;

namespace BTreeDb.Backups;

/// <summary>
/// Copies an open database while others write: pages one by one as they are, then the log since a checkpoint that was
/// taken before, and a restart on the copy makes it what the database was when the log was copied. The copy ends as a
/// single, cleanly closed file that appears under its name only then.
/// </summary>
internal sealed class DatabaseBackup
{
    private const long RestartPoolBytes = 32L << 20;
    private const uint PagesPerReport = 256;

    private readonly StorageEngine _storage;
    private readonly IFileSystem _files;
    private readonly string _path;
    private readonly BackupThrottle _throttle;
    private readonly IProgress<BackupProgress>? _progress;
    private readonly CancellationToken _cancellation;

    private DatabaseBackup(
        StorageEngine storage, IFileSystem files, string path, BackupThrottle throttle, IProgress<BackupProgress>? progress,
        CancellationToken cancellation)
    {
        _storage = storage;
        _files = files;
        _path = path;
        _throttle = throttle;
        _progress = progress;
        _cancellation = cancellation;
    }

    private string Temporary => _path + "-backup";

    /// <summary>Makes a backup.</summary>
    /// <param name="storage">The open database.</param>
    /// <param name="files">Where the copy goes.</param>
    /// <param name="path">The copy's name; it must not exist.</param>
    /// <param name="throttle">How fast.</param>
    /// <param name="progress">Is told how far it has come, or null.</param>
    /// <param name="cancellation">Ends the backup; nothing is left of the copy.</param>
    /// <exception cref="EngineException">
    /// 58P02: the file exists. XX001: a page that is in use is damaged. 53100: the disk is full. 58030: other failures.
    /// </exception>
    public static void Run(
        StorageEngine storage, IFileSystem files, string path, BackupThrottle throttle, IProgress<BackupProgress>? progress,
        CancellationToken cancellation)
    {
        if (storage.Log.Discards)
            throw BackupErrors.NoLog();
        if (files.Exists(path))
            throw BackupErrors.TargetExists(path);
        var backup = new DatabaseBackup(storage, files, path, throttle, progress, cancellation);
        try
        {
            backup.Copy();
            backup.Restart();
            files.Rename(backup.Temporary, path);
        }
        catch (Exception failure)
        {
            backup.Discard();
            if (failure is IOException io)
                throw FileErrors.Failed("write", path, io);
            throw;
        }
    }

    private void Copy()
    {
        var hold = _storage.Checkpointer.RunAndHold(out var meta);
        try
        {
            using var target = _files.Open(Temporary, FileOpenMode.Create);
            var count = _storage.File.PageCount;
            target.Allocate((long)count * _storage.File.PageSize);
            CopyPages(target, count);
            // Behind the pages: whatever a copied page has seen is in it (invariant U1).
            _storage.Log.CopyTo(_files, StorageEngine.LogPathFor(Temporary), meta.DatabaseId, hold);
            WriteMeta(target, meta);
            target.Sync();
        }
        finally
        {
            _storage.Log.EndHold(hold);
        }
    }

    private void CopyPages(IFile target, uint count)
    {
        var copier = new PageCopier(_storage);
        var bytes = new byte[_storage.File.PageSize];
        for (var number = DatabaseFile.FirstAllocationMap.Value; number < count; number++)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (copier.TryCopy(new PageId(number), bytes))
            {
                target.Write((long)number * bytes.Length, bytes);
                _throttle.Pace(bytes.Length, _cancellation);
            }

            if (number % PagesPerReport == 0)
                _progress?.Report(new BackupProgress(number, count));
        }

        _progress?.Report(new BackupProgress(count, count));
    }

    /// <summary>The copy starts as the database would after a crash: from the checkpoint.</summary>
    private static void WriteMeta(IFile target, MetaPage meta)
    {
        var page = new byte[meta.PageSize];
        meta.CleanShutdown = 0;
        meta.Header.PageIdValue = meta.Home.Value;
        MetaPage.Of(page.AsSpan()) = meta;
        PageHeader.Seal(page);
        target.Write((long)meta.Home.Value * page.Length, page);
    }

    /// <summary>Repeats the log on the copy, takes back what was running, and closes it, which deletes the log.</summary>
    private void Restart()
    {
        _cancellation.ThrowIfCancellationRequested();
        StorageEngine.Open(_files, Temporary, new StorageOptions
        {
            CreateIfMissing = false,
            BackgroundCheckpoints = false,
            PoolBytes = RestartPoolBytes,
        }).Dispose();
        if (_files.Exists(StorageEngine.LogPathFor(Temporary)))
            throw BackupErrors.NotClosed(Temporary);
    }

    private void Discard()
    {
        try
        {
            _files.Delete(Temporary);
            _files.Delete(StorageEngine.LogPathFor(Temporary));
        }
        catch (IOException)
        {
            // The first failure is the one to tell; the next backup of that name overwrites the rest.
        }
    }
}
