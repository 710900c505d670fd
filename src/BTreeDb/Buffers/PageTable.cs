using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BTreeDb.Primitives;

namespace BTreeDb.Buffers;

/// <summary>
/// Page id to frame: a flat array in chunks, read without a lock. The directory covers every possible page id, so no
/// look-up can leave it, whatever garbage an unvalidated reader asks for; both levels are zeroed by the operating
/// system and cost memory only where they are used.
/// </summary>
internal sealed unsafe class PageTable : IDisposable
{
    private const int ChunkBits = 16;
    private const int ChunkEntries = 1 << ChunkBits;
    private const int DirectoryEntries = 1 << (32 - ChunkBits);
    private readonly nint* _directory;
    private bool _disposed;

    /// <summary>Creates an empty table.</summary>
    public PageTable() => _directory = (nint*)NativeMemory.AllocZeroed(DirectoryEntries, (nuint)sizeof(nint));

    /// <summary>Gives back what an owner forgot.</summary>
    ~PageTable() => Free();

    /// <summary>The frame that holds a page, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(PageId page)
    {
        // In bounds: the upper 16 bits index 65,536 chunks, the lower ones 65,536 entries.
        var chunk = (int*)Volatile.Read(ref _directory[page.Value >> ChunkBits]);
        return chunk == null ? -1 : Volatile.Read(ref chunk[page.Value & (ChunkEntries - 1)]) - 1;
    }

    /// <summary>Enters a page unless somebody was faster.</summary>
    public bool TryAdd(PageId page, int frame) =>
        Interlocked.CompareExchange(ref EntryOf(page), frame + 1, 0) == 0;

    /// <summary>Removes a page. The caller holds the frame exclusively.</summary>
    public void Remove(PageId page) => Volatile.Write(ref EntryOf(page), 0);

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private ref int EntryOf(PageId page)
    {
        ref var slot = ref _directory[page.Value >> ChunkBits];
        var chunk = (int*)Volatile.Read(ref slot);
        if (chunk == null)
            chunk = AddChunk(ref slot);
        return ref chunk[page.Value & (ChunkEntries - 1)];
    }

    private static int* AddChunk(ref nint slot)
    {
        var chunk = (nint)NativeMemory.AllocZeroed(ChunkEntries, sizeof(int));
        var other = Interlocked.CompareExchange(ref slot, chunk, 0);
        if (other == 0)
            return (int*)chunk;
        NativeMemory.Free((void*)chunk);
        return (int*)other;
    }

    private void Free()
    {
        if (_disposed)
            return;
        _disposed = true;
        for (var index = 0; index < DirectoryEntries; index++)
            NativeMemory.Free((void*)_directory[index]);
        NativeMemory.Free(_directory);
    }
}
