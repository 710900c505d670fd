using BTreeDb.Diagnostics;

namespace BTreeDb.Engine.Copying;

/// <summary>Opens the files of COPY, which are the user's own and no part of the database.</summary>
internal static class CopyFiles
{
    private const int BufferBytes = 64 << 10;

    /// <summary>Opens a file for reading.</summary>
    public static FileStream OpenRead(string path) => Open(path, isFrom: true);

    /// <summary>Makes a file, or empties one.</summary>
    public static FileStream Create(string path) => Open(path, isFrom: false);

    private static FileStream Open(string path, bool isFrom)
    {
        if (Directory.Exists(path))
            throw CopyErrors.IsDirectory(path);
        try
        {
            return isFrom
                ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.SequentialScan)
                : new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, BufferBytes);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CopyErrors.CannotOpen(path, isFrom, SqlState.UndefinedFile, "No such file or directory", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw CopyErrors.CannotOpen(path, isFrom, SqlState.InsufficientPrivilege, "Permission denied", e);
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            throw CopyErrors.CannotOpen(path, isFrom, SqlState.IoError, e.Message, e);
        }
    }
}
