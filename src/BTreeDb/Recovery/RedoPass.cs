using BTreeDb.Buffers;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Wal;

namespace BTreeDb.Recovery;

/// <summary>
/// The first part of restart: repeats history from the redo position to the log's end, so that every page is as it was
/// at the crash, and finds out which transactions were running then. A page that holds a record's change already is
/// left alone; a full image overwrites whatever is there, so torn pages heal.
/// </summary>
internal sealed class RedoPass
{
    private readonly BufferPool _pool;
    private readonly LogFile _log;
    private readonly IPageRedo _redo;

    /// <summary>Prepares the pass.</summary>
    public RedoPass(BufferPool pool, LogFile log, IPageRedo redo)
    {
        _pool = pool;
        _log = log;
        _redo = redo;
    }

    /// <summary>What the log says about transactions at its end.</summary>
    public LogState State { get; } = new();

    /// <summary>The records read.</summary>
    public long RecordCount { get; private set; }

    /// <summary>Whether the target was met before the log ended.</summary>
    public bool HasReachedTarget { get; private set; }

    /// <summary>Repeats everything from a position to a target, or to the end.</summary>
    /// <returns>Where the log ends, or what does not count begins.</returns>
    public Lsn Run(Lsn start, RecoveryTarget target = default)
    {
        var reader = new LogReader(_log, start);
        while (reader.TryReadNext(out var record))
        {
            if (target.IsReached(record))
            {
                HasReachedTarget = true;
                return record.Lsn;
            }

            RecordCount++;
            if (record.Lsn == start && record.Kind == LogRecordKind.CheckpointBegin && !State.TryDecode(record.Undo))
                throw RecoveryErrors.BadCheckpoint(_log.Path, record.Lsn);
            State.Note(record.Kind, record.Transaction, record.Lsn, record.Undo);
            Repeat(record);
        }

        return reader.Position;
    }

    private void Repeat(in LogRecord record)
    {
        var index = 0;
        foreach (var change in record.Changes)
        {
            if (!IsRepeated(record, change.Page, index))
                RepeatPage(record, change, index);
            index++;
        }
    }

    /// <summary>Whether an earlier change of the record concerns the same page, so that this one is done already.</summary>
    private static bool IsRepeated(in LogRecord record, PageId page, int index)
    {
        foreach (var earlier in record.Changes)
        {
            if (index-- == 0)
                return false;
            if (earlier.Page == page)
                return true;
        }

        return false;
    }

    /// <summary>
    /// Applies all changes of the record to one page under one latch: the page must never be written with half of them
    /// and the record's LSN.
    /// </summary>
    private void RepeatPage(in LogRecord record, in PageChange first, int index)
    {
        using var guard = first.Flags == PageChangeFlags.None
            ? _pool.LatchExclusive(first.Page)
            : _pool.LatchNew(first.Page);
        if (first.Flags == PageChangeFlags.None && guard.Lsn >= record.Lsn)
            return;
        foreach (var change in record.Changes)
        {
            if (index-- <= 0 && change.Page == first.Page)
                Apply(record.Lsn, change, guard.Bytes);
        }

        guard.MarkDirty(record.Lsn);
    }

    private void Apply(Lsn lsn, in PageChange change, Span<byte> page)
    {
        if ((change.Flags & PageChangeFlags.FullImage) == 0)
        {
            _redo.Apply(change.Operation, change.Page, page, change.Payload);
            return;
        }

        if (!PageImage.TryRestore(change.Payload, page) || PageHeader.Of(page).PageIdValue != change.Page.Value)
            throw RecoveryErrors.BadImage(_log.Path, change.Page, lsn);
    }
}
