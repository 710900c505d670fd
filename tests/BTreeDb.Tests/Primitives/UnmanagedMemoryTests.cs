using BTreeDb.Primitives;

namespace BTreeDb.Tests.Primitives;

public sealed class UnmanagedMemoryTests
{
    /// <summary>From the allocator, mapped, and advised to be mapped by huge pages.</summary>
    [Theory]
    [InlineData(10_000)]
    [InlineData(128 << 10)]
    [InlineData(16 << 20)]
    public unsafe void Memory_is_aligned_and_counted_until_disposed(int length)
    {
        var memory = new UnmanagedMemory(length, 4096);
        ((nuint)memory.Pointer % 4096).ShouldBe((nuint)0);
        UnmanagedMemory.AllocatedBytes.ShouldBeGreaterThanOrEqualTo(length);
        memory.Slice(length - 1, 1)[0] = 7;
        memory.Clear();
        memory.Slice(length - 1, 1)[0].ShouldBe((byte)0);
        memory.Dispose();
        memory.Dispose();
        Should.Throw<ObjectDisposedException>(() => memory.Slice(0, 1).Length);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 101)]
    [InlineData(100, 1)]
    [InlineData(0, -1)]
    public void Slice_refuses_what_lies_outside(long offset, int length)
    {
        using var memory = new UnmanagedMemory(100, 64);
        Should.Throw<ArgumentOutOfRangeException>(() => memory.Slice(offset, length).Length);
    }
}
