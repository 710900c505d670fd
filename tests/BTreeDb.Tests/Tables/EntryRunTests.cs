using System.Linq;
using BTreeDb.Tables;

namespace BTreeDb.Tests.Tables;

public sealed class EntryRunTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(20_000)]
    public void Entries_come_in_the_order_of_their_keys_and_equal_ones_as_they_were_added(int count)
    {
        var random = new Random(count);
        var run = new EntryRun(64 << 20);
        var expected = new List<(string Key, int Row)>();
        for (var row = 0; row < count; row++)
        {
            var key = new byte[random.Next(1, 20)];
            random.NextBytes(key.AsSpan(random.Next(key.Length)));
            run.TryAdd(key, [(byte)row], row).ShouldBeTrue();
            expected.Add((Convert.ToHexString(key), row));
        }

        run.Sort();
        var position = 0;
        foreach (var (key, row) in expected.OrderBy(entry => entry.Key, StringComparer.Ordinal).ThenBy(entry => entry.Row))
        {
            run.Get(position++, out var found, out var value).ShouldBe(row);
            Convert.ToHexString(found).ShouldBe(key);
            value[0].ShouldBe((byte)row);
        }

        run.Count.ShouldBe(position);
    }
}
