using System.Buffers.Binary;
using BTreeDb.Trees;

namespace BTreeDb.Tests.Trees;

public sealed class BTreeLimitTests
{
    [Theory]
    [InlineData(512, 1)]
    [InlineData(512, 2)]
    [InlineData(1024, 3)]
    [InlineData(8192, 4)]
    [InlineData(32768, 5)]
    public void Longest_keys_and_records_find_room_in_any_order(int pageSize, int seed)
    {
        using var store = new TestStore(pageSize, frames: 2000);
        var random = new Random(seed);
        var model = new SortedDictionary<byte[], int>(Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)));
        var prefix = new byte[store.Store.MaxKeyLength - 4];
        for (var step = 0; step < 3000; step++)
        {
            var key = LongKey(random, prefix, store.Store.MaxKeyLength);
            var room = store.Store.MaxRecordSize - key.Length - Slot.Size - SlottedPage.StampSize;
            var length = random.Next(3) == 0 ? room : random.Next(room + 1);
            if (random.Next(4) == 0)
            {
                store.Remove(store.Tree, key).ShouldBe(model.Remove(key), $"seed {seed} step {step}");
                continue;
            }

            store.Put(store.Tree, key, new byte[length]);
            model[key] = length;
        }

        store.Verify().RecordCount.ShouldBe(model.Count);
        var buffer = default(RecordBuffer);
        foreach (var (key, length) in model)
        {
            store.Tree.TryRead(key, ref buffer, out _).ShouldBeTrue();
            buffer.Length.ShouldBe(length);
        }
    }

    [Fact]
    public void Pages_come_from_the_next_map_when_one_is_full_and_go_back()
    {
        using var store = new TestStore(pageSize: 512, frames: 20_000);
        var coverage = AllocationMapPage.Coverage(512);
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 24_000; i++)
                store.Put(store.Tree, Key(i), new byte[60]);
            store.File.PageCount.ShouldBeGreaterThan(coverage);
            store.Verify().RecordCount.ShouldBe(24_000);
            var pages = store.File.PageCount;
            for (var i = 0; i < 24_000; i++)
                store.Remove(store.Tree, Key(i)).ShouldBeTrue();
            store.Verify().RecordCount.ShouldBe(0);
            store.File.PageCount.ShouldBe(pages);
        }
    }

    private static byte[] Key(int number)
    {
        var key = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(key, number);
        return key;
    }

    private static byte[] LongKey(Random random, byte[] prefix, int maxLength)
    {
        var key = new byte[random.Next(3) == 0 ? random.Next(1, 12) : random.Next(maxLength - 8, maxLength + 1)];
        var shared = random.Next(3) * prefix.Length / 2;
        for (var i = Math.Min(shared, key.Length); i < key.Length; i++)
            key[i] = (byte)random.Next(3);
        return key;
    }
}
