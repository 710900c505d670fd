using BTreeDb.Buffers;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Wal;

namespace BTreeDb.Trees;

/// <summary>
/// Gives out pages and takes them back. A page's bit in the allocation map changes in the very log record that links or
/// unlinks the page, so no crash loses a page or gives it away twice. The map page is latched last, behind all tree
/// pages (T7), and stays latched until that record is appended.
/// </summary>
internal sealed unsafe class PageAllocator
{
    private readonly DatabaseFile _file;
    private readonly BufferPool _pool;
    private readonly WriteAheadLog _log;
    private readonly uint _coverage;

    /// <summary>
    /// A page number below which all pages of the map pages before it are probably used. A hint: it may be too low, and
    /// where it is too high some free pages wait for the next opening or freeing.
    /// </summary>
    private uint _firstMaybeFree;

    /// <summary>Puts an allocator over a file. Reads nothing yet.</summary>
    public PageAllocator(DatabaseFile file, BufferPool pool, WriteAheadLog log)
    {
        _file = file;
        _pool = pool;
        _log = log;
        _coverage = AllocationMapPage.Coverage(file.PageSize);
    }

    /// <summary>
    /// Finds free pages, all covered by one map page, and reserves them by keeping that latched. Their ids go to
    /// <paramref name="pages"/>; the file is long enough for them on return. Nothing is changed yet.
    /// </summary>
    public PageReservation Reserve(scoped Span<PageId> pages)
    {
        var hint = Volatile.Read(ref _firstMaybeFree);
        var start = hint;
        for (var number = start / _coverage; ; number++, start = number * _coverage)
        {
            var reservation = LatchMap(number);
            try
            {
                if (TryFind(reservation.Map, start % _coverage, pages))
                {
                    Locate(number, pages);
                    _file.EnsurePages(pages[^1].Value + 1);
                    // The hint stays where a map exists; not if a page before has been given back meanwhile.
                    var next = Math.Min(pages[^1].Value + 1, ((number + 1) * _coverage) - 1);
                    Interlocked.CompareExchange(ref _firstMaybeFree, next, hint);
                    return reservation;
                }

                EnsureNextMap(reservation, number);
            }
            catch
            {
                reservation.Dispose();
                throw;
            }

            reservation.Dispose();
        }
    }

    /// <summary>Latches the map page that covers a page which is about to be given back.</summary>
    public PageReservation LatchMapOf(PageId page) => LatchMap(page.Value / _coverage);

    /// <summary>
    /// Adds to a record that pages are given back, and appends it: all of them or none. Latches their map pages in
    /// ascending order.
    /// </summary>
    /// <param name="record">The caller's record.</param>
    /// <param name="pages">Ascending.</param>
    public Lsn FreeTogether(ref LogRecordBuilder record, scoped ReadOnlySpan<PageId> pages)
    {
        if (pages.IsEmpty)
            return _log.Append(ref record);
        var count = 1;
        while (count < pages.Length && pages[count].Value / _coverage == pages[0].Value / _coverage)
            count++;
        Lsn lsn;
        using (var reservation = LatchMapOf(pages[0]))
        {
            reservation.Mark(ref record, pages[..count], used: false);
            try
            {
                lsn = FreeTogether(ref record, pages[count..]);
            }
            catch
            {
                reservation.Unmark(pages[..count]);
                throw;
            }

            reservation.Seal(lsn);
        }

        NoteFreed(pages[0]);
        return lsn;
    }

    /// <summary>Tells the allocator that a page behind its hint has become free.</summary>
    public void NoteFreed(PageId page)
    {
        var hint = Volatile.Read(ref _firstMaybeFree);
        while (page.Value < hint)
        {
            var seen = Interlocked.CompareExchange(ref _firstMaybeFree, page.Value, hint);
            if (seen == hint)
                return;
            hint = seen;
        }
    }

    private PageReservation LatchMap(uint number)
    {
        var guard = _pool.LatchExclusive(AllocationMapPage.MapAt(number, _file.PageSize));
        if (PageHeader.Of(guard.Bytes).Type == PageType.AllocationMap)
            return new PageReservation(guard, _coverage);
        var page = guard.Id;
        guard.Dispose();
        throw TreeErrors.CorruptPage(page, "it is not an allocation map");
    }

    private static bool TryFind(AllocationMapPage map, uint from, Span<PageId> pages)
    {
        for (var i = 0; i < pages.Length; i++)
        {
            var index = from < map.PageCount ? map.FindFree(from) : -1;
            if (index < 0)
                return false;
            pages[i] = new PageId((uint)index);
            from = (uint)index + 1;
        }

        return true;
    }

    private void Locate(uint number, Span<PageId> indexes)
    {
        foreach (ref var index in indexes)
            index = new PageId((number * _coverage) + index.Value);
    }

    /// <summary>Makes the map page behind a full one, unless it exists, as a structure change of its own.</summary>
    private void EnsureNextMap(PageReservation full, uint number)
    {
        if (full.Map.HasNext)
            return;
        var id = AllocationMapPage.MapAt(number + 1, _file.PageSize);
        _file.EnsurePages(id.Value + 1);
        using var next = _pool.LatchNew(id);
        new AllocationMapPage(next.Bytes).Format(id);
        var map = full.Map;
        map.HasNext = true;
        var record = new LogRecordBuilder(LogRecordKind.Structure);
        try
        {
            TreeChange.Plain(
                ref record, id, next.Page, TreePageOperation.FormatAllocationMap, PageChangeFlags.Initializes);
            full.AddChain(ref record);
            var lsn = _log.Append(ref record);
            next.MarkDirty(lsn);
            full.Seal(lsn);
        }
        finally
        {
            record.Dispose();
        }
    }
}
