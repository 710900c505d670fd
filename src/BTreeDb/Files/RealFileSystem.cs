using Microsoft.Win32.SafeHandles;

namespace BTreeDb.Files;

/// <summary>
/// The operating system's files. A file opened for writing is locked for its owner: .NET denies sharing with flock on
/// Unix and with the share mode on Windows; both end with the process, however it ends.
/// </summary>
internal sealed class RealFileSystem : IFileSystem
{
    private const int PosixWouldBlockLinux = 11;
    private const int PosixWouldBlockMac = 35;
    private const int Win32SharingViolation = unchecked((int)0x80070020);

    /// <summary>The one instance; it has no state.</summary>
    public static RealFileSystem Instance { get; } = new();

    /// <inheritdoc/>
    public IFile Open(string path, FileOpenMode mode)
    {
        var handle = OpenHandle(path, mode);
        if (mode != FileOpenMode.Create)
            return new RealFile(path, handle);
        try
        {
            // Emptied only now that the lock is ours: somebody else's file must not suffer from the attempt.
            RandomAccess.SetLength(handle, 0);
            SyncDirectoryOf(path);
            return new RealFile(path, handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public bool Exists(string path) => File.Exists(path);

    /// <inheritdoc/>
    public void Delete(string path)
    {
        if (!File.Exists(path))
            return;
        File.Delete(path);
        SyncDirectoryOf(path);
    }

    /// <inheritdoc/>
    public void Rename(string path, string newPath)
    {
        File.Move(path, newPath, overwrite: true);
        SyncDirectoryOf(newPath);
    }

    private static SafeFileHandle OpenHandle(string path, FileOpenMode mode)
    {
        try
        {
            return mode == FileOpenMode.ReadOnly
                ? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
                : File.OpenHandle(
                    path,
                    mode == FileOpenMode.Create ? FileMode.OpenOrCreate : FileMode.Open,
                    FileAccess.ReadWrite,
                    FileShare.None);
        }
        catch (IOException failure) when (
            failure.HResult is PosixWouldBlockLinux or PosixWouldBlockMac or Win32SharingViolation)
        {
            throw new FileLockedException(path, failure);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new IOException(failure.Message, failure);
        }
    }

    private static void SyncDirectoryOf(string path)
    {
        if (OperatingSystem.IsLinux())
            PosixCalls.SyncDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }
}
