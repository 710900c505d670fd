using System.Linq;
using BTreeDb.Diagnostics;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Recovery;
using BTreeDb.Wal;

namespace BTreeDb.Backups;

/// <summary>
/// Makes a new database of a base backup, incremental ones and log that came later: the pages in the order of the
/// backups, all log that continues that of the last one, and a restart that stops where it is told. The result has an
/// identity of its own and appears under its name only when it is whole.
/// </summary>
internal sealed class DatabaseRestore
{
    private const long RestartPoolBytes = 64L << 20;
    private const int BlockBytes = 1 << 20;

    private readonly IFileSystem _files;
    private readonly RestoreOptions _options;
    private readonly IProgress<BackupProgress>? _progress;
    private readonly CancellationToken _cancellation;

    private DatabaseRestore(
        IFileSystem files, RestoreOptions options, IProgress<BackupProgress>? progress, CancellationToken cancellation)
    {
        _files = files;
        _options = options;
        _progress = progress;
        _cancellation = cancellation;
    }

    private string Temporary => _options.Target + "-restore";

    private string TemporaryLog => StorageEngine.LogPathFor(Temporary);

    /// <summary>Restores.</summary>
    /// <param name="files">Where everything is.</param>
    /// <param name="options">What.</param>
    /// <param name="progress">Is told how many pages are there, or null.</param>
    /// <param name="cancellation">Ends the restore; nothing is left of the new database.</param>
    /// <exception cref="EngineException">
    /// 58P02: the new file exists. 58P01: a backup is missing. XX001: a backup or archived log is damaged. 55000: the
    /// backups do not belong together, or the target cannot be reached. 53100, 58030.
    /// </exception>
    public static void Run(
        IFileSystem files, RestoreOptions options, IProgress<BackupProgress>? progress, CancellationToken cancellation)
    {
        if (files.Exists(options.Target))
            throw BackupErrors.TargetExists(options.Target);
        var restore = new DatabaseRestore(files, options, progress, cancellation);
        try
        {
            restore.Run();
        }
        catch (Exception failure)
        {
            restore.Discard();
            if (failure is IOException io)
                throw FileErrors.Failed("write", options.Target, io);
            throw;
        }
    }

    private void Run()
    {
        var last = WritePages();
        if (_options.TargetLsn != 0 && _options.TargetLsn < last.End)
            throw BackupErrors.TargetWithinBackup(_options.Backups[^1], _options.TargetLsn, last.End);
        var meta = last.Meta;
        meta.LogEpoch = Math.Max(meta.LogEpoch, GatherLog(last));
        WriteMeta(meta);
        StorageEngine.Open(_files, Temporary, new StorageOptions
        {
            CreateIfMissing = false,
            BackgroundCheckpoints = false,
            PoolBytes = RestartPoolBytes,
            Target = new RecoveryTarget(new Lsn(_options.TargetLsn), _options.TargetTicks),
        }).Dispose();
        if (_files.Exists(TemporaryLog))
            throw BackupErrors.NotClosed(Temporary);
        GiveIdentity();
        _files.Rename(Temporary, _options.Target);
    }

    /// <summary>Lays the pages of all backups over each other.</summary>
    /// <returns>The header of the last one.</returns>
    private BaseBackupHeader WritePages()
    {
        using var target = _files.Open(Temporary, FileOpenMode.Create);
        var previous = default(BaseBackupHeader);
        for (var number = 0; number < _options.Backups.Count; number++)
        {
            var path = _options.Backups[number];
            if (!_files.Exists(path))
                throw FileErrors.NotFound(path);
            using var backup = _files.Open(path, FileOpenMode.ReadOnly);
            var header = BaseBackupHeader.Read(backup);
            CheckChain(path, header, previous, isFirst: number == 0);
            target.Allocate((long)header.PageCount * header.Meta.PageSize);
            CopyPages(backup, target, header);
            previous = header;
        }

        target.Sync();
        return previous;
    }

    private static void CheckChain(string path, in BaseBackupHeader header, in BaseBackupHeader previous, bool isFirst)
    {
        if (isFirst && header.Since != 0)
            throw BackupErrors.NoBase(path);
        if (isFirst)
            return;
        if (header.Meta.DatabaseId != previous.Meta.DatabaseId)
            throw BackupErrors.Foreign(path);
        if (header.Since > previous.Start || header.Start < previous.Start)
            throw BackupErrors.Gap(path);
    }

    private void CopyPages(IFile backup, IFile target, in BaseBackupHeader header)
    {
        var bytes = new byte[header.Meta.PageSize];
        for (ulong number = 0; number < header.StoredPages; number++)
        {
            _cancellation.ThrowIfCancellationRequested();
            var offset = BaseBackupHeader.ReservedBytes + ((long)number * bytes.Length);
            if (backup.Read(offset, bytes) < bytes.Length || !PageHeader.IsSealed(bytes)
                || PageHeader.Of(bytes).PageIdValue >= header.PageCount)
                throw BackupErrors.Damaged(backup.Path, $"the page at offset {offset} has a checksum mismatch");
            target.Write((long)PageHeader.Of(bytes).PageIdValue * bytes.Length, bytes);
            if (number % 256 == 0)
                _progress?.Report(new BackupProgress((long)number, (long)header.StoredPages));
        }

        _progress?.Report(new BackupProgress((long)header.StoredPages, (long)header.StoredPages));
    }

    /// <summary>Puts the log of the last backup and what continues it into one log file.</summary>
    /// <returns>The newest epoch in it.</returns>
    private uint GatherLog(in BaseBackupHeader last)
    {
        ExtractLog(last);
        using var log = LogFile.Open(_files, TemporaryLog, last.Meta.DatabaseId, uint.MaxValue);
        uint epoch = 0;
        var slot = new byte[log.SegmentBytes];
        var segment = last.End / (uint)log.PayloadBytes;
        if (_options.ArchiveFolder is { } folder)
        {
            var archive = new LogArchive(_files, folder, last.Meta.DatabaseId);
            for (; archive.Has(segment); segment++)
            {
                _cancellation.ThrowIfCancellationRequested();
                archive.Load(segment, slot);
                epoch = Math.Max(epoch, log.Import(slot));
            }
        }

        if (_options.LogPath is { } path)
            epoch = Math.Max(epoch, ImportLog(log, path, last, slot));
        log.Sync();
        return epoch;
    }

    private void ExtractLog(in BaseBackupHeader last)
    {
        using var backup = _files.Open(_options.Backups[^1], FileOpenMode.ReadOnly);
        using var log = _files.Open(TemporaryLog, FileOpenMode.Create);
        var offset = BaseBackupHeader.ReservedBytes + ((long)last.StoredPages * last.Meta.PageSize);
        var block = new byte[BlockBytes];
        var checksum = Crc32C.Seed;
        for (long done = 0; done < (long)last.LogBytes;)
        {
            var part = block.AsSpan(0, (int)Math.Min(block.Length, (long)last.LogBytes - done));
            if (backup.Read(offset + done, part) < part.Length)
                throw BackupErrors.Damaged(backup.Path, "its end is missing");
            checksum = Crc32C.Append(checksum, part);
            log.Write(done, part);
            done += part.Length;
        }

        if (Crc32C.Finish(checksum) != last.LogChecksum)
            throw BackupErrors.Damaged(backup.Path, "checksum mismatch in its log");
    }

    /// <summary>The log that the lost database left: from the backup's end on it is newer than anything else.</summary>
    private uint ImportLog(LogFile log, string path, in BaseBackupHeader last, byte[] slot)
    {
        if (!_files.Exists(path))
            throw FileErrors.NotFound(path);
        using var left = LogFile.Open(_files, path, last.Meta.DatabaseId, uint.MaxValue, readOnly: true);
        if (left.SegmentBytes != log.SegmentBytes)
            throw BackupErrors.Foreign(path);
        uint epoch = 0;
        var first = last.End / (uint)log.PayloadBytes;
        foreach (var segment in left.SegmentsBelow(ulong.MaxValue).Where(segment => segment >= first))
        {
            left.ReadSlot(segment, slot);
            epoch = Math.Max(epoch, log.Import(slot));
        }

        return epoch;
    }

    private void WriteMeta(MetaPage meta)
    {
        using var target = _files.Open(Temporary, FileOpenMode.Existing);
        var page = new byte[meta.PageSize];
        meta.CleanShutdown = 0;
        meta.Header.PageIdValue = meta.Home.Value;
        MetaPage.Of(page.AsSpan()) = meta;
        PageHeader.Seal(page);
        target.Write((long)meta.Home.Value * page.Length, page);
        target.Sync();
    }

    /// <summary>Log and archive of the old database are none of the new one's.</summary>
    private void GiveIdentity()
    {
        using var file = DatabaseFile.Open(_files, Temporary);
        var meta = file.Meta;
        meta.DatabaseId = Guid.NewGuid();
        // Twice, for there are two copies.
        file.WriteMeta(meta);
        file.WriteMeta(meta);
        file.WithdrawOwner();
    }

    private void Discard()
    {
        try
        {
            _files.Delete(Temporary);
            _files.Delete(TemporaryLog);
        }
        catch (IOException)
        {
            // The first failure is the one to tell; the next restore to that name overwrites the rest.
        }
    }
}
