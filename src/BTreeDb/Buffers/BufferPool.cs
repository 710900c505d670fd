using System.Diagnostics;
using System.Runtime.CompilerServices;
using BTreeDb.Diagnostics;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Wal;

namespace BTreeDb.Buffers;

/// <summary>
/// The pages in memory. A fixed number of frames; a page is found through the page table without a lock, read
/// optimistically or under a latch, loaded on a miss, and written back when its frame is needed or a checkpoint asks.
/// The README tells the rules (B1 to B8).
/// </summary>
internal sealed unsafe class BufferPool : IDisposable
{
    /// <summary>Fewer frames could deadlock a tree operation that holds several.</summary>
    public const int FramesMin = 32;

    private const int MemoryAlignment = 4096;
    private const int PassesBeforeSleep = 8;

    /// <summary>The share of the pool, and the most pages, that are passed over because evicting them would wait for a
    /// sync of the log. Few, for the hand takes marks away as it goes.</summary>
    private const int PatienceShare = 64;
    private const int PatientPicksMax = 32;
    private const int StoredReadsMax = 5;
    private readonly DatabaseFile _file;
    private readonly WriteAheadLog _log;
    private readonly UnmanagedMemory _pages;
    private readonly UnmanagedMemory _headers;
    private readonly BufferFrame* _frames;
    private readonly byte* _memory;
    private readonly PageTable _table = new();
    private readonly EvictionOrder _order;
    private readonly int _pageSize;
    private readonly int _patientPicks;
    private long _reads;
    private long _writes;
    private long _evictions;

    /// <summary>Makes a pool over a file and its log, both of which stay the caller's.</summary>
    /// <param name="file">Where pages are read and written.</param>
    /// <param name="log">What must be durable before a page is written.</param>
    /// <param name="bytes">The bound on the memory for pages, frame headers included; at least
    /// <see cref="FramesMin"/> pages are taken.</param>
    public BufferPool(DatabaseFile file, WriteAheadLog log, long bytes)
    {
        _file = file;
        _log = log;
        _pageSize = file.PageSize;
        FrameCount = (int)Math.Clamp(bytes / (_pageSize + BufferFrame.SizeBytes), FramesMin, int.MaxValue / 2);
        _pages = new UnmanagedMemory((long)FrameCount * _pageSize, MemoryAlignment);
        _headers = new UnmanagedMemory((long)FrameCount * BufferFrame.SizeBytes, MemoryAlignment);
        _headers.Clear();
        _frames = (BufferFrame*)_headers.Pointer;
        _memory = _pages.Pointer;
        // In bounds: both regions were sized for this many frames.
        for (var index = 0; index < FrameCount; index++)
        {
            _frames[index].Index = index;
            _frames[index].Page = _pages.Pointer + ((long)index * _pageSize);
        }

        _order = new EvictionOrder(_frames, FrameCount);
        _patientPicks = Math.Min(FrameCount / PatienceShare, PatientPicksMax);
    }

    /// <summary>The number of frames.</summary>
    public int FrameCount { get; }

    /// <summary>The size of every page.</summary>
    public int PageSize => _pageSize;

    /// <summary>How long a miss waits for a frame while all are held.</summary>
    public int FrameTimeoutMs { get; init; } = 10_000;

    /// <summary>Looks at every page that was read, before anybody else does. Set by the layer that knows what is in it.</summary>
    public IPageCheck? PageCheck { get; set; }

    /// <summary>Pages read from the file so far.</summary>
    public long Reads => Interlocked.Read(ref _reads);

    /// <summary>Pages written to the file so far.</summary>
    public long Writes => Interlocked.Read(ref _writes);

    /// <summary>Frames emptied for another page so far.</summary>
    public long Evictions => Interlocked.Read(ref _evictions);

    /// <summary>Looks at a page without latching it, loading it on a miss. Never sees a writer at work at the start.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public OptimisticGuard ReadOptimistic(PageId page, AccessHint hint = AccessHint.Normal)
    {
        var index = _table.Find(page);
        if (index >= 0)
        {
            var frame = _frames + index;
            if (frame->Latch.TryReadVersion(out var version) && frame->PageIdValue == page.Value)
            {
                Touch(frame, hint);
                return new OptimisticGuard(frame, _memory + ((long)index * _pageSize), page, version, _pageSize);
            }
        }

        return ReadOptimisticSlowly(page, hint);
    }

    /// <summary>Looks at a page again that has not changed since, nor left its frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRevisit(scoped in PagePlace place, out OptimisticGuard guard)
    {
        guard = new OptimisticGuard(place.Frame, place.Address, place.Id, place.Version, _pageSize);
        return guard.Validate();
    }

    /// <summary>As <see cref="ReadOptimistic"/>, if the page is resident and nobody is changing it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadOptimistic(PageId page, out OptimisticGuard guard)
    {
        var index = _table.Find(page);
        if (index >= 0)
        {
            var frame = _frames + index;
            if (frame->Latch.TryReadVersion(out var version) && frame->PageIdValue == page.Value)
            {
                Touch(frame, AccessHint.Normal);
                guard = new OptimisticGuard(frame, _memory + ((long)index * _pageSize), page, version, _pageSize);
                return true;
            }
        }

        guard = default;
        return false;
    }

    /// <summary>Where a page lies, if it is resident: for a look ahead that a version settles later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* Peek(PageId page)
    {
        var index = _table.Find(page);
        return index < 0 ? null : _memory + ((long)index * _pageSize);
    }

    /// <summary>Latches a page shared, loading it on a miss.</summary>
    public ReadGuard LatchShared(PageId page, AccessHint hint = AccessHint.Normal)
    {
        while (true)
        {
            var frame = FindOrLoad(page, hint);
            frame->Latch.LatchShared();
            if (frame->PageIdValue == page.Value)
            {
                Touch(frame, hint);
                return new ReadGuard(frame, _pageSize);
            }

            frame->Latch.UnlatchShared();
        }
    }

    /// <summary>Latches a page exclusively, loading it on a miss.</summary>
    public WriteGuard LatchExclusive(PageId page, AccessHint hint = AccessHint.Normal)
    {
        while (true)
        {
            var frame = FindOrLoad(page, hint);
            frame->Latch.LatchExclusive();
            if (frame->PageIdValue == page.Value)
            {
                Touch(frame, hint);
                return new WriteGuard(frame, _pageSize);
            }

            frame->Latch.UnlatchExclusive();
        }
    }

    /// <summary>Latches a page exclusively if nobody holds it, loading it on a miss. For latching against the order.</summary>
    public bool TryLatchExclusive(PageId page, out WriteGuard guard)
    {
        var frame = FindOrLoad(page, AccessHint.Normal);
        if (frame->Latch.TryLatchExclusive())
        {
            if (frame->PageIdValue == page.Value)
            {
                Touch(frame, AccessHint.Normal);
                guard = new WriteGuard(frame, _pageSize);
                return true;
            }

            frame->Latch.UnlatchExclusive();
        }

        guard = default;
        return false;
    }

    /// <summary>
    /// Latches a page exclusively without reading it: a page that was just allocated, or that redo rebuilds. Its bytes
    /// are zero but for its own number.
    /// </summary>
    public WriteGuard LatchNew(PageId page)
    {
        RefuseMetaPage(page);
        while (true)
        {
            var frame = LatchResidentOrEmpty(page);
            if (frame == null)
                continue;
            new Span<byte>(frame->Page, _pageSize).Clear();
            frame->Header.PageIdValue = page.Value;
            return new WriteGuard(frame, _pageSize);
        }
    }

    /// <summary>
    /// Writes every page whose first unwritten change lies before a position. Pages that are latched exclusively are
    /// waited for: their holder may have logged a change before the position and not marked the page yet. Does not
    /// sync the file.
    /// </summary>
    /// <param name="before">The position.</param>
    /// <param name="pacing">Slows it down; null to write as fast as can be.</param>
    /// <param name="cancellation">Ends it between two pages.</param>
    /// <returns>The number of pages written.</returns>
    public int WriteDirtyPages(Lsn before, IWritePacing? pacing = null, CancellationToken cancellation = default)
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
                if (frame->Dirty == 0 || frame->FirstDirtyLsn >= before.Value)
                    continue;
                WriteFrame(frame);
                written++;
            }
            finally
            {
                frame->Latch.UnlatchShared();
            }
        }

        return written;
    }

    /// <summary>
    /// Checks the copy of a page that lies in the file, whatever is in memory. A page that is going to be written counts
    /// as sound, for its old copy matters no more. Latches nothing.
    /// </summary>
    /// <returns>What is wrong with it, or null.</returns>
    public EngineException? CheckStored(PageId page, Span<byte> scratch)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                _file.ReadPage(page, scratch);
                return null;
            }
            catch (EngineException damage) when (damage.SqlState == SqlState.DataCorrupted)
            {
                if (IsDirty(page))
                    return null;
                if (attempt == StoredReadsMax)
                    return damage;
            }

            // Somebody may have been writing it just then.
            Thread.Sleep(1);
        }
    }

    /// <summary>The pages that differ from the file right now; for statistics and tests.</summary>
    public int CountDirtyPages()
    {
        var count = 0;
        for (var index = 0; index < _order.UsedFrames; index++)
            count += _frames[index].Dirty;
        return count;
    }

    /// <summary>Frees the memory. Nothing is written; nobody may hold a guard.</summary>
    public void Dispose()
    {
        _table.Dispose();
        _pages.Dispose();
        _headers.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Touch(BufferFrame* frame, AccessHint hint)
    {
        // Only the first use writes: a page that is always hot must not bounce between the cores' caches.
        if (hint == AccessHint.Normal && frame->Visited == 0)
            frame->Visited = 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private OptimisticGuard ReadOptimisticSlowly(PageId page, AccessHint hint)
    {
        while (true)
        {
            var frame = FindOrLoad(page, hint);
            var version = frame->Latch.WaitForVersion();
            if (frame->PageIdValue != page.Value)
                continue;
            Touch(frame, hint);
            return new OptimisticGuard(frame, frame->Page, page, version, _pageSize);
        }
    }

    /// <summary>The frame that holds a page, or held it a moment ago: the caller latches and looks.</summary>
    private BufferFrame* FindOrLoad(PageId page, AccessHint hint)
    {
        while (true)
        {
            var index = _table.Find(page);
            if (index >= 0)
                return _frames + index;
            var loaded = TryLoad(page, hint);
            if (loaded != null)
                return loaded;
        }
    }

    /// <summary>Reads a page into a frame, or returns null when somebody else is doing so.</summary>
    private BufferFrame* TryLoad(PageId page, AccessHint hint)
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
    private BufferFrame* LatchResidentOrEmpty(PageId page)
    {
        var index = _table.Find(page);
        if (index >= 0)
        {
            var resident = _frames + index;
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
        var started = Stopwatch.GetTimestamp();
        for (var failures = 0; ; failures++)
        {
            var free = _order.TryTakeFree();
            if (free != null)
            {
                // Whoever gave it back may be about to unlatch it still.
                free->Latch.LatchExclusive();
                return free;
            }

            var victim = _order.NextVictim(hint);
            if (victim != null && (failures >= _patientPicks || !NeedsSync(victim)) && TryEvict(victim))
                return victim;
            if (failures % (PassesBeforeSleep + FrameCount) == PassesBeforeSleep + FrameCount - 1)
                WaitForFrame(started);
        }
    }

    /// <summary>
    /// Whether the page is dirty with a change that is not durable yet. Asked without the latch: it only ranks victims,
    /// so that readers seldom wait for what writers do.
    /// </summary>
    private bool NeedsSync(BufferFrame* frame) => frame->Dirty != 0 && _log.DurableEnd <= frame->Header.Lsn;

    private void WaitForFrame(long started)
    {
        // Dirty pages stay when the log takes nothing more, and that is what the caller shall hear.
        _log.ThrowIfPoisoned();
        if (Stopwatch.GetElapsedTime(started).TotalMilliseconds > FrameTimeoutMs)
            throw BufferErrors.NoFrame(FrameCount);
        Thread.Sleep(1);
    }

    /// <summary>Empties a frame if nobody holds it, writing its page first if need be. Latched exclusively when true.</summary>
    private bool TryEvict(BufferFrame* frame)
    {
        var page = frame->PageIdValue;
        if (frame->Dirty != 0 && !TryClean(frame))
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
        Interlocked.Increment(ref _evictions);
        return true;
    }

    /// <summary>Writes a dirty page if no writer holds it.</summary>
    private bool TryClean(BufferFrame* frame)
    {
        // A log that has failed can never make the page's change durable, so the page must stay.
        if (_log.IsPoisoned || !frame->Latch.TryLatchShared())
            return false;
        try
        {
            if (frame->Dirty != 0)
                WriteFrame(frame);
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

    /// <summary>
    /// Writes a page under the shared latch, log first. Optimistic readers go on meanwhile: only the checksum field
    /// changes, which they do not read.
    /// </summary>
    private void WriteFrame(BufferFrame* frame)
    {
        _log.FlushBeforePage(frame->Header.Lsn);
        _file.WritePage(frame->PageId, new Span<byte>(frame->Page, _pageSize));
        Interlocked.Increment(ref _writes);
        frame->FirstDirtyLsn = 0;
        frame->Dirty = 0;
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

    private bool IsDirty(PageId page)
    {
        var index = _table.Find(page);
        return index >= 0 && _frames[index].PageIdValue == page.Value && Volatile.Read(ref _frames[index].Dirty) != 0;
    }

    private void RefuseMetaPage(PageId page)
    {
        if (page.Value < 2)
            throw FileErrors.BadPage(_file.Path, page, "is a meta page, not part of a tree");
    }
}
