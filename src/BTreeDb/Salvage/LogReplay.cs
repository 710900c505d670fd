using BTreeDb.Diagnostics;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Recovery;

namespace BTreeDb.Salvage;

/// <summary>
/// Repeats the log of a database that was not closed cleanly, on a copy, so that the damaged file stays as it is. A page
/// that was damaged and is in the log comes back whole on the way.
/// </summary>
internal static class LogReplay
{
    private const int BlockBytes = 1 << 20;

    /// <summary>Makes a copy to which the log has been applied.</summary>
    /// <param name="files">Where.</param>
    /// <param name="path">The damaged database, which nobody has open.</param>
    /// <param name="copy">The copy's name; it and its log are replaced.</param>
    /// <param name="losses">Is told when the log cannot be repeated.</param>
    /// <param name="cancellation">Ends the copying.</param>
    /// <returns>Whether there is a copy to be read instead of the file.</returns>
    public static bool TryRun(
        IFileSystem files, string path, string copy, List<string> losses, CancellationToken cancellation)
    {
        var log = StorageEngine.LogPathFor(path);
        if (!files.Exists(log))
        {
            losses.Add($"the log \"{log}\" is missing: changes since the last checkpoint are lost or half done");
            return false;
        }

        try
        {
            Copy(files, path, copy, cancellation);
            Copy(files, log, StorageEngine.LogPathFor(copy), cancellation);
            StorageEngine.Open(files, copy, new StorageOptions { CreateIfMissing = false, BackgroundCheckpoints = false })
                .Dispose();
            return true;
        }
        catch (Exception failure) when (failure is EngineException or IOException or InvariantViolationException)
        {
            losses.Add($"the log cannot be repeated: {failure.Message}; changes since the last checkpoint are lost or half done");
            return false;
        }
    }

    /// <summary>Removes the copy.</summary>
    public static void Forget(IFileSystem files, string copy)
    {
        files.Delete(copy);
        files.Delete(StorageEngine.LogPathFor(copy));
    }

    private static void Copy(IFileSystem files, string from, string to, CancellationToken cancellation)
    {
        using var source = files.Open(from, FileOpenMode.ReadOnly);
        using var target = files.Open(to, FileOpenMode.Create);
        var block = new byte[BlockBytes];
        for (var offset = 0L; offset < source.Length;)
        {
            cancellation.ThrowIfCancellationRequested();
            var read = source.Read(offset, block);
            if (read == 0)
                break;
            target.Write(offset, block.AsSpan(0, read));
            offset += read;
        }
    }
}
