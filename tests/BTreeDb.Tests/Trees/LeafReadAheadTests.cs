using System.Buffers.Binary;
using BTreeDb.Buffers;
using BTreeDb.Diagnostics;
using BTreeDb.Files;
using BTreeDb.Trees;

namespace BTreeDb.Tests.Trees;

public sealed class LeafReadAheadTests : IDisposable
{
    private const int Records = 20_000;
    private const int PageSize = 512;
    private const int Frames = 1024;
    private readonly TestStore _store = new(PageSize, Frames);
    private readonly LeafSnapshot _leaf = new(PageSize);
    private readonly List<(uint Page, int First)> _leaves = [];
    private readonly BufferPool _pool;
    private readonly BTree _tree;

    public LeafReadAheadTests()
    {
        for (var i = 0; i < Records; i++)
            _store.Put(_store.Tree, Key(i), new byte[40]);
        _store.Pool.WriteDirtyPages(_store.Log.End);
        _tree = _store.Tree;
        _tree.ReadLeaf([], _leaf, AccessHint.Scan);
        do
            _leaves.Add((_leaf.Leaf.Node.PageHeader.PageIdValue, First()));
        while (_tree.ReadRight(_leaf, AccessHint.Scan));
        _leaves.Count.ShouldBeGreaterThan(Frames);
        // A pool of its own has nothing in memory yet.
        _pool = new BufferPool(_store.File, _store.Log, Frames * (PageSize + 64L));
        _tree = new BTree(new TreeStore(_store.File, _pool, _store.Log), _store.Tree.Id);
    }

    public void Dispose()
    {
        _pool.Dispose();
        _store.Dispose();
    }

    [Fact]
    public void Walk_reads_every_leaf_once_most_of_them_ahead()
    {
        _tree.ReadLeaf([], _leaf, AccessHint.Scan);
        Walk(right: true).ShouldBe(_leaves.Count);
        _pool.AheadReads.ShouldBeGreaterThan(_leaves.Count / 2);
        // The leaves, and what is above them.
        _pool.Reads.ShouldBeLessThan(_leaves.Count * 5 / 4);
    }

    [Fact]
    public void Walk_to_the_left_reads_ahead_as_well()
    {
        _tree.ReadLastLeaf(_leaf, AccessHint.Scan);
        Walk(right: false).ShouldBe(_leaves.Count);
        _pool.AheadReads.ShouldBeGreaterThan(_leaves.Count / 2);
        _pool.Reads.ShouldBeLessThan(_leaves.Count * 5 / 4);
    }

    [Fact]
    public void Ranges_that_end_below_other_parents_are_read_ahead_as_well()
    {
        _tree.ReadLeaf(Key(100), _leaf, AccessHint.Scan);
        Walk(right: true, Key(Records - 100)).ShouldBeGreaterThan(_leaves.Count - 50);
        var ahead = _pool.AheadReads;
        ahead.ShouldBeGreaterThan(_leaves.Count / 2);
        _tree.ReadLastLeaf(_leaf, AccessHint.Scan);
        Walk(right: false, Key(100));
        (_pool.AheadReads - ahead).ShouldBeGreaterThan((_leaves.Count - Frames) / 2);
    }

    [Fact]
    public void First_leaves_are_read_one_by_one_and_the_range_s_end_is_kept()
    {
        _tree.ReadLeaf([], _leaf, AccessHint.Scan);
        _pool.AheadReads.ShouldBe(0);
        var upper = Key(_leaves[3].First);
        _leaf.ResetWindow();
        _tree.ReadRight(_leaf, AccessHint.Scan, upper).ShouldBeTrue();
        _tree.ReadRight(_leaf, AccessHint.Scan, upper).ShouldBeTrue();
        // Of the four that a walk begins with the last two begin behind the range or at its end.
        _pool.AheadReads.ShouldBe(2);
    }

    [Fact]
    public void Damage_ahead_is_met_when_the_walk_gets_there()
    {
        const int bad = 40;
        using (var file = _store.Files.Open("t.db", FileOpenMode.ReadOnly))
            file.Write((_leaves[bad].Page * (long)PageSize) + 100, [1, 2, 3]);
        _tree.ReadLeaf([], _leaf, AccessHint.Scan);
        for (var i = 1; i < bad; i++)
        {
            _tree.ReadRight(_leaf, AccessHint.Scan).ShouldBeTrue();
            First().ShouldBe(_leaves[i].First);
        }

        _pool.IsResident(new(_leaves[bad + 1].Page)).ShouldBeTrue();
        Should.Throw<EngineException>(() => _tree.ReadRight(_leaf, AccessHint.Scan)).SqlState.ShouldBe("XX001");
    }

    [Fact]
    public void Damage_above_the_leaves_does_not_stop_a_walk()
    {
        _tree.ReadLeaf(Key(Records / 2), _leaf, AccessHint.Scan);
        using (var file = _store.Files.Open("t.db", FileOpenMode.ReadOnly))
        {
            for (uint page = 4; page < _store.File.PageCount; page++)
            {
                if (!_leaves.Exists(leaf => leaf.Page == page))
                    file.Write((page * (long)PageSize) + 100, [1, 2, 3]);
            }
        }

        Walk(right: true).ShouldBeGreaterThan(_leaves.Count / 3);
    }

    private static byte[] Key(int number)
    {
        var key = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(key, number);
        return key;
    }

    /// <summary>The number of the leaf's first key.</summary>
    private int First()
    {
        Span<byte> key = stackalloc byte[4];
        if (_leaf.Leaf.Count == 0)
            return Records;
        _leaf.Leaf.Node.CopyKey(0, key);
        return BinaryPrimitives.ReadInt32BigEndian(key);
    }

    private int Walk(bool right, byte[]? end = null)
    {
        var count = 1;
        while (right ? _tree.ReadRight(_leaf, AccessHint.Scan, end) : _tree.ReadLeft(_leaf, AccessHint.Scan, end))
            count++;
        return count;
    }
}
