using BTreeDb.Primitives;

namespace BTreeDb.Tests.Primitives;

public sealed class LittleEndianTests
{
    [Fact]
    public void Numbers_survive_at_any_offset()
    {
        var bytes = new byte[16];
        LittleEndian.WriteUInt48(bytes, 1, 0xABCDEF123456);
        LittleEndian.ReadUInt48(bytes, 1).ShouldBe(0xABCDEF123456UL);
        bytes[1].ShouldBe((byte)0x56);
        bytes[7].ShouldBe((byte)0);
        LittleEndian.WriteUInt16(bytes, 3, 0x1234);
        LittleEndian.ReadUInt16(bytes, 3).ShouldBe((ushort)0x1234);
        LittleEndian.WriteUInt32(bytes, 5, 0x12345678);
        LittleEndian.ReadUInt32(bytes, 5).ShouldBe(0x12345678u);
        LittleEndian.WriteUInt64(bytes, 7, ulong.MaxValue - 1);
        LittleEndian.ReadUInt64(bytes, 7).ShouldBe(ulong.MaxValue - 1);
    }

    [Fact]
    public void Reading_past_the_end_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => LittleEndian.ReadUInt64(new byte[10], 3));
}
