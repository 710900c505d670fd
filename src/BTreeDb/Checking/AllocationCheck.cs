using BTreeDb.Buffers;
using BTreeDb.Diagnostics;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Trees;

namespace BTreeDb.Checking;

/// <summary>
/// Compares the allocation map with the pages that trees link to. A link to a page that counts as free, and two links to
/// one page, show at once, whoever writes. A page that is marked as used and not linked to is a leak only if nobody is
/// keeping it for a rollback or an old snapshot, which the caller must know (invariant K2).
/// </summary>
internal sealed unsafe class AllocationCheck
{
    private readonly TreeStore _store;
    private readonly DatabaseFile _file;
    private readonly CheckFindings _findings;
    private readonly Lsn _start;
    private readonly PageSet _reached = new();

    /// <summary>Begins a check: pages that change from now on are left in peace.</summary>
    public AllocationCheck(TreeStore store, DatabaseFile file, CheckFindings findings)
    {
        _store = store;
        _file = file;
        _findings = findings;
        _start = store.Log.End;
    }

    /// <summary>
    /// Notes that a page is linked to; the caller holds a latch on the page that links to it, so that it stays so.
    /// </summary>
    public void Reach(PageId page, string name)
    {
        if (!_reached.Add(page.Value) && !HasChanged(page))
            _findings.Add(CheckKind.Allocation, name, page, "it is linked to twice");
        if (TryReadBit(page, out var isUsed) && !isUsed)
            _findings.Add(CheckKind.Allocation, name, page, "it is linked to, but marked as free");
    }

    /// <summary>Reports pages that are marked as used though nothing links to them.</summary>
    public void ReportLeaks(CancellationToken cancellation)
    {
        foreach (var page in UsedPages())
        {
            cancellation.ThrowIfCancellationRequested();
            if (!_reached.Contains(page.Value) && !HasChanged(page))
                _findings.Add(CheckKind.Allocation, "allocation map", page, "it is marked as used, but nothing links to it");
        }
    }

    /// <summary>Checks the copy in the file of every page that is in use, whether or not anything links to it.</summary>
    public void CheckStoredPages(CancellationToken cancellation)
    {
        var scratch = new byte[_store.PageSize];
        for (uint meta = 0; meta < 2; meta++)
            CheckStored(new PageId(meta), scratch);
        for (uint number = 0; MapExists(number); number++)
            CheckStored(AllocationMapPage.MapAt(number, _store.PageSize), scratch);
        foreach (var page in UsedPages())
        {
            cancellation.ThrowIfCancellationRequested();
            CheckStored(page, scratch);
        }
    }

    private void CheckStored(PageId page, byte[] scratch)
    {
        if (!_findings.IsUnreadable(page) && _store.Pool.CheckStored(page, scratch) is { } damage)
            _findings.AddUnreadable("database file", page, damage);
    }

    private bool MapExists(uint number) =>
        number == 0 || AllocationMapPage.MapAt(number, _store.PageSize).Value < _file.Meta.PageCount;

    /// <summary>The pages that the map says are used, but for those with fixed places.</summary>
    private IEnumerable<PageId> UsedPages()
    {
        var coverage = AllocationMapPage.Coverage(_store.PageSize);
        for (uint number = 0; ; number++)
        {
            if (!TryCopyMap(number, out var bytes))
                yield break;
            for (uint i = 0; i < coverage; i++)
            {
                var page = new PageId((number * coverage) + i);
                if (page.Value >= DatabaseFile.FixedPageCount - 1 && i != AllocationMapPage.OwnIndex
                    && new AllocationMapPage(bytes).IsUsed(i))
                    yield return page;
            }

            if (!new AllocationMapPage(bytes).HasNext)
                yield break;
        }
    }

    private bool TryCopyMap(uint number, out byte[] bytes)
    {
        bytes = new byte[_store.PageSize];
        var id = AllocationMapPage.MapAt(number, _store.PageSize);
        try
        {
            using var guard = _store.Pool.LatchShared(id);
            guard.Bytes.CopyTo(bytes);
        }
        catch (EngineException damage) when (damage.SqlState == SqlState.DataCorrupted)
        {
            _findings.AddUnreadable("allocation map", id, damage);
            return false;
        }

        if (PageHeader.Of(bytes).Type == PageType.AllocationMap)
            return true;
        _findings.Add(CheckKind.Allocation, "allocation map", id, "it is not an allocation map");
        return false;
    }

    private bool TryReadBit(PageId page, out bool isUsed)
    {
        isUsed = false;
        var id = AllocationMapPage.MapOf(page, _store.PageSize);
        try
        {
            using var guard = _store.Pool.LatchShared(id);
            var map = new AllocationMapPage(new Span<byte>(guard.Page, _store.PageSize));
            isUsed = map.IsUsed(page.Value % map.PageCount);
            return true;
        }
        catch (EngineException damage) when (damage.SqlState == SqlState.DataCorrupted)
        {
            _findings.AddUnreadable("allocation map", id, damage);
            return false;
        }
    }

    /// <summary>Whether a page has changed since the check began, or cannot be read and is another finding.</summary>
    private bool HasChanged(PageId page)
    {
        if (_findings.IsUnreadable(page))
            return true;
        try
        {
            using var guard = _store.Pool.LatchShared(page, AccessHint.Scan);
            return PageHeader.Of(guard.Bytes).Lsn >= _start;
        }
        catch (EngineException damage) when (damage.SqlState == SqlState.DataCorrupted)
        {
            _findings.AddUnreadable("database file", page, damage);
            return true;
        }
    }
}
