using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Trees;

namespace BTreeDb.Transactions;

/// <summary>
/// What of version arenas went to disk: the chunks as they were, for rollback and clean-up, in a file of their own, and
/// the versions that readers may need in a B+tree over another. Both files end with their last owner; nothing in them is
/// ever synced, and everything is checksummed.
/// </summary>
internal sealed class SpilledVersions
{
    private readonly TemporaryFiles _temporary;
    private readonly Lock _growth = new();
    private readonly IFile _chunks;
    private readonly int _pageSize;
    private VersionTree? _tree;
    private long _chunkBytes;
    private int _owners;
    private int _readers;
    private volatile bool _isClosed;

    /// <summary>Makes the file of chunks; that of the tree comes with the first version.</summary>
    public SpilledVersions(VersionStore store, TemporaryFiles temporary, int pageSize)
    {
        Store = store;
        _temporary = temporary;
        _pageSize = pageSize;
        var path = temporary.NextPath();
        try
        {
            _chunks = temporary.Files.Open(path, FileOpenMode.Create);
        }
        catch (IOException failure)
        {
            throw FileErrors.Failed("create", path, failure);
        }
    }

    /// <summary>What readers ask.</summary>
    public VersionStore Store { get; }

    /// <summary>Bytes of both files.</summary>
    public long Bytes => Interlocked.Read(ref _chunkBytes) + (_tree?.Bytes ?? 0);

    /// <summary>An arena keeps chunks here.</summary>
    public void Acquire() => Interlocked.Increment(ref _owners);

    /// <summary>An arena needs its chunks no more; the last one closes and deletes the files.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _owners) > 0)
            return;
        Store.Remove(this);
        Close(deletes: true);
    }

    /// <summary>Closes the files, and deletes them unless the next opening is to do it.</summary>
    public void Close(bool deletes)
    {
        if (_isClosed)
            return;
        _isClosed = true;
        // Readers are inside for one look-up.
        for (var spinner = default(SpinWait); Volatile.Read(ref _readers) > 0; spinner.SpinOnce())
        {
        }

        _tree?.Dispose();
        _chunks.Dispose();
        if (!deletes)
            return;
        _temporary.Delete(_chunks.Path);
        if (_tree is not null)
            _temporary.Delete(_tree.Path);
    }

    /// <summary>Appends a chunk.</summary>
    /// <exception cref="Diagnostics.EngineException">53100 or 58030: the file cannot be written.</exception>
    public SpilledChunk WriteChunk(ReadOnlySpan<byte> bytes)
    {
        var offset = Interlocked.Add(ref _chunkBytes, bytes.Length) - bytes.Length;
        try
        {
            _chunks.Write(offset, bytes);
        }
        catch (IOException failure)
        {
            throw FileErrors.Failed("write", _chunks.Path, failure);
        }

        return new SpilledChunk(offset, bytes.Length, Crc32C.Of(bytes));
    }

    /// <summary>Reads a chunk back.</summary>
    /// <exception cref="Diagnostics.EngineException">XX001: it is not what was written. 58030: it cannot be read.</exception>
    public void ReadChunk(SpilledChunk place, Span<byte> bytes)
    {
        int read;
        try
        {
            read = _chunks.Read(place.Offset, bytes[..place.Length]);
        }
        catch (IOException failure)
        {
            throw FileErrors.Failed("read", _chunks.Path, failure);
        }

        if (read < place.Length || Crc32C.Of(bytes[..place.Length]) != place.Checksum)
            throw TransactionErrors.SpilledChunkDamaged(_chunks.Path, place.Offset);
    }

    /// <summary>Makes a version findable.</summary>
    public unsafe void Put(VersionEntry* entry) => Tree().Put(entry);

    /// <summary>Whether whatever the database's pages can hold can be kept here.</summary>
    public bool FitsAll => Tree().FitsAll;

    /// <summary>Whether a version can be kept here.</summary>
    public bool Fits(int keyLength, int valueLength) => Tree().Fits(keyLength, valueLength);

    /// <summary>Takes a version out again.</summary>
    public unsafe void Remove(VersionEntry* entry) => Tree().Remove(entry);

    /// <summary>Finds what a transaction replaced.</summary>
    public bool TryFind(TreeId tree, ReadOnlySpan<byte> key, ulong newer, ref RecordBuffer value, out RecordVersion older)
    {
        older = default;
        Interlocked.Increment(ref _readers);
        try
        {
            return !_isClosed && Volatile.Read(ref _tree) is { } versions && versions.TryFind(tree, key, newer, ref value, out older);
        }
        finally
        {
            Interlocked.Decrement(ref _readers);
        }
    }

    private VersionTree Tree()
    {
        if (Volatile.Read(ref _tree) is { } existing)
            return existing;
        lock (_growth)
        {
            if (_tree is null)
                Volatile.Write(ref _tree, new VersionTree(_temporary, _pageSize));
            return _tree!;
        }
    }
}
