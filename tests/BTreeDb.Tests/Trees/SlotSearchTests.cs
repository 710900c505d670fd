using System.Buffers.Binary;
using System.Linq;
using BTreeDb.Primitives;
using BTreeDb.Trees;

namespace BTreeDb.Tests.Trees;

/// <summary>Searches in a page's slots find the same slot, whatever is guessed before.</summary>
public sealed unsafe class SlotSearchTests
{
    /// <summary>Few and many slots, keys that differ early, behind the head, and behind twelve bytes.</summary>
    [Theory]
    [InlineData(8192, 0, 2)]
    [InlineData(8192, 0, 8)]
    [InlineData(8192, 3, 2)]
    [InlineData(8192, 7, 2)]
    [InlineData(16384, 10, 3)]
    [InlineData(32768, 14, 3)]
    [InlineData(512, 5, 1)]
    public void Search_finds_the_lower_bound_whatever_the_guess(int pageSize, int alike, int different)
    {
        var random = new Random(alike + different);
        var page = PageBuffer.EmptyLeaf(pageSize);
        var keys = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        for (var failures = 0; failures < 50;)
        {
            var key = RandomKey(random, alike, different);
            if (!keys.ContainsKey(Convert.ToHexString(key)) && page.Leaf.HasRoomFor(key.Length, 1))
            {
                page.Put(key, [1]);
                keys[Convert.ToHexString(key)] = key;
            }
            else
            {
                failures++;
            }
        }

        var sorted = keys.Values.ToArray();
        for (var step = 0; step < 3000; step++)
        {
            var wanted = random.Next(3) == 0 ? sorted[random.Next(sorted.Length)] : RandomKey(random, alike, different);
            var expected = sorted.Count(key => key.AsSpan().SequenceCompareTo(wanted) < 0);
            var exists = keys.ContainsKey(Convert.ToHexString(wanted));
            // Anywhere, or where the key is.
            var share = random.Next(2) == 0 ? random.Next(65536) : (int)(65536L * expected / (sorted.Length + 1));
            fixed (byte* pointer = wanted)
            {
                page.Node.LowerBound(pointer, wanted.Length, out var found).ShouldBe(expected);
                found.ShouldBe(exists);
                page.Node.LowerBound(pointer, wanted.Length, new SlotAim(1 + share), out found).ShouldBe(expected);
                found.ShouldBe(exists);
                page.Node.LowerBoundFrom(random.Next(expected + 1), pointer, wanted.Length).ShouldBe(expected);
            }
        }
    }

    [Fact]
    public void Guess_is_exact_where_keys_are_even()
    {
        var parent = EvenParent(first: 1000, step: 64, count: 100);
        for (var key = 1000; key < 1000 + (64 * 99); key++)
        {
            var aim = AimFor(parent, key);
            aim.IsSome.ShouldBeTrue();
            aim.Guess(64).ShouldBe((key - 1000) % 64);
        }
    }

    [Fact]
    public void Guess_is_exact_where_separators_have_one_head()
    {
        // Without a prefix that is cut off, the first four bytes of all these keys are the same.
        var parent = EvenParent(first: 1000, step: 256, count: 20, withoutPrefix: true);
        for (var key = 1000; key < 1000 + (256 * 19); key++)
            AimFor(parent, key).Guess(256).ShouldBe((key - 1000) % 256);
    }

    [Fact]
    public void There_is_no_guess_at_the_ends_of_a_page()
    {
        var parent = EvenParent(first: 1000, step: 64, count: 10);
        AimFor(parent, 999).IsSome.ShouldBeFalse();
        AimFor(parent, 1000 + (64 * 9)).IsSome.ShouldBeFalse();
        SlotAim.Between(parent.Node, 10, null, 0).IsSome.ShouldBeFalse();
        SlotAim.Between(parent.Node, -1, null, 0).IsSome.ShouldBeFalse();
    }

    private static SlotAim AimFor(PageBuffer parent, long number)
    {
        var key = Key(number);
        fixed (byte* pointer = key)
            return SlotAim.Between(parent.Node, parent.Interior.ChildIndex(pointer, key.Length), pointer, key.Length);
    }

    private static PageBuffer EvenParent(long first, int step, int count, bool withoutPrefix = false)
    {
        var page = new PageBuffer(8192);
        page.Node.Format(new NodeFormat
        {
            Page = new PageId(7),
            Tree = new TreeId(3),
            Level = 1,
            LowerFence = withoutPrefix ? [] : Key(0),
            UpperFence = withoutPrefix ? [] : Key(1 << 16),
            UpperIsInfinite = withoutPrefix,
        });
        for (var i = 0; i < count; i++)
            page.Node.AppendSeparator(Key(first + (i * step)), (uint)(100 + i));
        return page;
    }

    private static byte[] Key(long number)
    {
        var key = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(key, number);
        return key;
    }

    private static byte[] RandomKey(Random random, int alike, int different)
    {
        var key = new byte[alike + random.Next(Math.Min(different, 2), different + 1)];
        key.AsSpan(0, alike).Fill(7);
        // Few values, so that keys are each other's beginnings.
        for (var i = alike; i < key.Length; i++)
            key[i] = (byte)(random.Next(4) == 0 ? random.Next(3) : random.Next(256));
        return key;
    }
}
