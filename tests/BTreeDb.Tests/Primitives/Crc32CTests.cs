using System.Text;
using BTreeDb.Primitives;

namespace BTreeDb.Tests.Primitives;

public sealed class Crc32CTests
{
    [Theory]
    [InlineData("", 0u)]
    [InlineData("123456789", 0xE3069283u)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x22620404u)]
    public void Checksum_equals_published_values(string text, uint expected) =>
        Crc32C.Of(Encoding.ASCII.GetBytes(text)).ShouldBe(expected);

    [Fact]
    public void Checksum_of_parts_equals_checksum_of_whole()
    {
        var bytes = new byte[1000];
        new Random(1).NextBytes(bytes);
        for (var cut = 0; cut <= bytes.Length; cut += 37)
        {
            var running = Crc32C.Append(Crc32C.Seed, bytes.AsSpan(0, cut));
            Crc32C.Finish(Crc32C.Append(running, bytes.AsSpan(cut))).ShouldBe(Crc32C.Of(bytes));
        }
    }

    [Fact]
    public void Checksum_of_a_number_equals_that_of_its_bytes()
    {
        Crc32C.Append(Crc32C.Seed, 0x0807060504030201UL)
            .ShouldBe(Crc32C.Append(Crc32C.Seed, new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 }));
        Crc32C.Append(Crc32C.Seed, 0x04030201u).ShouldBe(Crc32C.Append(Crc32C.Seed, new byte[] { 1, 2, 3, 4 }));
    }

    [Theory]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(1285)]
    [InlineData(2015)]
    [InlineData(2016)]
    [InlineData(2017)]
    [InlineData(4096)]
    [InlineData(8192)]
    [InlineData(32768)]
    public void Checksum_of_a_long_block_equals_that_of_its_bytes_one_by_one(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        var running = Crc32C.Seed;
        foreach (var single in bytes)
            running = Crc32C.Append(running, [single]);
        Crc32C.Of(bytes).ShouldBe(Crc32C.Finish(running));
        Crc32C.AppendInLanes(Crc32C.Seed, bytes).ShouldBe(running);
    }
}
