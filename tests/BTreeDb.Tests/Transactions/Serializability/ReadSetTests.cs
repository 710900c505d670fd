using BTreeDb.Primitives;
using BTreeDb.Transactions;
using BTreeDb.Transactions.Serializability;

namespace BTreeDb.Tests.Transactions.Serializability;

/// <summary>What a transaction has read, at all levels of coarseness, against a model that keeps everything.</summary>
public sealed class ReadSetTests
{
    private static readonly TreeId Tree = new(7);
    private static readonly TreeId Other = new(8);

    private readonly ReadSet _reads = new();

    public ReadSetTests() => _reads.Begin(limit: 1000);

    [Fact]
    public void Key_is_covered_where_it_was_read()
    {
        _reads.AddPoint(Tree, Key(5));
        Covers(5).ShouldBeTrue();
        Covers(6).ShouldBeFalse();
        _reads.Covers(Other, VersionStore.Hash(Other, Key(5)), Key(5)).ShouldBeFalse();
    }

    [Fact]
    public void Range_covers_its_gaps_and_shrinks_to_what_was_read()
    {
        var open = _reads.OpenRange(Tree, Key(10), hasUpper: true, Key(20));
        Covers(9).ShouldBeFalse();
        Covers(10).ShouldBeTrue();
        Covers(19).ShouldBeTrue();
        Covers(20).ShouldBeFalse();
        _reads.CloseRange(Tree, open, new ReadRange(Key(10), Key(15)));
        Covers(14).ShouldBeTrue();
        Covers(15).ShouldBeFalse();
    }

    [Fact]
    public void Range_without_bounds_covers_everything()
    {
        var open = _reads.OpenRange(Tree, [], hasUpper: false, []);
        Covers(0).ShouldBeTrue();
        _reads.CloseRange(Tree, open, open);
        Covers(99).ShouldBeTrue();
        _reads.Count.ShouldBe(0);
    }

    [Fact]
    public void Left_range_of_an_earlier_life_says_nothing()
    {
        var open = _reads.OpenRange(Tree, Key(10), hasUpper: true, Key(20));
        _reads.Clear();
        _reads.AddPoint(Tree, Key(1));
        _reads.CloseRange(Tree, open, open);
        Covers(12).ShouldBeFalse();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(64)]
    [InlineData(100_000)]
    public void Nothing_read_is_ever_lost_whatever_the_limit(int limit)
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            _reads.Clear();
            _reads.Begin(limit);
            var random = new Random(seed);
            var read = new HashSet<int>();
            for (var i = 0; i < 300; i++)
            {
                ReadSomething(random, read);
                _reads.Count.ShouldBeLessThanOrEqualTo(limit + 1);
            }

            foreach (var key in read)
                Covers(key).ShouldBeTrue($"seed {seed}, key {key}");
            if (limit > 1000)
                Enumerable.Range(0, 4000).Count(Covers).ShouldBe(read.Count, $"seed {seed}");
        }
    }

    [Fact]
    public void Sets_are_added_up()
    {
        var other = new ReadSet();
        other.Begin(limit: 1000);
        other.AddPoint(Tree, Key(1));
        var open = other.OpenRange(Tree, Key(10), hasUpper: true, Key(20));
        other.CloseRange(Tree, open, open);
        _reads.AddPoint(Tree, Key(2));
        _reads.AddAll(other);
        Covers(1).ShouldBeTrue();
        Covers(2).ShouldBeTrue();
        Covers(11).ShouldBeTrue();
        Covers(3).ShouldBeFalse();
    }

    private static byte[] Key(int number) => [(byte)(number >> 16), (byte)(number >> 8), (byte)number];

    private bool Covers(int number) => _reads.Covers(Tree, VersionStore.Hash(Tree, Key(number)), Key(number));

    private void ReadSomething(Random random, HashSet<int> read)
    {
        var from = random.Next(3000);
        if (random.Next(3) > 0)
        {
            _reads.AddPoint(Tree, Key(from));
            read.Add(from);
            return;
        }

        var to = from + random.Next(20);
        var stopped = from + random.Next(to - from + 1);
        var open = _reads.OpenRange(Tree, Key(from), hasUpper: true, Key(to));
        _reads.CloseRange(Tree, open, new ReadRange(Key(from), Key(stopped)));
        for (var key = from; key < stopped; key++)
            read.Add(key);
    }
}
