using BTreeDb.Primitives;

namespace BTreeDb.Files;

/// <summary>
/// An open file. Calls may come from several threads at once. Failures are <see cref="IOException"/>s; callers turn
/// them into typed errors with <see cref="FileErrors"/>, because only they know what they were doing.
/// </summary>
internal interface IFile : IDisposable
{
    /// <summary>The name by which the file was opened.</summary>
    string Path { get; }

    /// <summary>The size in bytes.</summary>
    long Length { get; }

    /// <summary>Reads at an offset.</summary>
    /// <returns>The bytes read; fewer than asked for only at the end of the file.</returns>
    int Read(long offset, Span<byte> buffer);

    /// <summary>Reads what lies side by side in the file into blocks of memory; here one after the other.</summary>
    /// <returns>The bytes read; fewer than asked for only at the end of the file.</returns>
    long Read(long offset, in MemoryBlocks blocks)
    {
        long total = 0;
        for (var i = 0; i < blocks.Count; i++)
        {
            var read = Read(offset + total, blocks[i]);
            total += read;
            if (read < blocks.BlockBytes)
                break;
        }

        return total;
    }

    /// <summary>Says that a part will be read soon, so that the device may begin. Only advice; here nothing comes of it.</summary>
    void Advise(long offset, long length)
    {
    }

    /// <summary>Writes all bytes at an offset; past the end the file grows. Durable only after <see cref="Sync"/>.</summary>
    void Write(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Writes blocks of memory side by side, as <see cref="Write(long, ReadOnlySpan{byte})"/> does; here one after the other.</summary>
    void Write(long offset, in MemoryBlocks blocks)
    {
        for (var i = 0; i < blocks.Count; i++)
            Write(offset + ((long)i * blocks.BlockBytes), blocks[i]);
    }

    /// <summary>
    /// Grows the file to <paramref name="length"/> bytes and reserves the space on the disk, so that a full disk is met
    /// here and not at a later write. The new bytes read as zero. Never shrinks.
    /// </summary>
    void Allocate(long length);

    /// <summary>Cuts the file to <paramref name="length"/> bytes.</summary>
    void Truncate(long length);

    /// <summary>Returns when everything written before the call is on the device (fdatasync).</summary>
    void Sync();
}
