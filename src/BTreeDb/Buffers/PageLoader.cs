using System.Diagnostics;
using BTreeDb.Diagnostics;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Wal;

namespace BTreeDb.Buffers;

/// <summary>
/// Brings pages into frames: on a miss, for a page that is new, or ahead of a scan; and empties the frames that this needs.
/// </summary>
internal sealed unsafe class PageLoader
{
    /// <summary>The most pages that one call reads ahead.</summary>
    public const int AheadPagesMax = 32;

    /// <summary>A page that takes longer comes from a device, not from the operating system's memory.</summary>
    private const int SlowMicroseconds = 20;

    private const int PassesBeforeSleep = 8;

    /// <summary>The share of the scans' ring that one scan may read ahead: several may be under way.</summary>
    private const int AheadRingShare = 8;

    /// <summary>The share of the pool, and the most pages, that are passed over because evicting them would wait for a
    /// sync of the log. Few, for the hand takes marks away as it goes.</summary>
    private const int PatienceShare = 64;
    private const int PatientPicksMax = 32;
    private readonly DatabaseFile _file;
    private readonly WriteAheadLog _log;
    private readonly PageTable _table;
    private readonly EvictionOrder _order;
    private readonly PageWriting _writing;
    private readonly int _frameCount;
    private readonly int _pageSize;
    private readonly int _patientPicks;
    private bool _isDeviceSlow;
    private long _reads;
    private long _aheadReads;
    private long _evictions;

    /// <summary>Loads into the frames that an order knows.</summary>
    public PageLoader(
        DatabaseFile file, WriteAheadLog log, PageTable table, EvictionOrder order, PageWriting writing, int frameCount)
    {
        _file = file;
        _log = log;
        _table = table;
        _order = order;
        _writing = writing;
        _frameCount = frameCount;
        _pageSize = file.PageSize;
        _patientPicks = Math.Min(frameCount / PatienceShare, PatientPicksMax);
        AheadPages = Math.Min(order.RingLimit / AheadRingShare, AheadPagesMax);
    }

    /// <summary>How many pages are worth reading ahead of one scan; few in a small pool, or none.</summary>
    public int AheadPages { get; }

    /// <summary>How long a miss waits for a frame while all are held.</summary>
    public int FrameTimeoutMs { get; set; } = 10_000;

    /// <summary>Looks at every page that was read, before anybody else does.</summary>
    public IPageCheck? PageCheck { get; set; }

    /// <summary>Pages read from the file so far.</summary>
    public long Reads => Interlocked.Read(ref _reads);

    /// <summary>Those of them that were read before anybody asked.</summary>
    public long AheadReads => Interlocked.Read(ref _aheadReads);

    /// <summary>Frames emptied for another page so far.</summary>
    public long Evictions => Interlocked.Read(ref _evictions);

    /// <summary>Reads a page into a frame, or returns null when somebody else is doing so.</summary>
    public BufferFrame* TryLoad(PageId page, AccessHint hint)
    {
        RefuseMetaPage(page);
        if (page.Value >= _file.PageCount)
            throw BufferErrors.BeyondEnd(_file.Path, page);
        var frame = ObtainFrame(hint);
        if (!TryPublish(frame, page))
            return null;
        try
        {
            var bytes = new Span<byte>(frame->Page, _pageSize);
            _file.ReadPage(page, bytes);
            PageCheck?.Check(page, bytes);
        }
        catch
        {
            Withdraw(frame);
            throw;
        }

        Interlocked.Increment(ref _reads);
        _order.Insert(frame, hint);
        frame->Latch.UnlatchExclusive();
        return frame;
    }

    /// <summary>Latches the frame of a resident page, or an empty frame that now stands for the page; null to retry.</summary>
    public BufferFrame* LatchResidentOrEmpty(PageId page, BufferFrame* resident)
    {
        RefuseMetaPage(page);
        if (resident != null)
        {
            resident->Latch.LatchExclusive();
            if (resident->PageIdValue == page.Value)
                return resident;
            resident->Latch.UnlatchExclusive();
            return null;
        }

        var frame = ObtainFrame(AccessHint.Normal);
        if (!TryPublish(frame, page))
            return null;
        _order.Insert(frame, AccessHint.Normal);
        return frame;
    }

    /// <summary>
    /// Reads those of some pages that are not resident, neighbours in the file with one call. When the last ones came slowly, the
    /// device is told of all before, so that it reads scattered ones side by side. Waits for nobody, and nothing
    /// comes of a page that is damaged or cannot be read: whoever wants it will ask, and hear why. The caller holds no latch.
    /// </summary>
    /// <param name="pages">The pages, ascending.</param>
    /// <param name="hint">How they will be used.</param>
    public void ReadAhead(ReadOnlySpan<PageId> pages, AccessHint hint)
    {
        if (_isDeviceSlow)
        {
            var told = 0;
            while (TryNextRun(pages, ref told, out var first, out var count))
                _file.Advise(first, count);
        }

        var started = Stopwatch.GetTimestamp();
        var at = 0;
        var wanted = 0;
        while (TryNextRun(pages, ref at, out var first, out var count) && TryReadRun(first, count, hint))
            wanted += count;
        if (wanted > 0)
            _isDeviceSlow = Stopwatch.GetElapsedTime(started).TotalMicroseconds > wanted * SlowMicroseconds;
    }

    /// <summary>Finds the next missing pages that are neighbours.</summary>
    private bool TryNextRun(ReadOnlySpan<PageId> pages, ref int at, out PageId first, out int count)
    {
        while (at < pages.Length && !IsMissing(pages[at]))
            at++;
        count = 0;
        first = at < pages.Length ? pages[at] : PageId.None;
        while (at < pages.Length && count < AheadPagesMax && pages[at].Value == first.Value + count && IsMissing(pages[at]))
        {
            at++;
            count++;
        }

        return count > 0;
    }

    private bool IsMissing(PageId page) => page.Value >= 2 && page.Value < _file.PageCount && _table.Find(page) < 0;

    /// <summary>Reads neighbours; false when there were not frames enough.</summary>
    private bool TryReadRun(PageId first, int wanted, AccessHint hint)
    {
        var frames = stackalloc BufferFrame*[AheadPagesMax];
        Span<nint> blocks = stackalloc nint[AheadPagesMax];
        var obtained = 0;
        // Empty frames first: nobody waits for a frame that stands for no page.
        for (; obtained < wanted && (frames[obtained] = TryObtainIdle(hint)) != null; obtained++)
            blocks[obtained] = (nint)frames[obtained]->Page;
        var count = 0;
        while (count < obtained && TryPublish(frames[count], new PageId(first.Value + (uint)count)))
            count++;
        // The frame that could not be published has been given back.
        for (var i = count + 1; i < obtained; i++)
            Empty(frames[i]);
        var settled = 0;
        try
        {
            var read = count == 0 ? 0 : _file.ReadPages(first, new MemoryBlocks(blocks[..count], _pageSize));
            for (; settled < count; settled++)
            {
                var frame = frames[settled];
                if (settled < read && IsGood(frame))
                    Settle(frame, hint);
                else
                    Withdraw(frame);
            }
        }
        finally
        {
            for (; settled < count; settled++)
                Withdraw(frames[settled]);
        }

        return obtained == wanted;
    }

    private bool IsGood(BufferFrame* frame)
    {
        var bytes = new Span<byte>(frame->Page, _pageSize);
        if (!DatabaseFile.IsSound(frame->PageId, bytes))
            return false;
        try
        {
            PageCheck?.Check(frame->PageId, bytes);
            return true;
        }
        catch (EngineException)
        {
            return false;
        }
    }

    private void Settle(BufferFrame* frame, AccessHint hint)
    {
        Interlocked.Increment(ref _reads);
        Interlocked.Increment(ref _aheadReads);
        _order.Insert(frame, hint);
        frame->Latch.UnlatchExclusive();
    }

    /// <summary>Enters an exclusively latched empty frame into the page table; frees it when somebody was faster.</summary>
    private bool TryPublish(BufferFrame* frame, PageId page)
    {
        frame->PageIdValue = page.Value;
        if (_table.TryAdd(page, frame->Index))
            return true;
        Empty(frame);
        return false;
    }

    /// <summary>Takes back a frame whose page could not be read; who waits for it will try for himself.</summary>
    private void Withdraw(BufferFrame* frame)
    {
        _table.Remove(frame->PageId);
        Empty(frame);
    }

    private void Empty(BufferFrame* frame)
    {
        frame->PageIdValue = 0;
        _order.Free(frame);
        frame->Latch.UnlatchExclusive();
    }

    /// <summary>Gets an empty frame, latched exclusively, emptying one if none is free.</summary>
    /// <exception cref="EngineException">53200: every frame was held for a long time.</exception>
    private BufferFrame* ObtainFrame(AccessHint hint)
    {
        long started = 0;
        for (var failures = 0; ; failures++)
        {
            var free = TryTakeFree();
            if (free != null)
                return free;
            var victim = _order.NextVictim(hint);
            if (victim != null && (failures >= _patientPicks || !_writing.ShouldPassOver(victim, failures)) && TryEvict(victim))
                return victim;
            if (failures % (PassesBeforeSleep + _frameCount) == PassesBeforeSleep + _frameCount - 1)
                WaitForFrame(ref started);
        }
    }

    /// <summary>Gets an empty frame, latched exclusively, if that takes neither a write nor a wait.</summary>
    private BufferFrame* TryObtainIdle(AccessHint hint)
    {
        for (var picks = 0; picks < PassesBeforeSleep; picks++)
        {
            var free = TryTakeFree();
            if (free != null)
                return free;
            var victim = _order.NextVictim(hint);
            if (victim != null && victim->Dirty == 0 && TryEvict(victim))
                return victim;
        }

        return null;
    }

    private BufferFrame* TryTakeFree()
    {
        var free = _order.TryTakeFree();
        // Whoever gave it back may be about to unlatch it still.
        if (free != null)
            free->Latch.LatchExclusive();
        return free;
    }

    private void WaitForFrame(ref long started)
    {
        // Dirty pages stay when the log takes nothing more, and that is what the caller shall hear.
        _log.ThrowIfPoisoned();
        if (started == 0)
            started = Stopwatch.GetTimestamp();
        if (Stopwatch.GetElapsedTime(started).TotalMilliseconds > FrameTimeoutMs)
            throw BufferErrors.NoFrame(_frameCount);
        Thread.Sleep(1);
    }

    /// <summary>Empties a frame if nobody holds it, writing its page first if need be. Latched exclusively when true.</summary>
    private bool TryEvict(BufferFrame* frame)
    {
        var page = frame->PageIdValue;
        if (frame->Dirty != 0 && !_writing.TryClean(frame))
            return false;
        if (!frame->Latch.TryLatchExclusive())
            return false;
        if (page == 0 || frame->PageIdValue != page || frame->Dirty != 0 || frame->Queue == FrameQueue.None)
        {
            frame->Latch.UnlatchExclusive();
            return false;
        }

        _order.Remove(frame);
        _table.Remove(frame->PageId);
        frame->PageIdValue = 0;
        if (Interlocked.Increment(ref _evictions) > _writing.QuietUntil)
            _writing.CleaningWanted?.Invoke();
        return true;
    }

    private void RefuseMetaPage(PageId page)
    {
        if (page.Value < 2)
            throw FileErrors.BadPage(_file.Path, page, "is a meta page, not part of a tree");
    }
}
