namespace BTreeDb.Transactions;

/// <summary>
/// The memory of one transaction's version entries: chunks that are filled from front to back and given back all
/// together. One thread adds at a time; readers of linked entries are kept away by the version store's stripe locks.
/// </summary>
internal sealed unsafe class VersionArena
{
    private readonly VersionChunkPool _pool;
    private readonly List<nint> _chunks = [];
    private byte* _next;
    private byte* _end;

    /// <summary>Makes an empty arena.</summary>
    public VersionArena(VersionChunkPool pool) => _pool = pool;

    /// <summary>The newest entry, or null.</summary>
    public VersionEntry* Last { get; private set; }

    /// <summary>Whether some entry makes work after the commit: ghosts, dead chains, dropped trees.</summary>
    public bool HasDeferredWork { get; set; }

    /// <summary>Whether some entry makes pages superfluous.</summary>
    public bool HasGarbage { get; set; }

    /// <summary>Whether some entry is or was linked into the version store.</summary>
    public bool HasLinkedEntries { get; set; }

    /// <summary>Adds an entry with room for key and value, all fields but the lengths and the order still to be set.</summary>
    public VersionEntry* Add(int keyLength, int valueLength)
    {
        // Entries are laid out on multiples of eight.
        var size = (sizeof(VersionEntry) + keyLength + valueLength + 7) & ~7;
        if (_end - _next < size)
            AddChunk(size);
        var entry = (VersionEntry*)_next;
        _next += size;
        *entry = default;
        entry->KeyLength = (ushort)keyLength;
        entry->ValueLength = (ushort)valueLength;
        entry->Earlier = Last;
        Last = entry;
        return entry;
    }

    /// <summary>Drops the newest entry from the order; its memory stays until the arena is cleared.</summary>
    public void RemoveLast() => Last = Last->Earlier;

    /// <summary>Gives all memory back. Nothing may be linked any more.</summary>
    public void Clear()
    {
        foreach (var chunk in _chunks)
            _pool.Return((byte*)chunk);
        _chunks.Clear();
        _next = null;
        _end = null;
        Last = null;
        HasDeferredWork = false;
        HasGarbage = false;
        HasLinkedEntries = false;
    }

    private void AddChunk(int size)
    {
        // Most transactions change a row or two; the second chunk tells the others.
        var length = Math.Max(_chunks.Count == 0 ? VersionChunkPool.SmallChunk : VersionChunkPool.LargeChunk, size);
        length = length <= VersionChunkPool.SmallChunk ? VersionChunkPool.SmallChunk : VersionChunkPool.LargeChunk;
        _next = _pool.Rent(length);
        _end = _next + length;
        _chunks.Add((nint)_next);
    }
}
