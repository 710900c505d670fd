using System.Buffers.Binary;
using BTreeDb.Trees;

namespace BTreeDb.Tests.Trees;

/// <summary>Places of many keys lead to these keys' records, or to nothing, whatever becomes of their leaves meanwhile.</summary>
public sealed unsafe class ApproachTests
{
    private const int Records = 3000;

    /// <summary>A pool of so few frames that leaves go and come back in other frames between finding and reading.</summary>
    [Theory]
    [InlineData(32)]
    [InlineData(64)]
    [InlineData(4096)]
    public void Records_are_those_of_the_keys(int frames)
    {
        using var store = new TestStore(frames: frames);
        for (var i = 0; i < Records; i++)
            store.Put(store.Tree, Key(i * 2), Value(i * 2));
        var random = new Random(frames);
        var places = new RecordPlace[BTree.ApproachedTogether];
        var offsets = new int[places.Length];
        var lengths = new int[places.Length];
        var keys = new byte[places.Length * 8];
        var buffer = default(RecordBuffer);
        for (var round = 0; round < 3000; round++)
        {
            var numbers = new int[random.Next(1, places.Length + 1)];
            for (var i = 0; i < numbers.Length; i++)
            {
                numbers[i] = random.Next(Records * 2);
                Key(numbers[i]).CopyTo(keys, i * 8);
                (offsets[i], lengths[i]) = (i * 8, 8);
            }

            fixed (byte* pointer = keys)
                store.Tree.Approach(pointer, offsets.AsSpan(0, numbers.Length), lengths.AsSpan(0, numbers.Length), places);
            // Others read something in between.
            for (var i = random.Next(40); i > 0; i--)
                store.Tree.TryRead(Key(random.Next(Records * 2)), ref buffer, out _);
            for (var i = 0; i < numbers.Length; i++)
            {
                store.Tree.TryRead(Key(numbers[i]), places[i], ref buffer, out _).ShouldBe(numbers[i] % 2 == 0);
                if (numbers[i] % 2 == 0)
                    buffer.Span.SequenceEqual(Value(numbers[i])).ShouldBeTrue($"round {round}, key {numbers[i]}");
            }
        }
    }

    private static byte[] Key(int number)
    {
        var key = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(key, number);
        return key;
    }

    private static byte[] Value(int number) => BitConverter.GetBytes(number * 7);
}
