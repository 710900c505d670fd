using BTreeDb.Buffers;
using BTreeDb.Files;
using BTreeDb.Primitives;

namespace BTreeDb.Trees;

/// <summary>Counts the pages of a tree while others write to it: what they do meanwhile may be counted or not.</summary>
internal sealed class TreeSize(TreeStore store, TreeId tree)
{
    /// <summary>The pages of the tree, without those of long values; only pages that are no leaves are read.</summary>
    public long CountPages()
    {
        var copy = new LeafSnapshot(store.PageSize);
        var pages = new List<PageId> { tree.Root };
        long count = 1;
        while (true)
        {
            var children = new List<PageId>();
            var haveChildren = false;
            foreach (var page in pages)
                haveChildren |= AddChildren(page, copy, children);
            count += children.Count;
            if (!haveChildren)
                return count;
            pages = children;
        }
    }

    /// <summary>The pages of values that are too long for a leaf; all leaves are read.</summary>
    public long CountOverflowPages(CancellationToken cancellation)
    {
        var chains = new OverflowChain(store, tree);
        var walk = new BTree(store, tree);
        var leaf = new LeafSnapshot(store.PageSize);
        long count = 0;
        walk.ReadLeaf([], leaf, AccessHint.Scan);
        do
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < leaf.Leaf.Count; i++)
            {
                if ((leaf.Leaf.Flags(i) & RecordFlags.Overflow) != 0 && OverflowReference.TryRead(leaf.Leaf.Value(i), out var reference))
                    count += chains.PageCount(reference.Length);
            }
        }
        while (walk.ReadRight(leaf, AccessHint.Scan));
        return count;
    }

    /// <summary>Adds the children of an interior page; false where they are leaves, or where there are none.</summary>
    private bool AddChildren(PageId page, LeafSnapshot copy, List<PageId> children)
    {
        using (var guard = store.Pool.LatchShared(page, AccessHint.Normal))
            copy.Copy(guard.Bytes);
        var node = copy.Leaf.Node;
        if (node.PageHeader.TreeIdValue != tree.Value || node.PageHeader.Type != PageType.Interior || !node.IsWellFormed())
            return false;
        var interior = new InteriorPage(node);
        for (var i = 0; i <= interior.Count; i++)
            children.Add(interior.ReadChild(i));
        var isAboveLeaves = node.Level <= 1;
        GC.KeepAlive(copy);
        return !isAboveLeaves;
    }
}
