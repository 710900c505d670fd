using BTreeDb.Buffers;
using BTreeDb.Diagnostics;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Trees;

namespace BTreeDb.Checking;

/// <summary>
/// Checks a tree while others write to it. It goes level by level, from parent to parent by key, and compares a parent
/// with its children while it holds the parent's shared latch: children can then neither split nor merge, so whatever
/// does not fit is wrong and not merely in motion (invariant K1). Keys below a page that cannot be read are left out.
/// </summary>
internal sealed unsafe class TreeCheck
{
    private readonly TreeStore _store;
    private readonly DatabaseFile _file;
    private readonly CheckFindings _findings;
    private readonly AllocationCheck _allocation;
    private readonly ChainCheck _chains;
    private readonly string _name;
    private readonly TreeId _tree;
    private readonly TreeDescent _descent;
    private readonly List<(byte[] Lower, byte[]? Upper)> _unreachable = [];

    /// <summary>Prepares the check of one tree.</summary>
    /// <param name="store">The trees.</param>
    /// <param name="file">The file, for its size.</param>
    /// <param name="findings">Where findings go.</param>
    /// <param name="allocation">Is told of every page that something links to.</param>
    /// <param name="name">What the tree is called in findings.</param>
    /// <param name="tree">The tree.</param>
    public TreeCheck(
        TreeStore store, DatabaseFile file, CheckFindings findings, AllocationCheck allocation, string name, TreeId tree)
    {
        _store = store;
        _file = file;
        _findings = findings;
        _allocation = allocation;
        _name = name;
        _tree = tree;
        _descent = new TreeDescent(store, tree);
        _chains = new ChainCheck(store, file, findings, allocation, name, tree);
    }

    /// <summary>Checks the tree; true when nothing was found.</summary>
    public bool Run(CancellationToken cancellation)
    {
        var before = _findings.Count;
        try
        {
            for (var level = CheckRoot(); level > 0; level--)
                CheckLevel(level, cancellation);
        }
        catch (EngineException damage) when (damage.SqlState == SqlState.DataCorrupted)
        {
            // Met on a way down, not as anybody's child.
            Report(_tree.Root, damage.Message);
        }

        return _findings.Count == before;
    }

    /// <summary>Checks the root page and returns its level; 0 too when it cannot be read.</summary>
    private int CheckRoot()
    {
        if (_tree.Root.Value < DatabaseFile.FixedPageCount - 1 || _tree.Root.Value >= _file.PageCount)
        {
            Report(_tree.Root, "the root lies beyond the end of the file");
            return 0;
        }

        _allocation.Reach(_tree.Root, _name);
        if (!TryLatch(_tree.Root, out var root))
            return 0;
        using (root)
        {
            var node = new SlottedPage(root.Page, _store.PageSize);
            if (!CheckHeader(_tree.Root, node, -1))
                return 0;
            CheckNode(_tree.Root, node, [], [], upperIsInfinite: true);
            if (node.Level == 0)
                CheckLeaf(_tree.Root, new LeafPage(node), default, default);
            return node.Level;
        }
    }

    private void CheckLevel(int level, CancellationToken cancellation)
    {
        byte[]? key = [];
        while (key is not null)
        {
            cancellation.ThrowIfCancellationRequested();
            if (TrySkip(key, out var behind))
                key = behind;
            else
                key = CheckChildrenAt(key, level);
        }
    }

    /// <summary>Whether a key lies below an unreadable page, and where the keys behind that begin; null at the end.</summary>
    private bool TrySkip(byte[] key, out byte[]? behind)
    {
        foreach (var (lower, upper) in _unreachable)
        {
            if (lower.AsSpan().SequenceCompareTo(key) > 0 || (upper is not null && upper.AsSpan().SequenceCompareTo(key) <= 0))
                continue;
            behind = upper;
            return true;
        }

        behind = null;
        return false;
    }

    /// <summary>Checks the children of the page of a level that covers a key; returns where the next such page begins.</summary>
    private byte[]? CheckChildrenAt(byte[] key, int level)
    {
        using var guard = LatchParent(key, level);
        var parent = new InteriorPage(new SlottedPage(guard.Page, _store.PageSize));
        // The root has been lowered meanwhile.
        if (parent.Node.Level != level)
            return null;
        var lower = parent.Node.LowerFence.ToArray();
        var left = PageId.None;
        for (var i = 0; i <= parent.Count; i++)
        {
            var isLast = i == parent.Count;
            var upper = isLast ? parent.Node.UpperFence.ToArray() : NodeVerifier.Key(parent.Node, i);
            var isInfinite = isLast && parent.Node.UpperIsInfinite;
            var right = isLast ? PageId.None : parent.ReadChild(i + 1);
            CheckChild(parent.ReadChild(i), level - 1, lower, upper, isInfinite, left, right);
            left = parent.ReadChild(i);
            lower = upper;
        }

        return parent.Node.UpperIsInfinite ? null : lower;
    }

    private ReadGuard LatchParent(byte[] key, int level)
    {
        fixed (byte* pointer = key)
        {
            while (true)
            {
                var found = _descent.ToLevel(pointer, key.Length, level);
                var guard = _store.Pool.LatchShared(found.Id, AccessHint.Scan);
                var node = new SlottedPage(guard.Page, _store.PageSize);
                if (node.PageHeader.TreeIdValue == _tree.Value && node.PageHeader.Type is PageType.Interior or PageType.Leaf
                    && node.Level <= level && node.Covers(key))
                    return guard;
                guard.Dispose();
            }
        }
    }

    private void CheckChild(
        PageId id, int level, byte[] lower, byte[] upper, bool upperIsInfinite, PageId left, PageId right)
    {
        if (id.Value < DatabaseFile.FixedPageCount || id.Value >= _file.PageCount)
        {
            Report(id, "a parent links to it, but it lies beyond the end of the file");
            _unreachable.Add((lower, upperIsInfinite ? null : upper));
            return;
        }

        _allocation.Reach(id, _name);
        if (!TryLatch(id, out var guard))
        {
            _unreachable.Add((lower, upperIsInfinite ? null : upper));
            return;
        }

        using (guard)
        {
            var node = new SlottedPage(guard.Page, _store.PageSize);
            if (!CheckHeader(id, node, level))
            {
                _unreachable.Add((lower, upperIsInfinite ? null : upper));
                return;
            }

            CheckNode(id, node, lower, upper, upperIsInfinite);
            if (level == 0)
                CheckLeaf(id, new LeafPage(node), left, right);
        }
    }

    private bool TryLatch(PageId id, out ReadGuard guard)
    {
        try
        {
            guard = _store.Pool.LatchShared(id, AccessHint.Scan);
            return true;
        }
        catch (EngineException damage) when (damage.SqlState == SqlState.DataCorrupted)
        {
            _findings.AddUnreadable(_name, id, damage);
            guard = default;
            return false;
        }
    }

    private bool CheckHeader(PageId id, SlottedPage node, int level)
    {
        ref var header = ref node.PageHeader;
        if (header.Type == (node.Level == 0 ? PageType.Leaf : PageType.Interior) && header.TreeIdValue == _tree.Value
            && header.PageIdValue == id.Value && (level < 0 || node.Level == level) && node.IsWellFormed())
            return true;
        Report(id, $"it is {FileErrors.Describe(header)}, not a page of tree {_tree}");
        return false;
    }

    private void CheckNode(PageId id, SlottedPage node, byte[] lower, byte[] upper, bool upperIsInfinite)
    {
        if (!node.LowerFence.SequenceEqual(lower) || node.UpperIsInfinite != upperIsInfinite
            || (!upperIsInfinite && !node.UpperFence.SequenceEqual(upper)))
            Report(id, "its fences are not what its parent says");
        NodeVerifier.Check(node, what => Report(id, what));
    }

    /// <summary>Checks links and long values of a leaf whose parent is latched.</summary>
    /// <param name="id">The leaf.</param>
    /// <param name="leaf">Its content.</param>
    /// <param name="left">The leaf before it under the same parent, or none.</param>
    /// <param name="right">The leaf behind it under the same parent, or none.</param>
    private void CheckLeaf(PageId id, LeafPage leaf, PageId left, PageId right)
    {
        if (!left.IsNone && leaf.Left != left)
            Report(id, $"its left link leads to page {leaf.Left} instead of page {left}");
        if (leaf.Node.LowerFence.IsEmpty && !leaf.Left.IsNone)
            Report(id, $"it is the first leaf and links to page {leaf.Left}");
        if (!right.IsNone && leaf.Right != right)
            Report(id, $"its right link leads to page {leaf.Right} instead of page {right}");
        if (leaf.Node.UpperIsInfinite != leaf.Right.IsNone)
            Report(id, "it has no right link, or is the last leaf and has one");
        else if (right.IsNone && !leaf.Right.IsNone)
            CheckNeighbour(id, leaf);
        _chains.Check(id, leaf);
    }

    /// <summary>Checks the leaf under the next parent: from left to right one may latch.</summary>
    private void CheckNeighbour(PageId id, LeafPage leaf)
    {
        if (leaf.Right.Value >= _file.PageCount)
        {
            Report(id, $"its right link leads to page {leaf.Right}, beyond the end of the file");
            return;
        }

        if (!TryLatch(leaf.Right, out var guard))
            return;
        using (guard)
        {
            var node = new SlottedPage(guard.Page, _store.PageSize);
            var isLeaf = node.PageHeader.Type == PageType.Leaf && node.PageHeader.TreeIdValue == _tree.Value;
            if (!isLeaf || new LeafPage(node).Left != id || !node.LowerFence.SequenceEqual(leaf.Node.UpperFence))
                Report(id, $"page {leaf.Right}, to which its right link leads, is not its neighbour");
        }
    }

    private void Report(PageId page, string what) => _findings.Add(CheckKind.Tree, _name, page, what);
}
