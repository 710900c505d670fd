using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BTreeDb.Primitives;

/// <summary>
/// One block of aligned memory outside the managed heap, with one owner: whoever creates it disposes it, everybody else
/// gets spans or pointers that must not outlive the owner. A finaliser gives the block back should the owner be lost.
/// </summary>
internal sealed unsafe partial class UnmanagedMemory : IDisposable
{
    /// <summary>Linux maps memory by pages of two megabytes where it is asked to.</summary>
    private const int HugePageBytes = 2 << 20;

    /// <summary>Blocks from here on ask for huge pages: random reads of a large pool miss the TLB otherwise.</summary>
    private const int HugeBlockMin = 4 * HugePageBytes;

    /// <summary>
    /// Smaller blocks come from the allocator. It keeps what it is given back, and so a process that has once had a big
    /// transaction would stay as big; what the kernel maps for us it also takes back.
    /// </summary>
    private const int MappedBlockMin = 64 << 10;

    private const int MappedAlignment = 4096;

    private static long _allocatedBytes;
    private readonly bool _isMapped;
    private byte* _pointer;

    /// <summary>Allocates <paramref name="length"/> bytes; their content is undefined.</summary>
    /// <param name="length">Size in bytes, above zero.</param>
    /// <param name="alignment">A power of two.</param>
    /// <exception cref="OutOfMemoryException">The operating system refuses.</exception>
    public UnmanagedMemory(long length, int alignment)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        var isHuge = length >= HugeBlockMin && OperatingSystem.IsLinux();
        if (!isHuge && length >= MappedBlockMin && alignment <= MappedAlignment && OperatingSystem.IsLinux())
            _pointer = Map(length);
        _isMapped = _pointer != null;
        if (!_isMapped)
            _pointer = (byte*)NativeMemory.AlignedAlloc((nuint)length, (nuint)(isHuge ? Math.Max(alignment, HugePageBytes) : alignment));
        if (isHuge)
            AdviseHugePages(_pointer, length);
        Length = length;
        Interlocked.Add(ref _allocatedBytes, length);
    }

    /// <summary>Frees what an owner forgot.</summary>
    ~UnmanagedMemory() => Free();

    /// <summary>All bytes that are allocated through this class in the process.</summary>
    public static long AllocatedBytes => Interlocked.Read(ref _allocatedBytes);

    /// <summary>The size in bytes.</summary>
    public long Length { get; }

    /// <summary>The first byte. The caller stays within <see cref="Length"/>.</summary>
    public byte* Pointer
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _pointer;
    }

    /// <summary>A bounds-checked view of a part.</summary>
    public Span<byte> Slice(long offset, int length)
    {
        // In bounds: both ends are compared with the length before the pointer is formed.
        if (offset < 0 || length < 0 || offset + length > Length)
            throw new ArgumentOutOfRangeException(nameof(offset));
        ObjectDisposedException.ThrowIf(_pointer == null, this);
        return new Span<byte>(_pointer + offset, length);
    }

    /// <summary>Sets every byte to zero.</summary>
    public void Clear() => NativeMemory.Clear(_pointer, (nuint)Length);

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    /// <summary>Only advice: where the kernel has none to give, small pages do.</summary>
    private static void AdviseHugePages(byte* pointer, long length)
    {
        const int advice = 14;
        _ = madvise(pointer, (nuint)length, advice);
    }

    [LibraryImport("libc")]
    private static partial int madvise(void* address, nuint length, int advice);

    /// <summary>New memory of the kernel's, or null: then the allocator may have some.</summary>
    private static byte* Map(long length)
    {
        const int readAndWrite = 3;
        const int privateAndAnonymous = 0x22;
        var block = mmap(null, (nuint)length, readAndWrite, privateAndAnonymous, -1, 0);
        return block == -1 ? null : (byte*)block;
    }

    [LibraryImport("libc")]
    private static partial nint mmap(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc")]
    private static partial int munmap(void* address, nuint length);

    private void Free()
    {
        if (_pointer == null)
            return;
        if (_isMapped)
            _ = munmap(_pointer, (nuint)Length);
        else
            NativeMemory.AlignedFree(_pointer);
        _pointer = null;
        Interlocked.Add(ref _allocatedBytes, -Length);
    }
}
