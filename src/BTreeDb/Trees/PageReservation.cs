using BTreeDb.Buffers;
using BTreeDb.Primitives;
using BTreeDb.Wal;

namespace BTreeDb.Trees;

/// <summary>
/// A latched allocation map page: while it is held nobody else can take or give back the pages that it covers.
/// </summary>
internal unsafe ref struct PageReservation
{
    private readonly uint _coverage;
    private WriteGuard _guard;

    /// <summary>Takes over the latch.</summary>
    public PageReservation(WriteGuard guard, uint coverage)
    {
        _guard = guard;
        _coverage = coverage;
    }

    /// <summary>The map.</summary>
    public readonly AllocationMapPage Map => new(_guard.Bytes);

    /// <summary>Marks pages and adds the change to a log record.</summary>
    public readonly void Mark(ref LogRecordBuilder record, scoped ReadOnlySpan<PageId> pages, bool used)
    {
        const int Batch = 1024;
        Span<uint> indexes = stackalloc uint[Batch];
        while (!pages.IsEmpty)
        {
            var count = Math.Min(pages.Length, Batch);
            for (var i = 0; i < count; i++)
            {
                indexes[i] = pages[i].Value % _coverage;
                Invariant.Holds(Map.IsUsed(indexes[i]) != used, "T6");
                Map.Set(indexes[i], used);
            }

            TreeChange.AllocationBits(ref record, _guard.Id, _guard.Page, used, indexes[..count]);
            pages = pages[count..];
        }
    }

    /// <summary>Takes back that pages were marked as free, when the record could not be appended.</summary>
    public readonly void Unmark(scoped ReadOnlySpan<PageId> pages)
    {
        foreach (var page in pages)
            Map.Set(page.Value % _coverage, used: true);
    }

    /// <summary>Adds to a log record that the next map page exists.</summary>
    public readonly void AddChain(ref LogRecordBuilder record) =>
        TreeChange.Plain(
            ref record, _guard.Id, _guard.Page, TreePageOperation.ChainAllocationMap, PageChangeFlags.None);

    /// <summary>Tells the page that its change is logged.</summary>
    public readonly void Seal(Lsn lsn) => _guard.MarkDirty(lsn);

    /// <summary>Unlatches the map page.</summary>
    public void Dispose() => _guard.Dispose();
}
