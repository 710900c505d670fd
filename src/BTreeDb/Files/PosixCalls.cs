using System.Runtime.InteropServices;
using BTreeDb.Primitives;

namespace BTreeDb.Files;

/// <summary>
/// What Linux offers and .NET does not: syncing without the file's times (fdatasync spares a journal commit when the
/// size is unchanged), reserving disk space, syncing a directory so that a created or renamed file stays, and reading
/// and writing many blocks of unmanaged memory at once, and telling the device what will be read.
/// Part of the operating system, not a library that we bring.
/// </summary>
internal static partial class PosixCalls
{
    private const int Interrupted = 4;

    /// <summary>More blocks take more calls.</summary>
    private const int VectorsMax = 64;

    /// <summary>Syncs the data of a file.</summary>
    /// <returns>Zero or the error number.</returns>
    public static int SyncData(SafeHandle file)
    {
        while (true)
        {
            if (fdatasync(file) == 0)
                return 0;
            var error = Marshal.GetLastPInvokeError();
            if (error != Interrupted)
                return error;
        }
    }

    /// <summary>Reserves disk space for a part of a file, growing it.</summary>
    /// <returns>Zero or the error number.</returns>
    public static int Reserve(SafeHandle file, long offset, long length)
    {
        int error;
        do
        {
            error = posix_fallocate(file, offset, length);
        }
        while (error == Interrupted);
        return error;
    }

    /// <summary>Reads into blocks of memory, one after the other, with one call.</summary>
    /// <returns>The bytes read, maybe fewer than there are; or the error number, negated.</returns>
    public static long Read(SafeHandle file, in MemoryBlocks blocks, long offset)
    {
        Span<IoVector> vectors = stackalloc IoVector[VectorsMax];
        vectors = Describe(blocks, vectors);
        while (true)
        {
            long read = preadv(file, vectors, vectors.Length, offset);
            if (read >= 0)
                return read;
            var error = Marshal.GetLastPInvokeError();
            if (error != Interrupted)
                return -error;
        }
    }

    /// <summary>Writes blocks of memory, one after the other, with one call.</summary>
    /// <returns>The bytes written, maybe fewer than there are; or the error number, negated.</returns>
    public static long Write(SafeHandle file, in MemoryBlocks blocks, long offset)
    {
        Span<IoVector> vectors = stackalloc IoVector[VectorsMax];
        vectors = Describe(blocks, vectors);
        while (true)
        {
            long written = pwritev(file, vectors, vectors.Length, offset);
            if (written >= 0)
                return written;
            var error = Marshal.GetLastPInvokeError();
            if (error != Interrupted)
                return -error;
        }
    }

    /// <summary>Has the device begin to read a part of a file. Whether it does is not told.</summary>
    public static void Advise(SafeHandle file, long offset, long length)
    {
        const int willNeed = 3;
        _ = posix_fadvise(file, offset, length, willNeed);
    }

    /// <summary>Makes the names in a directory durable. A file system that cannot do so is left alone.</summary>
    public static void SyncDirectory(string directory)
    {
        const int readOnlyCloseOnExec = 0x80000;
        var descriptor = open(directory, readOnlyCloseOnExec);
        if (descriptor < 0)
            return;
        _ = fsync(descriptor);
        _ = close(descriptor);
    }

    private static Span<IoVector> Describe(in MemoryBlocks blocks, Span<IoVector> vectors)
    {
        vectors = vectors[..Math.Min(blocks.Count, vectors.Length)];
        for (var i = 0; i < vectors.Length; i++)
            vectors[i] = new IoVector(blocks.Addresses[i], (nuint)blocks.BlockBytes);
        return vectors;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fdatasync(SafeHandle fd);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint preadv(SafeHandle fd, ReadOnlySpan<IoVector> iov, int iovcnt, long offset);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint pwritev(SafeHandle fd, ReadOnlySpan<IoVector> iov, int iovcnt, long offset);

    [LibraryImport("libc")]
    private static partial int posix_fadvise(SafeHandle fd, long offset, long length, int advice);

    [LibraryImport("libc")]
    private static partial int posix_fallocate(SafeHandle fd, long offset, long length);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc")]
    private static partial int fsync(int fd);

    [LibraryImport("libc")]
    private static partial int close(int fd);

    /// <summary>The operating system's struct iovec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct IoVector(nint Address, nuint Length);
}
