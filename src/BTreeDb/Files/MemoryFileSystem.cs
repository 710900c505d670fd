using System.Collections.Concurrent;

namespace BTreeDb.Files;

/// <summary>
/// Files that live as long as this object: the ground under <c>:memory:</c> databases, so that they run on the same
/// engine. Knows no locks; one engine owns one instance.
/// </summary>
internal sealed class MemoryFileSystem : IFileSystem
{
    private readonly ConcurrentDictionary<string, MemoryFile> _files = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IFile Open(string path, FileOpenMode mode)
    {
        if (mode == FileOpenMode.Create)
            return _files[path] = new MemoryFile(path);
        return _files.TryGetValue(path, out var file)
            ? file
            : throw new FileNotFoundException($"Could not find file '{path}'.", path);
    }

    /// <inheritdoc/>
    public bool Exists(string path) => _files.ContainsKey(path);

    /// <inheritdoc/>
    public void Delete(string path) => _files.TryRemove(path, out _);

    /// <inheritdoc/>
    public void Rename(string path, string newPath)
    {
        if (!_files.TryRemove(path, out var file))
            throw new FileNotFoundException($"Could not find file '{path}'.", path);
        file.Rename(newPath);
        _files[newPath] = file;
    }
}
