using System.Globalization;
using BTreeDb.Buffers;
using BTreeDb.Files;
using BTreeDb.Primitives;

namespace BTreeDb.Trees;

/// <summary>
/// Checks the trees of a database as a whole: order, fences, links, separators, levels, overflow chains, and that the
/// allocation map has exactly the pages that trees use. Reads every page once. Nobody may write meanwhile.
/// </summary>
internal sealed unsafe class TreeVerifier
{
    private const int MaxProblems = 100;

    private readonly TreeStore _store;
    private readonly DatabaseFile _file;
    private readonly HashSet<uint> _used = [];
    private readonly List<string> _problems = [];

    /// <summary>Verifies trees of a store.</summary>
    public TreeVerifier(TreeStore store, DatabaseFile file)
    {
        _store = store;
        _file = file;
    }

    /// <summary>What is wrong, in words; the first hundred findings.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Records met, ghosts included.</summary>
    public long RecordCount { get; private set; }

    /// <summary>Leaves met.</summary>
    public long LeafCount { get; private set; }

    /// <summary>Ghosts met.</summary>
    public long GhostCount { get; private set; }

    /// <summary>Checks one tree.</summary>
    public void CheckTree(TreeId tree)
    {
        var walk = new Walk(tree);
        CheckPage(walk, tree.Root, -1, [], [], upperIsInfinite: true);
        if (walk.ExpectedRight is { IsNone: false } beyond)
            Report(tree.Root, $"the last leaf of tree {tree} links to page {beyond}");
    }

    /// <summary>
    /// Checks that exactly the pages met so far are marked as used; call it after all trees were checked.
    /// </summary>
    public void CheckPageAccounting()
    {
        for (uint page = 0; page < DatabaseFile.FixedPageCount; page++)
            _used.Add(page);
        var more = true;
        for (uint number = 0; more; number++)
        {
            var id = AllocationMapPage.MapAt(number, _store.PageSize);
            _used.Add(id.Value);
            using var guard = _store.Pool.LatchShared(id);
            var map = new AllocationMapPage(new Span<byte>(guard.Page, _store.PageSize));
            CheckMap(map, number);
            more = map.HasNext;
        }
    }

    private void CheckMap(AllocationMapPage map, uint number)
    {
        var coverage = map.PageCount;
        for (uint i = 0; i < coverage; i++)
        {
            var page = (number * coverage) + i;
            if (map.IsUsed(i) == _used.Contains(page))
                continue;
            Report(new PageId(page), map.IsUsed(i) ? "it is marked as used, but nothing links to it" : "it is linked to, but marked as free");
        }
    }

    private void CheckPage(Walk walk, PageId id, int level, byte[] lower, byte[] upper, bool upperIsInfinite)
    {
        if (_problems.Count >= MaxProblems)
            return;
        if (id.Value >= _file.PageCount || !_used.Add(id.Value))
        {
            Report(id, "it lies beyond the end of the file or is linked to twice");
            return;
        }

        // A copy, so that no latch is held while the children are checked.
        var copy = new byte[_store.PageSize];
        using (var guard = _store.Pool.LatchShared(id, AccessHint.Scan))
            guard.Bytes.CopyTo(copy);
        fixed (byte* pointer = copy)
        {
            var node = new SlottedPage(pointer, copy.Length);
            if (!CheckHeader(walk, id, node, level))
                return;
            if (!node.LowerFence.SequenceEqual(lower) || node.UpperIsInfinite != upperIsInfinite
                || !node.UpperFence.SequenceEqual(upper))
                Report(id, "its fences are not what its parent says");
            NodeVerifier.Check(node, what => Report(id, what));
            if (node.Level == 0)
                CheckLeaf(walk, id, new LeafPage(node));
            else
                CheckChildren(walk, new InteriorPage(node), lower, upper, upperIsInfinite);
        }
    }

    private bool CheckHeader(Walk walk, PageId id, SlottedPage node, int level)
    {
        ref var header = ref node.PageHeader;
        var type = node.Level == 0 ? PageType.Leaf : PageType.Interior;
        if (header.Type == type && header.TreeIdValue == walk.Tree.Value && header.PageIdValue == id.Value
            && (level < 0 || node.Level == level) && node.IsWellFormed())
            return true;
        Report(id, $"it is not a page of level {level} of tree {walk.Tree}");
        return false;
    }

    private void CheckLeaf(Walk walk, PageId id, LeafPage leaf)
    {
        if (walk.ExpectedRight is { } expected && (expected != id || leaf.Left != walk.LastLeaf))
            Report(id, $"it is not linked with leaf {walk.LastLeaf} on its left");
        if (walk.ExpectedRight is null && !leaf.Left.IsNone)
            Report(id, $"the first leaf links to page {leaf.Left}");
        walk.ExpectedRight = leaf.Right;
        walk.LastLeaf = id;
        for (var i = 0; i < leaf.Count; i++)
        {
            if ((leaf.Flags(i) & (RecordFlags.Overflow | RecordFlags.Ghost)) == RecordFlags.Overflow)
                CheckChain(walk.Tree, id, leaf.Value(i));
        }

        LeafCount++;
        RecordCount += leaf.Count;
        GhostCount += leaf.GhostCount;
    }

    private void CheckChain(TreeId tree, PageId leaf, ReadOnlySpan<byte> value)
    {
        if (!OverflowReference.TryRead(value, out var reference))
        {
            Report(leaf, "a reference to an overflow chain is malformed");
            return;
        }

        var page = reference.First;
        long length = 0;
        while (!page.IsNone && length < reference.Length)
        {
            if (page.Value >= _file.PageCount || !_used.Add(page.Value))
            {
                Report(page, "it lies beyond the end of the file or is linked to twice");
                return;
            }

            using var guard = _store.Pool.LatchShared(page, AccessHint.Scan);
            var view = new OverflowPage(new Span<byte>(guard.Page, _store.PageSize));
            if (!view.TryData(tree, out var data) || data.IsEmpty)
            {
                Report(page, $"it is not an overflow page of tree {tree}");
                return;
            }

            length += data.Length;
            page = view.Next;
        }

        if (length != reference.Length || !page.IsNone)
            Report(leaf, $"the chain from page {reference.First} is not {reference.Length} bytes long");
    }

    private void CheckChildren(Walk walk, InteriorPage page, byte[] lower, byte[] upper, bool upperIsInfinite)
    {
        var from = lower;
        for (var i = 0; i < page.Count; i++)
        {
            var separator = NodeVerifier.Key(page.Node, i);
            CheckPage(walk, page.ReadChild(i), page.Node.Level - 1, from, separator, upperIsInfinite: false);
            from = separator;
        }

        CheckPage(walk, page.ReadChild(page.Count), page.Node.Level - 1, from, upper, upperIsInfinite);
    }

    private void Report(PageId page, string what)
    {
        if (_problems.Count < MaxProblems)
            _problems.Add(string.Create(CultureInfo.InvariantCulture, $"page {page}: {what}"));
    }

    /// <summary>What is carried from leaf to leaf.</summary>
    private sealed class Walk(TreeId tree)
    {
        public TreeId Tree { get; } = tree;

        public PageId? ExpectedRight { get; set; }

        public PageId LastLeaf { get; set; }
    }
}
