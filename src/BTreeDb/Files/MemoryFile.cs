namespace BTreeDb.Files;

/// <summary>
/// A file whose bytes are in memory, in chunks, so that growing copies nothing. The bytes outlive handles: see
/// <see cref="MemoryFileSystem"/>.
/// </summary>
internal sealed class MemoryFile(string path) : IFile
{
    private const int ChunkBytes = 256 * 1024;
    private readonly ReaderWriterLockSlim _gate = new(LockRecursionPolicy.NoRecursion);
    private readonly List<byte[]> _chunks = [];
    private long _length;

    /// <inheritdoc/>
    public string Path { get; private set; } = path;

    /// <inheritdoc/>
    public long Length => Interlocked.Read(ref _length);

    /// <inheritdoc/>
    public int Read(long offset, Span<byte> buffer)
    {
        _gate.EnterReadLock();
        try
        {
            var count = (int)Math.Clamp(_length - offset, 0, buffer.Length);
            for (var done = 0; done < count;)
            {
                var part = PartAt(offset + done, count - done);
                part.CopyTo(buffer[done..]);
                done += part.Length;
            }

            return count;
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    /// <inheritdoc/>
    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        if (offset + bytes.Length > Length)
            Allocate(offset + bytes.Length);
        // Two writers of one byte range would be a defect above; the gate only keeps the chunk list still.
        _gate.EnterReadLock();
        try
        {
            for (var done = 0; done < bytes.Length;)
            {
                var part = PartAt(offset + done, bytes.Length - done);
                bytes.Slice(done, part.Length).CopyTo(part);
                done += part.Length;
            }
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    /// <inheritdoc/>
    public void Allocate(long length)
    {
        _gate.EnterWriteLock();
        try
        {
            while ((long)_chunks.Count * ChunkBytes < length)
                _chunks.Add(new byte[ChunkBytes]);
            _length = Math.Max(_length, length);
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    /// <inheritdoc/>
    public void Truncate(long length)
    {
        _gate.EnterWriteLock();
        try
        {
            _length = Math.Min(_length, length);
            var keep = (int)((_length + ChunkBytes - 1) / ChunkBytes);
            _chunks.RemoveRange(keep, _chunks.Count - keep);
            if (_length % ChunkBytes != 0)
                _chunks[^1].AsSpan((int)(_length % ChunkBytes)).Clear();
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    /// <inheritdoc/>
    public void Sync()
    {
    }

    /// <summary>Nothing to give back: the bytes belong to the file system until the file is deleted.</summary>
    public void Dispose()
    {
    }

    /// <summary>Gives the file another name.</summary>
    public void Rename(string newPath) => Path = newPath;

    private Span<byte> PartAt(long offset, int atMost)
    {
        var inChunk = (int)(offset % ChunkBytes);
        return _chunks[(int)(offset / ChunkBytes)].AsSpan(inChunk, Math.Min(atMost, ChunkBytes - inChunk));
    }
}
