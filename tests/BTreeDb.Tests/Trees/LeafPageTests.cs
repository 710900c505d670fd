using System.Linq;
using System.Text;
using BTreeDb.Primitives;
using BTreeDb.Trees;

namespace BTreeDb.Tests.Trees;

public sealed class LeafPageTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Leaf_agrees_with_a_sorted_model_when_changed_at_random(int seed)
    {
        var random = new Random(seed);
        var lower = "pre"u8;
        var upper = "prf"u8;
        var page = PageBuffer.EmptyLeaf(1024, lower, upper);
        var model = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var step = 0; step < 20_000; step++)
        {
            var key = RandomKey(random);
            var value = RandomBytes(random, 40);
            var slot = page.Node.LowerBound(key, out var found);
            var name = Convert.ToHexString(key);
            found.ShouldBe(model.ContainsKey(name), $"seed {seed} step {step}");
            if (random.Next(3) == 0)
            {
                if (found)
                    page.Leaf.Remove(slot);
                model.Remove(name);
            }
            else if (found ? page.Leaf.HasRoomToReplace(slot, value.Length)
                : page.Leaf.HasRoomFor(key.Length - page.Node.PrefixLength, value.Length))
            {
                page.Put(key, value, (ulong)step);
                model[name] = Convert.ToHexString(value);
            }

            if (step % 50 == 0)
                ShouldEqual(page, model, $"seed {seed} step {step}");
        }
    }

    [Fact]
    public void Prefix_is_cut_off_when_fences_share_one()
    {
        var page = PageBuffer.EmptyLeaf(512, "user:1000"u8, "user:1999"u8);
        page.Put("user:1234"u8, "x"u8);
        page.Node.PrefixLength.ShouldBe(6);
        Encoding.ASCII.GetString(page.Node.Suffix(0)).ShouldBe("234");
        page.Records()[0].Key.ShouldBe(Convert.ToHexString("user:1234"u8));
    }

    [Fact]
    public void Keys_that_differ_by_zero_bytes_only_are_told_apart()
    {
        var page = PageBuffer.EmptyLeaf(1024);
        byte[][] keys = [[], [0], [0, 0], [0, 0, 0, 0], [0, 0, 0, 0, 0], [1], [1, 0], [1, 0, 0, 0], [1, 0, 0, 0, 0]];
        foreach (var key in keys.Reverse())
            page.Put(key, key);
        page.Records().Select(r => r.Key).ShouldBe(keys.Select(Convert.ToHexString));
        foreach (var key in keys)
        {
            page.Node.LowerBound(key, out var found);
            found.ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Split_and_merge_give_back_the_same_records_when_keys_share_a_prefix(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var page = PageBuffer.EmptyLeaf(1024);
            var prefix = RandomBytes(random, 20);
            byte[] key;
            while (true)
            {
                key = [.. prefix, .. RandomKey(random)];
                page.Node.LowerBound(key, out var found);
                if (found)
                    continue;
                if (!page.Leaf.HasRoomFor(key.Length, 30))
                    break;
                page.Put(key, RandomBytes(random, 30), (ulong)random.Next(1000));
            }

            var before = page.Records();
            var at = page.Node.LowerBound(key, out _);
            var slot = PageSplit.ChooseLeafSlot(page.Leaf, at);
            Span<byte> buffer = new byte[1024];
            var separator = buffer[..PageSplit.LeafSeparator(page.Leaf, slot, at, key, buffer)];
            if (!PageSplit.LeftFits(page.Node, slot, separator))
                continue;
            var right = new PageBuffer(1024);
            PageSplit.BuildRight(right.Node, page.Node, new PageId(9), new PageId(7), slot, separator);
            var left = page.Clone();
            PageSplit.Truncate(left.Node, slot, new PageId(9), separator);
            left.Records().Concat(right.Records()).ShouldBe(before, $"seed {seed} round {round}");
            if (!PageMerge.Fits(left.Node, right.Node, separator))
                continue;
            PageMerge.Absorb(left.Node, right.Node, separator);
            left.Records().ShouldBe(before);
        }
    }

    [Fact]
    public void Ascending_inserts_leave_full_pages_when_the_rightmost_leaf_splits()
    {
        var page = PageBuffer.EmptyLeaf(512);
        var number = 0;
        while (page.Leaf.HasRoomFor(8, 20))
            page.Put(Encoding.ASCII.GetBytes($"{number++:D8}"), new byte[20]);
        PageSplit.ChooseLeafSlot(page.Leaf, page.Leaf.Count).ShouldBe(page.Leaf.Count);
    }

    [Fact]
    public void Newest_stamp_and_ghosts_are_counted_when_records_move()
    {
        var page = PageBuffer.EmptyLeaf(1024);
        page.Put("a"u8, "1"u8, 5);
        page.Put("b"u8, default, 9, RecordFlags.Ghost);
        page.Put("c"u8, "3"u8, 7);
        page.Leaf.NewestStamp.ShouldBe(new TransactionId(9));
        page.Leaf.GhostCount.ShouldBe(1);
        var right = new PageBuffer(1024);
        PageSplit.BuildRight(right.Node, page.Node, new PageId(9), new PageId(7), 2, "c"u8);
        right.Leaf.NewestStamp.ShouldBe(new TransactionId(7));
        right.Leaf.GhostCount.ShouldBe(0);
        page.Put("b"u8, "again"u8, 11);
        page.Leaf.GhostCount.ShouldBe(0);
    }

    private static void ShouldEqual(PageBuffer page, SortedDictionary<string, string> model, string because) =>
        page.Records().ShouldBe(model.Select(pair => (pair.Key, pair.Value)), because);

    private static byte[] RandomKey(Random random)
    {
        var key = new byte[3 + random.Next(8)];
        for (var i = 3; i < key.Length; i++)
            key[i] = (byte)random.Next(4);
        "pre"u8.CopyTo(key);
        return key;
    }

    private static byte[] RandomBytes(Random random, int maxLength)
    {
        var bytes = new byte[random.Next(maxLength)];
        random.NextBytes(bytes);
        return bytes;
    }
}
