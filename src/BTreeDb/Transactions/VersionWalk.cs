using BTreeDb.Primitives;

namespace BTreeDb.Transactions;

/// <summary>
/// Visits the entries of an arena that nobody adds to, the newest first, those in temporary files through one chunk of
/// memory. What an entry of a file is changed into is lost.
/// </summary>
internal unsafe struct VersionWalk : IDisposable
{
    private readonly VersionArena _arena;
    private readonly VersionChunkPool _pool;
    private byte* _scratch;
    private int _index;

    /// <summary>Goes before the newest entry.</summary>
    internal VersionWalk(VersionArena arena, VersionChunkPool pool)
    {
        _arena = arena;
        _pool = pool;
        _index = arena.ChunkCount;
    }

    /// <summary>The entry; good until the next step.</summary>
    public VersionEntry* Current { get; private set; }

    /// <summary>Goes to the next older entry.</summary>
    public bool MoveNext()
    {
        if (Current != null && VersionEntry.Earlier(Current) is var earlier && earlier != null)
        {
            Current = earlier;
            return true;
        }

        if (--_index < 0)
            return false;
        var chunk = _arena.ChunkAt(_index);
        Invariant.Holds(chunk.LastOffset >= 0, "X6");
        Current = (VersionEntry*)((chunk.IsSpilled ? Load(chunk) : chunk.Memory) + chunk.LastOffset);
        return true;
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        if (_scratch != null)
            _pool.Return(_scratch);
        _scratch = null;
    }

    private byte* Load(in VersionChunk chunk)
    {
        if (_scratch == null)
            _scratch = _pool.Rent(VersionChunkPool.LargeChunk);
        _arena.Spilled!.ReadChunk(chunk.Place, new Span<byte>(_scratch, chunk.Used));
        return _scratch;
    }
}
