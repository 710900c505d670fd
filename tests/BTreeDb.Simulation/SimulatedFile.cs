using BTreeDb.Files;

namespace BTreeDb.Simulation;

/// <summary>A handle on a file of the <see cref="SimulatedFileSystem"/>, which does the work.</summary>
internal sealed class SimulatedFile(
    SimulatedFileSystem disk, string path, SimulatedContent content, FileOpenMode mode) : IFile
{
    public string Path { get; } = path;

    public long Length => disk.LengthOf(content);

    public int Read(long offset, Span<byte> buffer) => disk.Read(content, offset, buffer);

    public void Write(long offset, ReadOnlySpan<byte> bytes) => disk.Write(content, Path, offset, bytes);

    public void Allocate(long length) => disk.SetLength(content, Path, length, mayShrink: false);

    public void Truncate(long length) => disk.SetLength(content, Path, length, mayShrink: true);

    public void Sync() => disk.Sync(content, Path);

    public void Dispose() => disk.Close(content, mode);
}
