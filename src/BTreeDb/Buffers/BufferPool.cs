using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using BTreeDb.Diagnostics;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Wal;

namespace BTreeDb.Buffers;

/// <summary>
/// The pages in memory. A fixed number of frames; a page is found through the page table without a lock, read
/// optimistically or under a latch, loaded on a miss, and written back when its frame is needed or a checkpoint asks.
/// The README tells the rules (B1 to B9).
/// </summary>
internal sealed unsafe class BufferPool : IDisposable
{
    /// <summary>Fewer frames could deadlock a tree operation that holds several.</summary>
    public const int FramesMin = 32;

    private const int MemoryAlignment = 4096;
    private const int StoredReadsMax = 5;
    private readonly DatabaseFile _file;
    private readonly UnmanagedMemory _pages;
    private readonly UnmanagedMemory _headers;
    private readonly BufferFrame* _frames;
    private readonly byte* _memory;
    private readonly PageTable _table = new();
    private readonly int _pageSize;
    private readonly PageWriting _writing;
    private readonly PageLoader _loader;

    /// <summary>Makes a pool over a file and its log, both of which stay the caller's.</summary>
    /// <param name="file">Where pages are read and written.</param>
    /// <param name="log">What must be durable before a page is written.</param>
    /// <param name="bytes">The bound on the memory for pages, frame headers included; at least
    /// <see cref="FramesMin"/> pages are taken.</param>
    public BufferPool(DatabaseFile file, WriteAheadLog log, long bytes)
    {
        _file = file;
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
            _frames[index].PageSize = _pageSize;
            _frames[index].Page = _pages.Pointer + ((long)index * _pageSize);
        }

        var order = new EvictionOrder(_frames, FrameCount);
        _writing = new PageWriting(file, log, _frames, FrameCount, _table, order);
        _loader = new PageLoader(file, log, _table, order, _writing, FrameCount);
    }

    /// <summary>The number of frames.</summary>
    public int FrameCount { get; }

    /// <summary>The size of every page.</summary>
    public int PageSize => _pageSize;

    /// <summary>How long a miss waits for a frame while all are held.</summary>
    public int FrameTimeoutMs
    {
        get => _loader.FrameTimeoutMs;
        init => _loader.FrameTimeoutMs = value;
    }

    /// <summary>Looks at every page that was read, before anybody else does. Set by the layer that knows what is in it.</summary>
    public IPageCheck? PageCheck
    {
        get => _loader.PageCheck;
        set => _loader.PageCheck = value;
    }

    /// <summary>Pages read from the file so far.</summary>
    public long Reads => _loader.Reads;

    /// <summary>Those of them that were read ahead of a scan.</summary>
    public long AheadReads => _loader.AheadReads;

    /// <summary>Pages written to the file so far.</summary>
    public long Writes => _writing.Writes;

    /// <summary>Those of them that were written ahead, so that no miss had to.</summary>
    public long Cleaned => _writing.Cleaned;

    /// <summary>Called when pages should be cleaned ahead; must not block. Null if nobody will.</summary>
    public Action? CleaningWanted
    {
        get => _writing.CleaningWanted;
        set => _writing.CleaningWanted = value;
    }

    /// <summary>Frames emptied for another page so far.</summary>
    public long Evictions => _loader.Evictions;

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
                return new OptimisticGuard(frame, _memory + ((long)index * _pageSize), page, version);
            }
        }

        return ReadOptimisticSlowly(page, hint);
    }

    /// <summary>Looks at a page again that has not changed since, nor left its frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRevisit(scoped in PagePlace place, out OptimisticGuard guard)
    {
        guard = new OptimisticGuard(place.Frame, place.Address, place.Id, place.Version);
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
                guard = new OptimisticGuard(frame, _memory + ((long)index * _pageSize), page, version);
                return true;
            }
        }

        guard = default;
        return false;
    }

    /// <summary>
    /// Has the processor fetch a page's latch and its first bytes, if it is resident, for a look soon.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fetch(PageId page)
    {
        var index = _table.Find(page);
        if (index < 0 || !Sse.IsSupported)
            return;
        Sse.Prefetch0(_frames + index);
        Sse.Prefetch0(_memory + ((long)index * _pageSize));
    }

    /// <summary>How many pages are worth reading ahead of one scan; none in a tiny pool.</summary>
    public int AheadPages => _loader.AheadPages;

    /// <summary>Whether a page is in memory, or on its way; so it was a moment ago.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsResident(PageId page) => _table.Find(page) >= 0;

    /// <summary>As <see cref="PageLoader.ReadAhead"/> says.</summary>
    public void ReadAhead(ReadOnlySpan<PageId> pages, AccessHint hint) => _loader.ReadAhead(pages, hint);

    /// <summary>Latches a page shared, loading it on a miss.</summary>
    public ReadGuard LatchShared(PageId page, AccessHint hint = AccessHint.Normal)
    {
        while (true)
        {
            var frame = FindOrLoad(page, hint, out var use);
            frame->Latch.LatchShared();
            if (frame->PageIdValue == page.Value)
            {
                Touch(frame, use);
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
            var frame = FindOrLoad(page, hint, out var use);
            frame->Latch.LatchExclusive();
            if (frame->PageIdValue == page.Value)
            {
                Touch(frame, use);
                return new WriteGuard(frame, _pageSize);
            }

            frame->Latch.UnlatchExclusive();
        }
    }

    /// <summary>Latches a page exclusively if nobody holds it, loading it on a miss. For latching against the order.</summary>
    public bool TryLatchExclusive(PageId page, out WriteGuard guard)
    {
        var frame = FindOrLoad(page, AccessHint.Normal, out var use);
        if (frame->Latch.TryLatchExclusive())
        {
            if (frame->PageIdValue == page.Value)
            {
                Touch(frame, use);
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
        while (true)
        {
            var index = _table.Find(page);
            var frame = _loader.LatchResidentOrEmpty(page, index >= 0 ? _frames + index : null);
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
    public int WriteDirtyPages(Lsn before, IWritePacing? pacing = null, CancellationToken cancellation = default) =>
        _writing.WriteDirtyPages(before, pacing, cancellation);

    /// <summary>As <see cref="PageWriting.CleanAhead"/> says.</summary>
    public int CleanAhead() => _writing.CleanAhead(Evictions);

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
    public int CountDirtyPages() => _writing.CountDirtyPages();

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
            var frame = FindOrLoad(page, hint, out var use);
            var version = frame->Latch.WaitForVersion();
            if (frame->PageIdValue != page.Value)
                continue;
            Touch(frame, use);
            return new OptimisticGuard(frame, frame->Page, page, version);
        }
    }

    /// <summary>The frame that holds a page, or held it a moment ago: the caller latches and looks.</summary>
    /// <param name="page">The page.</param>
    /// <param name="hint">How it will be used.</param>
    /// <param name="use">What <see cref="Touch"/> shall count: to be read from the file is no use yet. SIEVE lives from telling
    /// pages that come again from those that came once.</param>
    private BufferFrame* FindOrLoad(PageId page, AccessHint hint, out AccessHint use)
    {
        use = hint;
        while (true)
        {
            var index = _table.Find(page);
            if (index >= 0)
                return _frames + index;
            var loaded = _loader.TryLoad(page, hint);
            if (loaded == null)
                continue;
            use = AccessHint.Scan;
            return loaded;
        }
    }

    private bool IsDirty(PageId page)
    {
        var index = _table.Find(page);
        return index >= 0 && _frames[index].PageIdValue == page.Value && Volatile.Read(ref _frames[index].Dirty) != 0;
    }
}
