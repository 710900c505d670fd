using BTreeDb.Files;
using BTreeDb.Primitives;

namespace BTreeDb.Tests.Files;

/// <summary>Files in memory that notes what is asked of them at once, and fails where it is told to.</summary>
internal sealed class ProbedFileSystem : IFileSystem
{
    private readonly MemoryFileSystem _files = new();

    /// <summary>The blocks of each vectored read.</summary>
    public List<int> VectoredReads { get; } = [];

    /// <summary>What was announced.</summary>
    public List<(long Offset, long Length)> Advices { get; } = [];

    /// <summary>How long a vectored read takes.</summary>
    public int ReadMs { get; set; }

    /// <summary>The blocks of each vectored write.</summary>
    public List<int> VectoredWrites { get; } = [];

    /// <summary>Whether the disk of the database file is full; that of the log is not.</summary>
    public bool FailsWrites { get; set; }

    /// <summary>Offsets that cannot be read.</summary>
    public Func<long, bool> FailsRead { get; set; } = static _ => false;

    public IFile Open(string path, FileOpenMode mode) => new ProbedFile(this, _files.Open(path, mode));

    public bool Exists(string path) => _files.Exists(path);

    public void Delete(string path) => _files.Delete(path);

    public void Rename(string path, string newPath) => _files.Rename(path, newPath);

    private sealed class ProbedFile(ProbedFileSystem probe, IFile file) : IFile
    {
        public string Path => file.Path;

        public long Length => file.Length;

        private bool IsFull => probe.FailsWrites && !Path.EndsWith("-wal", StringComparison.Ordinal);

        public int Read(long offset, Span<byte> buffer) =>
            probe.FailsRead(offset) ? throw new IOException("no such sector") : file.Read(offset, buffer);

        public long Read(long offset, in MemoryBlocks blocks)
        {
            lock (probe.VectoredReads)
                probe.VectoredReads.Add(blocks.Count);
            Thread.Sleep(probe.ReadMs);
            for (var i = 0; i < blocks.Count; i++)
            {
                if (probe.FailsRead(offset + ((long)i * blocks.BlockBytes)))
                    throw new IOException("no such sector");
            }

            return file.Read(offset, blocks);
        }

        public void Advise(long offset, long length)
        {
            lock (probe.Advices)
                probe.Advices.Add((offset, length));
        }

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            if (IsFull)
                throw FileErrors.DiskFullFailure(Path);
            file.Write(offset, bytes);
        }

        public void Write(long offset, in MemoryBlocks blocks)
        {
            lock (probe.VectoredWrites)
                probe.VectoredWrites.Add(blocks.Count);
            if (IsFull)
                throw FileErrors.DiskFullFailure(Path);
            file.Write(offset, blocks);
        }

        public void Allocate(long length) => file.Allocate(length);

        public void Truncate(long length) => file.Truncate(length);

        public void Sync() => file.Sync();

        public void Dispose() => file.Dispose();
    }
}
