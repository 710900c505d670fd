using System.Runtime.InteropServices;
using BTreeDb.Files;
using BTreeDb.Primitives;

namespace BTreeDb.Buffers;

/// <summary>
/// The header of a frame: 64 bytes, one cache line, beside the other headers; the page's bytes lie elsewhere and never
/// move. Who may change which field is said at each.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal unsafe struct BufferFrame
{
    /// <summary>The size of the header.</summary>
    public const int SizeBytes = 64;

    /// <summary>Guards the page's bytes and the frame's identity.</summary>
    [FieldOffset(0)]
    public HybridLatch Latch;

    /// <summary>The page in the frame, or zero. Changed under the exclusive latch; read by anyone who validates.</summary>
    [FieldOffset(8)]
    public uint PageIdValue;

    /// <summary>SIEVE's mark of a page that was used. Anyone sets it; eviction clears it.</summary>
    [FieldOffset(12)]
    public byte Visited;

    /// <summary>Whether the page differs from the file. Set under the exclusive latch, cleared under the shared one
    /// after the write.</summary>
    [FieldOffset(13)]
    public byte Dirty;

    /// <summary>Where the frame stands in the eviction order. Under the eviction gate.</summary>
    [FieldOffset(14)]
    public FrameQueue Queue;

    /// <summary>The log position of the first change that is not in the file, or zero. As <see cref="Dirty"/>.</summary>
    [FieldOffset(16)]
    public ulong FirstDirtyLsn;

    /// <summary>The page's bytes. Never changes.</summary>
    [FieldOffset(24)]
    public byte* Page;

    /// <summary>The next older frame in the SIEVE queue, or -1. Under the eviction gate.</summary>
    [FieldOffset(32)]
    public int Older;

    /// <summary>The next newer frame in the SIEVE queue, or -1. Under the eviction gate.</summary>
    [FieldOffset(36)]
    public int Newer;

    /// <summary>The frame's own number. Never changes.</summary>
    [FieldOffset(40)]
    public int Index;

    /// <summary>Bytes of the page. Never changes.</summary>
    [FieldOffset(44)]
    public int PageSize;

    /// <summary>The page in the frame.</summary>
    public readonly PageId PageId => new(PageIdValue);

    /// <summary>The page's header. In bounds: every frame is longer than a header.</summary>
    public readonly ref PageHeader Header => ref *(PageHeader*)Page;
}
