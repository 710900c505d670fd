using System.Runtime.InteropServices;
using BTreeDb.Buffers;
using BTreeDb.Files;
using BTreeDb.Primitives;

namespace BTreeDb.Trees;

/// <summary>Finds all pages of a tree, overflow chains included. Nobody may write to the tree meanwhile.</summary>
internal static unsafe class TreePages
{
    /// <summary>The pages, ascending.</summary>
    public static ReadOnlySpan<PageId> Collect(TreeStore store, TreeId tree)
    {
        var pages = new List<PageId>();
        Collect(store, tree, pages);
        pages.Sort();
        return CollectionsMarshal.AsSpan(pages);
    }

    /// <summary>Adds the pages to a list.</summary>
    public static void Collect(TreeStore store, TreeId tree, List<PageId> pages) =>
        Add(store, tree, tree.Root, pages, [], depth: 0);

    private static void Add(
        TreeStore store, TreeId tree, PageId id, List<PageId> pages, List<LeafSnapshot> copies, int depth)
    {
        pages.Add(id);
        if (copies.Count == depth)
            copies.Add(new LeafSnapshot(store.PageSize));
        var copy = copies[depth];
        using (var guard = store.Pool.LatchShared(id, AccessHint.Scan))
            copy.Copy(guard.Bytes);
        var node = copy.Leaf.Node;
        if (node.PageHeader.TreeIdValue != tree.Value || node.PageHeader.Type is not (PageType.Leaf or PageType.Interior)
            || !node.IsWellFormed())
            TreeErrors.ThrowCorruptPage(id, $"it is not a page of tree {tree}");
        if (node.Level == 0)
        {
            AddChains(store, tree, copy.Leaf, pages);
            // Views by pointer keep nothing alive.
            GC.KeepAlive(copy);
            return;
        }

        var interior = new InteriorPage(node);
        for (var i = 0; i <= interior.Count; i++)
            Add(store, tree, interior.ReadChild(i), pages, copies, depth + 1);
        GC.KeepAlive(copy);
    }

    private static void AddChains(TreeStore store, TreeId tree, LeafPage leaf, List<PageId> pages)
    {
        var chains = new OverflowChain(store, tree);
        for (var i = 0; i < leaf.Count; i++)
        {
            if ((leaf.Flags(i) & (RecordFlags.Overflow | RecordFlags.Ghost)) == RecordFlags.Overflow
                && OverflowReference.TryRead(leaf.Value(i), out var reference))
                chains.AddPages(reference, pages);
        }
    }
}
