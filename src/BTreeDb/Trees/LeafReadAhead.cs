using BTreeDb.Buffers;
using BTreeDb.Diagnostics;
using BTreeDb.Primitives;

namespace BTreeDb.Trees;

/// <summary>
/// Has the pool read the leaves that a walk from leaf to leaf comes to next. Their parent names them; it is asked only when
/// the next leaf is not in memory, so that a walk over resident leaves costs nothing more. How far a walk reads ahead grows
/// with it, from few pages, so that who wants little reads little.
/// </summary>
internal sealed unsafe class LeafReadAhead(TreeStore store, TreeDescent descent)
{
    private const int FirstPages = 4;
    private const int ParentLevel = 1;

    /// <summary>How many leaves are read ahead after some were.</summary>
    public static int NextWindow(int window) => Math.Min(Math.Max(2 * window, FirstPages), PageLoader.AheadPagesMax);

    /// <summary>Reads leaves that begin at a key or above. Damage on the way is not met here: the walk may not need it.</summary>
    /// <param name="key">The lower fence of the first.</param>
    /// <param name="upper">Leaves that begin at this key or above are not wanted; empty if all are.</param>
    /// <param name="window">The most leaves to read.</param>
    /// <param name="hint">How they will be used.</param>
    public void TryReadRight(ReadOnlySpan<byte> key, ReadOnlySpan<byte> upper, int window, AccessHint hint)
    {
        try
        {
            ReadRight(key, upper, Math.Min(window, store.Pool.AheadPages), hint);
        }
        catch (EngineException)
        {
            // A page above the leaves, which have links of their own.
        }
    }

    /// <summary>Reads leaves that end at a key or below, as <see cref="TryReadRight"/> does.</summary>
    /// <param name="key">The upper fence of the last.</param>
    /// <param name="lower">Leaves that end at this key or below are not wanted.</param>
    /// <param name="window">The most leaves to read.</param>
    /// <param name="hint">How they will be used.</param>
    public void TryReadLeft(ReadOnlySpan<byte> key, ReadOnlySpan<byte> lower, int window, AccessHint hint)
    {
        try
        {
            ReadLeft(key, lower, Math.Min(window, store.Pool.AheadPages), hint);
        }
        catch (EngineException)
        {
            // As above.
        }
    }

    private void ReadRight(ReadOnlySpan<byte> key, ReadOnlySpan<byte> upper, int window, AccessHint hint)
    {
        fixed (byte* pointer = key, end = upper)
        {
            var parent = descent.ToLevel(pointer, key.Length, ParentLevel);
            var node = new InteriorPage(parent.Page, store.PageSize);
            if (node.Node.Level != ParentLevel)
                return;
            var first = node.ChildIndex(pointer, key.Length);
            // A key outside of the page's fences cannot be looked for in it.
            var last = node.Node.MayCover(end, upper.Length) && !upper.IsEmpty ? node.ChildIndexBelow(end, upper.Length) : node.Count;
            Read(ref parent, first, Math.Min(last, first + window - 1), hint);
        }
    }

    private void ReadLeft(ReadOnlySpan<byte> key, ReadOnlySpan<byte> lower, int window, AccessHint hint)
    {
        fixed (byte* pointer = key, end = lower)
        {
            var parent = descent.ToLevelBelow(pointer, key.Length, ParentLevel);
            var node = new InteriorPage(parent.Page, store.PageSize);
            if (node.Node.Level != ParentLevel)
                return;
            var last = node.ChildIndexBelow(pointer, key.Length);
            var first = node.Node.MayCover(end, lower.Length) ? node.ChildIndex(end, lower.Length) : 0;
            Read(ref parent, Math.Max(first, last - window + 1), last, hint);
        }
    }

    /// <summary>Reads the children from one to another, if the parent was what it seemed. One alone is no gain.</summary>
    private void Read(ref OptimisticGuard parent, int first, int last, AccessHint hint)
    {
        var count = last - first + 1;
        if (first < 0 || count <= 1)
            return;
        Span<PageId> pages = stackalloc PageId[PageLoader.AheadPagesMax];
        pages = pages[..count];
        var node = new InteriorPage(parent.Page, store.PageSize);
        for (var i = 0; i < count; i++)
            pages[i] = node.ReadChild(first + i);
        if (!parent.Validate())
            return;
        pages.Sort();
        store.Pool.ReadAhead(pages, hint);
    }
}
