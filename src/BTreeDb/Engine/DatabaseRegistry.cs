using BTreeDb.Files;

namespace BTreeDb.Engine;

/// <summary>
/// The databases that are open in this process, by path, so that all connections to one file share one engine. Opening
/// one database does not hold up another.
/// </summary>
internal static class DatabaseRegistry
{
    private const string MemoryPrefix = ":memory:";

    private static readonly Lock Gate = new();

    private static readonly Dictionary<string, Entry> Entries = new(
        OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    /// <summary>Opens a database, or joins those who have it open.</summary>
    public static DatabaseEngine Acquire(string path, EngineSettings settings)
    {
        if (path == MemoryPrefix)
            return DatabaseEngine.Open(new MemoryFileSystem(), path, settings);
        var isMemory = IsMemoryName(path);
        var key = isMemory ? path : Resolve(path);
        Entry entry;
        lock (Gate)
        {
            if (!Entries.TryGetValue(key, out entry!))
                Entries.Add(key, entry = new Entry());
            entry.Users++;
        }

        try
        {
            lock (entry)
            {
                return entry.Engine ??= DatabaseEngine.Open(
                    isMemory ? new MemoryFileSystem() : RealFileSystem.Instance, key, settings);
            }
        }
        catch
        {
            Forget(key, entry);
            throw;
        }
    }

    /// <summary>Whether a path names a database in memory.</summary>
    public static bool IsMemoryName(string path) => path.StartsWith(MemoryPrefix, StringComparison.Ordinal);

    /// <summary>Gives up one acquisition; the last one closes the database.</summary>
    public static void Release(DatabaseEngine engine)
    {
        if (engine.Path == MemoryPrefix)
        {
            engine.Close();
            return;
        }

        Entry? entry;
        lock (Gate)
        {
            if (!Entries.TryGetValue(engine.Path, out entry) || entry.Engine != engine)
                return;
        }

        // Who acquires the same path meanwhile waits for the entry, then opens the file anew.
        lock (entry)
        {
            if (!Forget(engine.Path, entry))
                return;
            entry.Engine = null;
            engine.Close();
        }
    }

    /// <summary>Takes one user away; true when it was the last one.</summary>
    private static bool Forget(string key, Entry entry)
    {
        lock (Gate)
        {
            if (--entry.Users > 0)
                return false;
            Entries.Remove(key);
            return true;
        }
    }

    /// <summary>One name for each file: absolute, links followed.</summary>
    private static string Resolve(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            return File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        }
        catch (IOException)
        {
            return full;
        }
    }

    private sealed class Entry
    {
        public DatabaseEngine? Engine { get; set; }

        public int Users { get; set; }
    }
}
