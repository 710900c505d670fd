using BTreeDb.Diagnostics;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Recovery;

namespace BTreeDb.Backups;

/// <summary>
/// Makes backups for restores to a point in time: pages as they are, one by one, while others write, and the log that
/// makes them consistent. Nothing is rolled back in it, so that more log can follow. An incremental one has only the pages
/// that have changed since an earlier one began.
/// </summary>
internal sealed class BaseBackup
{
    private const uint PagesPerReport = 256;
    private const int BlockBytes = 1 << 20;

    private readonly StorageEngine _storage;
    private readonly IFileSystem _files;
    private readonly string _path;
    private readonly BackupThrottle _throttle;
    private readonly IProgress<BackupProgress>? _progress;
    private readonly CancellationToken _cancellation;

    private BaseBackup(
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
    /// <param name="files">Where the backup goes.</param>
    /// <param name="path">Its name; it must not exist.</param>
    /// <param name="previous">The backup on which this one builds; null for one that stands alone.</param>
    /// <param name="throttle">How fast.</param>
    /// <param name="progress">Is told how far it has come, or null.</param>
    /// <param name="cancellation">Ends the backup; nothing is left of it.</param>
    /// <exception cref="EngineException">As for <see cref="DatabaseBackup.Run"/>; 55000: the previous one is of another
    /// database.</exception>
    public static void Run(
        StorageEngine storage, IFileSystem files, string path, string? previous, BackupThrottle throttle,
        IProgress<BackupProgress>? progress, CancellationToken cancellation)
    {
        if (storage.Log.Discards)
            throw BackupErrors.NoLog();
        if (files.Exists(path))
            throw BackupErrors.TargetExists(path);
        var backup = new BaseBackup(storage, files, path, throttle, progress, cancellation);
        try
        {
            backup.Write(previous is null ? 0 : backup.StartOf(previous));
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

    private ulong StartOf(string previous)
    {
        if (!_files.Exists(previous))
            throw FileErrors.NotFound(previous);
        using var file = _files.Open(previous, FileOpenMode.ReadOnly);
        var header = BaseBackupHeader.Read(file);
        if (header.Meta.DatabaseId != _storage.File.Meta.DatabaseId)
            throw BackupErrors.Foreign(previous);
        return header.Start;
    }

    private void Write(ulong since)
    {
        var hold = _storage.Checkpointer.RunAndHold(out var meta);
        try
        {
            using var target = _files.Open(Temporary, FileOpenMode.Create);
            var header = new BaseBackupHeader
            {
                Since = since,
                Start = meta.RedoLsn,
                PageCount = _storage.File.PageCount,
                Meta = meta,
            };
            header.StoredPages = WritePages(target, header.PageCount, since);
            // Behind the pages: whatever a copied page has seen is in it (invariant U1).
            header.End = _storage.Log.End.Value;
            _storage.Log.CopyTo(_files, StorageEngine.LogPathFor(Temporary), meta.DatabaseId, hold);
            AppendLog(target, BaseBackupHeader.ReservedBytes + ((long)header.StoredPages * _storage.File.PageSize), ref header);
            target.Write(0, BaseBackupHeader.Encode(header));
            target.Sync();
        }
        finally
        {
            _storage.Log.EndHold(hold);
        }

        _files.Delete(StorageEngine.LogPathFor(Temporary));
    }

    private ulong WritePages(IFile target, uint count, ulong since)
    {
        var copier = new PageCopier(_storage);
        var bytes = new byte[_storage.File.PageSize];
        ulong stored = 0;
        for (var number = DatabaseFile.FirstAllocationMap.Value; number < count; number++)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (copier.TryCopy(new PageId(number), bytes) && PageHeader.Of(bytes).Lsn.Value >= since)
            {
                target.Write(BaseBackupHeader.ReservedBytes + ((long)stored * bytes.Length), bytes);
                stored++;
                _throttle.Pace(bytes.Length, _cancellation);
            }

            if (number % PagesPerReport == 0)
                _progress?.Report(new BackupProgress(number, count));
        }

        _progress?.Report(new BackupProgress(count, count));
        return stored;
    }

    private void AppendLog(IFile target, long offset, ref BaseBackupHeader header)
    {
        using var log = _files.Open(StorageEngine.LogPathFor(Temporary), FileOpenMode.ReadOnly);
        var block = new byte[BlockBytes];
        var checksum = Crc32C.Seed;
        for (long done = 0; done < log.Length;)
        {
            var read = log.Read(done, block);
            target.Write(offset + done, block.AsSpan(0, read));
            checksum = Crc32C.Append(checksum, block.AsSpan(0, read));
            done += read;
        }

        header.LogBytes = (ulong)log.Length;
        header.LogChecksum = Crc32C.Finish(checksum);
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
