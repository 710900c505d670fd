using BTreeDb.Primitives;

namespace BTreeDb.Trees;

/// <summary>
/// Values that are too big for a leaf, in chains of pages of their own. A chain never changes: an update writes a new
/// one, and the old is given back when nobody can see the old version any more.
/// </summary>
internal sealed unsafe class OverflowChain
{
    private readonly TreeStore _store;
    private readonly TreeId _tree;
    private readonly int _capacity;

    /// <summary>Chains of one tree.</summary>
    public OverflowChain(TreeStore store, TreeId tree)
    {
        _store = store;
        _tree = tree;
        _capacity = OverflowPage.Capacity(store.PageSize);
    }

    /// <summary>How many pages a value takes.</summary>
    public int PageCount(int length) => (length + _capacity - 1) / _capacity;

    /// <summary>
    /// Writes a value, from its end backwards, so that every page knows its successor. Each page is one log record.
    /// </summary>
    public OverflowReference Write<TLog>(ReadOnlySpan<byte> value, ref TLog log)
        where TLog : struct, IChainLog
    {
        var next = PageId.None;
        for (var i = PageCount(value.Length) - 1; i >= 0; i--)
        {
            var part = value[(i * _capacity)..];
            next = WritePart(part[..Math.Min(part.Length, _capacity)], next, ref log);
        }

        return new OverflowReference(next, value.Length);
    }

    /// <summary>Copies a value out of its chain. The caller's snapshot keeps the chain from being given back.</summary>
    public void Read(OverflowReference reference, ref RecordBuffer buffer) =>
        Read(reference, buffer.Reset(reference.Length));

    /// <summary>Copies a value out of its chain into a span of its length.</summary>
    public void Read(OverflowReference reference, Span<byte> destination)
    {
        var page = reference.First;
        while (!destination.IsEmpty)
        {
            using var guard = _store.Pool.LatchShared(page);
            var view = View(guard.Page);
            if (!view.TryData(_tree, out var data) || data.IsEmpty || data.Length > destination.Length)
                TreeErrors.ThrowCorruptPage(page, $"it does not continue a value of tree {_tree}");
            data.CopyTo(destination);
            destination = destination[data.Length..];
            page = view.Next;
        }
    }

    /// <summary>Adds a chain's pages to a list.</summary>
    public void AddPages(OverflowReference reference, List<PageId> pages)
    {
        var page = reference.First;
        for (var left = PageCount(reference.Length); left > 0; left--)
        {
            pages.Add(page);
            page = NextOf(page);
        }
    }

    private PageId WritePart<TLog>(ReadOnlySpan<byte> part, PageId next, ref TLog log)
        where TLog : struct, IChainLog
    {
        _store.Log.EnsureSpace(3 * _store.PageSize);
        Span<PageId> ids = stackalloc PageId[1];
        using var reservation = _store.Allocator.Reserve(ids);
        using var page = _store.Pool.LatchNew(ids[0]);
        var record = log.Begin();
        try
        {
            View(page.Page).Format(ids[0], _tree, next, part);
            TreeChange.OverflowImage(ref record, ids[0], page.Page, _tree, next, part);
            reservation.Mark(ref record, ids, used: true);
            var lsn = log.Append(ref record, ids[0]);
            page.MarkDirty(lsn);
            reservation.Seal(lsn);
            return ids[0];
        }
        finally
        {
            record.Dispose();
        }
    }

    private PageId NextOf(PageId page)
    {
        using var guard = _store.Pool.LatchShared(page);
        var view = View(guard.Page);
        if (!view.TryData(_tree, out _))
            TreeErrors.ThrowCorruptPage(page, $"it does not continue a value of tree {_tree}");
        return view.Next;
    }

    /// <summary>In bounds: a latched frame is one page long.</summary>
    private OverflowPage View(byte* page) => new(new Span<byte>(page, _store.PageSize));
}
