using System.Buffers.Binary;
using BTreeDb.Trees;

namespace BTreeDb.Tests.Trees;

/// <summary>Places found earlier lead to the right leaf or to a descent, whatever has become of their pages.</summary>
public sealed class LeafPlaceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Old_places_never_mislead(int seed)
    {
        using var store = new TestStore();
        var random = new Random(seed);
        var model = new SortedSet<int>();
        var places = new List<(int Key, LeafPlace Place)>();
        var buffer = default(RecordBuffer);
        for (var step = 0; step < 20_000; step++)
        {
            // Grows, then shrinks until pages are given up and used again.
            var number = random.Next(2000);
            if (random.Next(10) < (step / 4000 % 2 == 0 ? 7 : 2))
            {
                store.Put(store.Tree, Key(number), new byte[random.Next(40)]);
                model.Add(number);
            }
            else
            {
                store.Remove(store.Tree, Key(number)).ShouldBe(model.Remove(number));
            }

            var noted = random.Next(2000);
            places.Add((noted, store.Tree.ApproachLeaf(Key(noted))));
            var (key, place) = places[random.Next(places.Count)];
            // Of the same key, or of any other.
            var asked = random.Next(2) == 0 ? key : random.Next(2000);
            var near = asked == key ? place : place with { IsOfKey = false };
            store.Tree.TryRead(Key(asked), near, ref buffer, out _, out var leaf).ShouldBe(model.Contains(asked), $"seed {seed} step {step}");
            using var guard = store.Tree.LatchLeaf(Key(asked), near);
            guard.Leaf.Node.Covers(Key(asked)).ShouldBeTrue();
            guard.Found.ShouldBe(model.Contains(asked));
            guard.PageId.ShouldBe(leaf.Id);
        }

        store.Verify().RecordCount.ShouldBe(model.Count);
    }

    [Fact]
    public void Place_of_an_unlatched_leaf_is_good_until_the_leaf_changes()
    {
        using var store = new TestStore();
        store.Put(store.Tree, Key(1), [1]);
        var buffer = default(RecordBuffer);
        store.Tree.TryRead(Key(1), default, ref buffer, out _, out var place).ShouldBeTrue();
        store.Pool.TryRevisit(place, out _).ShouldBeTrue();
        store.Put(store.Tree, Key(2), [2]);
        store.Pool.TryRevisit(place, out _).ShouldBeFalse();
        using (var guard = store.Tree.LatchLeaf(Key(1)))
            place = guard.Place;
        store.Pool.TryRevisit(place, out _).ShouldBeTrue();
    }

    private static byte[] Key(int number)
    {
        var key = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(key, number);
        return key;
    }
}
