using BTreeDb.Diagnostics;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Wal;

namespace BTreeDb.Buffers;

/// <summary>Writes changed pages from their frames to the file, log first (B5).</summary>
internal sealed unsafe class PageWriting
{
    /// <summary>The most pages that one call writes.</summary>
    private const int RunPagesMax = 32;

    /// <summary>The share of the pool, and the most pages, that are cleaned ahead of the hand.</summary>
    private const int AheadShare = 8;
    private const int AheadPagesMax = 512;

    /// <summary>A miss leaves so many dirty pages to the cleaner before it writes one: who is so far behind needs help.</summary>
    private const int LeftToCleanerMax = 4;

    /// <summary>All changes lie before it.</summary>
    private static readonly Lsn Anywhere = new(ulong.MaxValue);
    private readonly DatabaseFile _file;
    private readonly WriteAheadLog _log;
    private readonly BufferFrame* _frames;
    private readonly EvictionOrder _order;
    private readonly int _pageSize;
    private readonly PageTable _table;
    private readonly ulong[] _ahead;
    private long _writes;
    private long _cleaned;
    private long _quietUntil = long.MaxValue;

    /// <summary>Writes pages of the frames that an order knows.</summary>
    public PageWriting(
        DatabaseFile file, WriteAheadLog log, BufferFrame* frames, int frameCount, PageTable table, EvictionOrder order)
    {
        _table = table;
        _ahead = new ulong[Math.Min(frameCount / AheadShare, AheadPagesMax)];
        _file = file;
        _log = log;
        _frames = frames;
        _order = order;
        _pageSize = file.PageSize;
    }

    /// <summary>Pages written to the file so far.</summary>
    public long Writes => Interlocked.Read(ref _writes);

    /// <summary>Those of them that were written ahead of the eviction.</summary>
    public long Cleaned => Interlocked.Read(ref _cleaned);

    /// <summary>
    /// Whether the page is dirty with a change that is not durable yet. Asked without the latch: it only ranks victims,
    /// so that readers seldom wait for what writers do.
    /// </summary>
    private bool NeedsSync(BufferFrame* frame) => frame->Dirty != 0 && _log.DurableEnd <= frame->Header.Lsn;

    /// <summary>
    /// Called when a frame is wanted and its page is dirty, or when many were emptied since pages were cleaned; null if nobody
    /// cleans pages ahead. Must not block.
    /// </summary>
    public Action? CleaningWanted { get; set; }

    /// <summary>Frames emptied up to which nobody needs to clean ahead.</summary>
    public long QuietUntil => Volatile.Read(ref _quietUntil);

    /// <summary>
    /// Whether a frame is better passed over, as long as there are others: its page is dirty, and somebody else is about to write
    /// it or writing it would wait for the log.
    /// </summary>
    /// <param name="frame">The frame.</param>
    /// <param name="passed">So many have been passed over for the same page.</param>
    public bool ShouldPassOver(BufferFrame* frame, int passed)
    {
        if (frame->Dirty == 0)
            return false;
        if (CleaningWanted is not { } wanted)
            return NeedsSync(frame);
        wanted();
        return passed < LeftToCleanerMax || NeedsSync(frame);
    }

    /// <summary>Writes a dirty page if no writer holds it, and with it what is dirty beside it and needs no sync of the log.</summary>
    public bool TryClean(BufferFrame* frame)
    {
        // A log that has failed can never make the page's change durable, so the page must stay.
        if (_log.IsPoisoned || !frame->Latch.TryLatchShared())
            return false;
        try
        {
            if (frame->Dirty != 0)
                WriteRun(frame, Anywhere, mayWait: false);
            return true;
        }
        catch (EngineException) when (_log.IsPoisoned)
        {
            return false;
        }
        finally
        {
            frame->Latch.UnlatchShared();
        }
    }

    /// <summary>As <see cref="BufferPool.WriteDirtyPages"/> says.</summary>
    public int WriteDirtyPages(Lsn before, IWritePacing? pacing, CancellationToken cancellation)
    {
        var written = 0;
        var suspects = CollectSuspects();
        for (var i = 0; i < suspects.Count; i++)
        {
            pacing?.Pace(i, suspects.Count);
            cancellation.ThrowIfCancellationRequested();
            var frame = _frames + (uint)suspects[i];
            frame->Latch.LatchShared();
            try
            {
                // A neighbour may have taken it along.
                if (frame->Dirty != 0 && frame->FirstDirtyLsn < before.Value)
                    written += WriteRun(frame, before, mayWait: true);
            }
            finally
            {
                frame->Latch.UnlatchShared();
            }
        }

        return written;
    }

    /// <summary>
    /// Writes the dirty pages among those that will be evicted next, so that misses need not. One thread at a time.
    /// </summary>
    /// <param name="evictions">Frames emptied so far.</param>
    /// <returns>The number of pages written.</returns>
    public int CleanAhead(long evictions)
    {
        var count = _order.CollectDirtyAhead(_ahead);
        var suspects = _ahead.AsSpan(0, count);
        foreach (ref var suspect in suspects)
            suspect |= (ulong)_frames[(uint)suspect].PageIdValue << 32;
        suspects.Sort();
        var written = 0;
        foreach (var suspect in suspects)
        {
            var frame = _frames + (uint)suspect;
            if (frame->Dirty == 0 || !frame->Latch.TryLatchShared())
                continue;
            try
            {
                if (frame->Dirty != 0)
                    written += WriteRun(frame, Anywhere, mayWait: true);
            }
            finally
            {
                frame->Latch.UnlatchShared();
            }
        }

        Interlocked.Add(ref _cleaned, written);
        Volatile.Write(ref _quietUntil, written == 0 ? long.MaxValue : evictions + (_ahead.Length / 2));
        return written;
    }

    /// <summary>The pages that differ from the file right now.</summary>
    public int CountDirtyPages()
    {
        var count = 0;
        for (var index = 0; index < _order.UsedFrames; index++)
            count += _frames[index].Dirty;
        return count;
    }

    /// <summary>
    /// Writes a page that the caller has latched shared, and its dirty neighbours, with one call, log first. Optimistic readers
    /// go on meanwhile: only the checksum field changes, which they do not read.
    /// </summary>
    /// <param name="frame">The page's frame.</param>
    /// <param name="before">Only neighbours whose first unwritten change lies before it.</param>
    /// <param name="mayWait">Whether a sync of the log may be waited for on behalf of a neighbour.</param>
    /// <returns>The pages written.</returns>
    private int WriteRun(BufferFrame* frame, Lsn before, bool mayWait)
    {
        // Room for as many neighbours before it as behind it.
        var frames = stackalloc BufferFrame*[2 * RunPagesMax];
        var first = RunPagesMax;
        var end = first + 1;
        frames[first] = frame;
        var page = frame->PageIdValue;
        try
        {
            while (end - first < RunPagesMax && (frames[first - 1] = TryJoin(page - 1, before, mayWait)) != null)
            {
                first--;
                page--;
            }

            while (end - first < RunPagesMax && (frames[end] = TryJoin(page + (uint)(end - first), before, mayWait)) != null)
                end++;
            WriteLatched(frames + first, end - first);
            return end - first;
        }
        finally
        {
            for (var i = first; i < end; i++)
            {
                if (frames[i] != frame)
                    frames[i]->Latch.UnlatchShared();
            }
        }
    }

    /// <summary>Latches a page shared that is to be written with its neighbour; null if it is not, or somebody changes it.</summary>
    private BufferFrame* TryJoin(uint page, Lsn before, bool mayWait)
    {
        var index = _table.Find(new PageId(page));
        if (index < 0)
            return null;
        var frame = _frames + index;
        if (frame->Dirty == 0 || !frame->Latch.TryLatchShared())
            return null;
        if (frame->PageIdValue == page && frame->Dirty != 0 && frame->FirstDirtyLsn < before.Value && (mayWait || !NeedsSync(frame)))
            return frame;
        frame->Latch.UnlatchShared();
        return null;
    }

    private void WriteLatched(BufferFrame** frames, int count)
    {
        Span<nint> blocks = stackalloc nint[count];
        var last = Lsn.None;
        for (var i = 0; i < count; i++)
        {
            blocks[i] = (nint)frames[i]->Page;
            var lsn = frames[i]->Header.Lsn;
            if (lsn > last)
                last = lsn;
        }

        _log.FlushBeforePage(last);
        if (count == 1)
            _file.WritePage(frames[0]->PageId, new Span<byte>(frames[0]->Page, _pageSize));
        else
            _file.WritePages(frames[0]->PageId, new MemoryBlocks(blocks, _pageSize));
        Interlocked.Add(ref _writes, count);
        for (var i = 0; i < count; i++)
        {
            frames[i]->FirstDirtyLsn = 0;
            frames[i]->Dirty = 0;
        }
    }

    /// <summary>Frames that may hold a change to be written, by page number, so that the disk sees an ascending order.</summary>
    private List<ulong> CollectSuspects()
    {
        var suspects = new List<ulong>();
        var used = _order.UsedFrames;
        for (var index = 0; index < used; index++)
        {
            // The latch is looked at first: a holder that is gone by then has marked the page before (B7).
            if (_frames[index].Latch.IsExclusive || Volatile.Read(ref _frames[index].Dirty) != 0)
                suspects.Add(((ulong)_frames[index].PageIdValue << 32) | (uint)index);
        }

        suspects.Sort();
        return suspects;
    }
}
