using System.Text;
using BTreeDb.Diagnostics;
using BTreeDb.Primitives;
using BTreeDb.Trees;

namespace BTreeDb.Tests.Trees;

public sealed class TreePageCheckTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Damaged_page_is_refused_or_can_be_used_when_bytes_are_changed_at_random(int seed)
    {
        var random = new Random(seed);
        var refused = 0;
        for (var round = 0; round < 5000; round++)
        {
            var page = PageBuffer.EmptyLeaf(512, "pre"u8, "prf"u8);
            for (var i = 0; i < 8; i++)
                page.Put(Encoding.ASCII.GetBytes($"pre{i}"), new byte[random.Next(20)], (ulong)i);
            for (var changes = random.Next(1, 4); changes > 0; changes--)
                page.Bytes[random.Next(32, random.Next(2) == 0 ? 64 : 512)] = (byte)random.Next(256);
            try
            {
                new TreePageCheck("x.db").Check(new PageId(7), page.Bytes);
            }
            catch (EngineException failure) when (failure.SqlState == SqlState.DataCorrupted)
            {
                refused++;
                continue;
            }

            Use(page);
        }

        refused.ShouldBeInRange(100, 4900, $"seed {seed}");
    }

    /// <summary>Everything that reads; a malformed page that was let through would read beyond the array.</summary>
    private static void Use(PageBuffer page)
    {
        page.Records();
        page.Node.LowerBound("pre5"u8, out _);
        PageDump.Append(new StringBuilder(), page.Bytes);
        if (page.Node.Level == 0 && page.Node.Count > 0)
            PageMerge.IsUnderfull(page.Node);
    }
}
