using BTreeDb.Primitives;
using Microsoft.Win32.SafeHandles;

namespace BTreeDb.Files;

/// <summary>A file of the operating system, read and written at offsets.</summary>
internal sealed class RealFile(string path, SafeFileHandle handle) : IFile
{
    private const int ZeroBlockBytes = 256 * 1024;
    private const int PosixOperationNotSupported = 95;
    private const int PosixInvalidArgument = 22;

    /// <inheritdoc/>
    public string Path { get; } = path;

    /// <inheritdoc/>
    public long Length => RandomAccess.GetLength(handle);

    /// <inheritdoc/>
    public int Read(long offset, Span<byte> buffer)
    {
        var total = 0;
        while (total < buffer.Length)
        {
            var read = RandomAccess.Read(handle, buffer[total..], offset + total);
            if (read == 0)
                break;
            total += read;
        }

        return total;
    }

    /// <inheritdoc/>
    public long Read(long offset, in MemoryBlocks blocks)
    {
        long total = 0;
        if (OperatingSystem.IsLinux())
        {
            total = PosixCalls.Read(handle, blocks, offset);
            if (total < 0)
                throw new IOException($"preadv failed with error {-total} : '{Path}'", (int)-total);
        }

        // What one call has left is at the end of the file, or the system has no such call.
        for (var i = (int)(total / blocks.BlockBytes); i < blocks.Count; i++)
        {
            var done = (int)(total % blocks.BlockBytes);
            var read = Read(offset + total, blocks[i][done..]);
            total += read;
            if (done + read < blocks.BlockBytes)
                break;
        }

        return total;
    }

    /// <inheritdoc/>
    public void Advise(long offset, long length)
    {
        if (OperatingSystem.IsLinux())
            PosixCalls.Advise(handle, offset, length);
    }

    /// <inheritdoc/>
    public void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(handle, bytes, offset);

    /// <inheritdoc/>
    public void Write(long offset, in MemoryBlocks blocks)
    {
        long total = 0;
        if (OperatingSystem.IsLinux())
        {
            total = PosixCalls.Write(handle, blocks, offset);
            if (total < 0)
                throw new IOException($"pwritev failed with error {-total} : '{Path}'", (int)-total);
        }

        // What one call has left, or all of it.
        while (total < (long)blocks.Count * blocks.BlockBytes)
        {
            var rest = blocks[(int)(total / blocks.BlockBytes)][(int)(total % blocks.BlockBytes)..];
            Write(offset + total, rest);
            total += rest.Length;
        }
    }

    /// <inheritdoc/>
    public void Allocate(long length)
    {
        var current = Length;
        if (length <= current)
            return;
        if (OperatingSystem.IsLinux())
        {
            var error = PosixCalls.Reserve(handle, current, length - current);
            if (error == 0)
                return;
            if (error is not PosixOperationNotSupported and not PosixInvalidArgument)
                throw new IOException($"posix_fallocate failed with error {error} : '{Path}'", error);
        }

        WriteZeros(current, length);
    }

    /// <inheritdoc/>
    public void Truncate(long length) => RandomAccess.SetLength(handle, length);

    /// <inheritdoc/>
    public void Sync()
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(handle);
            return;
        }

        var error = PosixCalls.SyncData(handle);
        if (error != 0)
            throw new IOException($"fdatasync failed with error {error} : '{Path}'", error);
    }

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();

    private void WriteZeros(long from, long to)
    {
        var zeros = new byte[Math.Min(ZeroBlockBytes, to - from)];
        for (var offset = from; offset < to; offset += zeros.Length)
            RandomAccess.Write(handle, zeros.AsSpan(0, (int)Math.Min(zeros.Length, to - offset)), offset);
    }
}
