using System.Buffers.Binary;

namespace BTreeDb.Tables;

/// <summary>
/// A run of index entries in memory, sorted by their keys' bytes. Entries lie in chunks; sorting moves only small handles
/// that carry the first eight bytes of the key, which decide most comparisons.
/// </summary>
internal sealed class EntryRun(long memoryBytes)
{
    private const int ChunkLength = 1 << 20;
    private const int HandleLength = 32;

    private readonly List<byte[]> _chunks = [];
    private readonly List<Handle> _handles = [];
    private int _used;
    private long _bytes;

    /// <summary>How many entries there are.</summary>
    public int Count => _handles.Count;

    /// <summary>Adds an entry; false when memory is used up, which never happens to the first one.</summary>
    public bool TryAdd(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var length = key.Length + value.Length;
        if (_handles.Count > 0 && _bytes + length + HandleLength > memoryBytes)
            return false;
        if (_chunks.Count == 0 || length > _chunks[^1].Length - _used)
        {
            _chunks.Add(new byte[Math.Max(ChunkLength, length)]);
            _used = 0;
        }

        key.CopyTo(_chunks[^1].AsSpan(_used));
        value.CopyTo(_chunks[^1].AsSpan(_used + key.Length));
        _handles.Add(new Handle(Head(key), _chunks.Count - 1, _used, key.Length, value.Length));
        _used += length;
        _bytes += length + HandleLength;
        return true;
    }

    /// <summary>Sorts the entries by key.</summary>
    public void Sort() => _handles.Sort(Compare);

    /// <summary>An entry in the present order.</summary>
    public void Get(int index, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        var handle = _handles[index];
        key = KeyOf(handle);
        value = _chunks[handle.Chunk].AsSpan(handle.Offset + handle.KeyLength, handle.ValueLength);
    }

    /// <summary>Forgets the entries.</summary>
    public void Clear()
    {
        _chunks.Clear();
        _handles.Clear();
        _used = 0;
        _bytes = 0;
    }

    private static ulong Head(ReadOnlySpan<byte> key)
    {
        if (key.Length >= 8)
            return BinaryPrimitives.ReadUInt64BigEndian(key);
        Span<byte> padded = stackalloc byte[8];
        padded.Clear();
        key.CopyTo(padded);
        return BinaryPrimitives.ReadUInt64BigEndian(padded);
    }

    private int Compare(Handle left, Handle right)
    {
        var order = left.Head.CompareTo(right.Head);
        return order != 0 ? order : KeyOf(left).SequenceCompareTo(KeyOf(right));
    }

    private ReadOnlySpan<byte> KeyOf(Handle handle) =>
        _chunks[handle.Chunk].AsSpan(handle.Offset, handle.KeyLength);

    private readonly record struct Handle(ulong Head, int Chunk, int Offset, int KeyLength, int ValueLength);
}
