using System.Runtime.InteropServices;
using BTreeDb.Primitives;

namespace BTreeDb.Transactions;

/// <summary>
/// One transaction's version entries, in chunks that are filled from front to back; the oldest chunks may have gone to a
/// temporary file. One thread adds at a time; readers of linked entries are kept away by the version store's stripe
/// locks.
/// </summary>
internal sealed unsafe class VersionArena
{
    /// <summary>Fewer full chunks than this are not worth a file.</summary>
    private const int ChunksBeforeSpill = 8;

    private readonly VersionChunkPool _pool;
    private readonly List<VersionChunk> _chunks = [];
    private SpilledVersions? _spilled;

    /// <summary>The chunks before this one are in the file.</summary>
    private int _firstInMemory;

    /// <summary>Whether some entry is too long for the tree of spilled versions.</summary>
    private bool _isStuck;

    /// <summary>Makes an empty arena.</summary>
    public VersionArena(VersionChunkPool pool) => _pool = pool;

    /// <summary>Number of entries.</summary>
    public long Count { get; private set; }

    /// <summary>Whether some entry makes work after the commit: ghosts, dead chains, dropped trees.</summary>
    public bool HasDeferredWork { get; set; }

    /// <summary>Whether some entry makes pages superfluous.</summary>
    public bool HasGarbage { get; set; }

    /// <summary>Whether some entry is or was linked into the version store.</summary>
    public bool HasLinkedEntries { get; set; }

    /// <summary>Whether enough of it is in memory that spilling pays.</summary>
    public bool IsWorthSpilling => !_isStuck && _chunks.Count - _firstInMemory > ChunksBeforeSpill;

    /// <summary>Whether nothing in it is known not to fit the files.</summary>
    public bool CanSpill => !_isStuck;

    /// <summary>Whether it is a single chunk that has never been in a file.</summary>
    public bool IsSmall => _chunks.Count <= 1 && _spilled is null;

    /// <summary>Bytes of the chunks in memory.</summary>
    public long MemoryBytes { get; private set; }

    /// <summary>The temporary files of its oldest chunks, or null.</summary>
    internal SpilledVersions? Spilled => _spilled;

    /// <summary>The newest entry; there must be one. Reads its chunk back from the file if need be.</summary>
    public VersionEntry* Last
    {
        get
        {
            ref var chunk = ref CollectionsMarshal.AsSpan(_chunks)[^1];
            if (chunk.IsSpilled)
                LoadNewest(ref chunk);
            return (VersionEntry*)(chunk.Memory + chunk.LastOffset);
        }
    }

    /// <summary>Adds an entry with room for key and value, all fields but the lengths still to be set.</summary>
    public VersionEntry* Add(int keyLength, int valueLength)
    {
        // Entries are laid out on multiples of eight.
        var size = (sizeof(VersionEntry) + keyLength + valueLength + 7) & ~7;
        if (_chunks.Count == 0 || !HasRoom(_chunks[^1], size))
            AddChunk(size);
        ref var chunk = ref CollectionsMarshal.AsSpan(_chunks)[^1];
        var offset = chunk.Used;
        var entry = (VersionEntry*)(chunk.Memory + offset);
        *entry = default;
        entry->KeyLength = (ushort)keyLength;
        entry->ValueLength = (ushort)valueLength;
        entry->EarlierDistance = chunk.LastOffset < 0 ? 0 : (uint)(offset - chunk.LastOffset);
        chunk.LastOffset = offset;
        chunk.Used = offset + size;
        Count++;
        return entry;
    }

    /// <summary>Drops the newest entry, which <see cref="Last"/> has read and nobody finds any more.</summary>
    public void RemoveLast()
    {
        ref var chunk = ref CollectionsMarshal.AsSpan(_chunks)[^1];
        Invariant.Holds(!chunk.IsSpilled && Count > 0, "X6");
        var distance = ((VersionEntry*)(chunk.Memory + chunk.LastOffset))->EarlierDistance;
        Count--;
        chunk.Used = chunk.LastOffset;
        chunk.LastOffset -= (int)distance;
        if (distance != 0)
            return;
        Return(chunk);
        _chunks.RemoveAt(_chunks.Count - 1);
        _firstInMemory = Math.Min(_firstInMemory, _chunks.Count);
    }

    /// <summary>Gives all memory and files back. Nothing may be linked any more.</summary>
    public void Clear()
    {
        foreach (var chunk in _chunks)
        {
            if (!chunk.IsSpilled)
                Return(chunk);
        }

        _chunks.Clear();
        _firstInMemory = 0;
        _spilled?.Release();
        _spilled = null;
        _isStuck = false;
        Count = 0;
        HasDeferredWork = false;
        HasGarbage = false;
        HasLinkedEntries = false;
    }

    /// <summary>Takes all linked entries in memory out of the store.</summary>
    public void Unlink(VersionStore store)
    {
        for (var index = _firstInMemory; index < _chunks.Count; index++)
        {
            for (var entry = LastOf(_chunks[index]); entry != null; entry = VersionEntry.Earlier(entry))
                store.Unlink(entry);
        }
    }

    /// <summary>Visits the entries, the newest first; dispose the result.</summary>
    public VersionWalk Walk() => new(this, _pool);

    /// <summary>Chunks of the arena; for <see cref="VersionWalk"/>.</summary>
    internal int ChunkCount => _chunks.Count;

    /// <summary>
    /// Moves the chunks in memory to temporary files: all, or all but the one that is being filled. Readers find linked
    /// entries at every moment, either in the store or in the files. When it fails, everything is found where it was.
    /// </summary>
    /// <param name="store">Where readers look.</param>
    /// <param name="target">Where to, unless the arena has files already.</param>
    /// <param name="all">Whether the chunk that is being filled goes, too.</param>
    public void Spill(VersionStore store, SpilledVersions? target, bool all)
    {
        var end = all ? _chunks.Count : _chunks.Count - 1;
        if (end <= _firstInMemory)
            return;
        if (_spilled is null)
        {
            _spilled = target ?? store.OpenSpilled();
            _spilled.Acquire();
        }

        var chunks = CollectionsMarshal.AsSpan(_chunks)[_firstInMemory..end];
        var fitting = SpillIndex.CountFitting(chunks, _spilled);
        _isStuck = fitting < chunks.Length;
        chunks = chunks[..fitting];
        SpillIndex.Move(chunks, store, _spilled);
        foreach (ref var chunk in chunks)
        {
            chunk.Place = _spilled.WriteChunk(new ReadOnlySpan<byte>(chunk.Memory, chunk.Used));
            Return(chunk);
            chunk.Memory = null;
            _firstInMemory++;
        }
    }

    /// <summary>The newest entry of a chunk in memory.</summary>
    internal static VersionEntry* LastOf(in VersionChunk chunk) =>
        chunk.LastOffset < 0 ? null : (VersionEntry*)(chunk.Memory + chunk.LastOffset);

    /// <summary>A chunk of the arena.</summary>
    internal VersionChunk ChunkAt(int index) => _chunks[index];

    private static bool HasRoom(in VersionChunk chunk, int size) => !chunk.IsSpilled && chunk.Length - chunk.Used >= size;

    private void AddChunk(int size)
    {
        // Most transactions change a row or two; the second chunk tells the others.
        var length = Math.Max(_chunks.Count == 0 ? VersionChunkPool.SmallChunk : VersionChunkPool.LargeChunk, size);
        length = length <= VersionChunkPool.SmallChunk ? VersionChunkPool.SmallChunk : VersionChunkPool.LargeChunk;
        _chunks.Add(new VersionChunk { Memory = _pool.Rent(length), Length = length, LastOffset = -1 });
        MemoryBytes += length;
    }

    private void LoadNewest(ref VersionChunk chunk)
    {
        var length = chunk.Used <= VersionChunkPool.SmallChunk ? VersionChunkPool.SmallChunk : VersionChunkPool.LargeChunk;
        var memory = _pool.Rent(length);
        try
        {
            _spilled!.ReadChunk(chunk.Place, new Span<byte>(memory, chunk.Used));
        }
        catch
        {
            _pool.Return(memory);
            throw;
        }

        chunk.Memory = memory;
        chunk.Length = length;
        MemoryBytes += length;
        _firstInMemory = _chunks.Count - 1;
    }

    private void Return(in VersionChunk chunk)
    {
        MemoryBytes -= chunk.Length;
        _pool.Return(chunk.Memory);
    }
}
