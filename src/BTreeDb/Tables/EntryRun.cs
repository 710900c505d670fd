using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace BTreeDb.Tables;

/// <summary>
/// A run of index entries in memory, sorted by their keys' bytes, equal ones in the order in which they were added. Entries
/// lie in chunks; sorting moves only numbers of handles that carry the first eight bytes of the key, which decide most
/// comparisons.
/// </summary>
internal sealed class EntryRun(long memoryBytes)
{
    private const int ChunkLengthMin = 1 << 12;
    private const int ChunkLengthMax = 1 << 20;
    private const int HandleLength = 48;
    private const int EntriesAhead = 8;
    private const int HandlesAhead = 2 * EntriesAhead;

    private readonly List<byte[]> _chunks = [];
    private readonly List<Handle> _handles = [];
    private readonly HeadOrder _order = new();
    private int _used;
    private long _bytes;

    /// <summary>How many entries there are.</summary>
    public int Count => _handles.Count;

    /// <summary>Adds an entry; false when memory is used up, which never happens to the first one.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">Its value.</param>
    /// <param name="row">A number to know it by.</param>
    public bool TryAdd(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, int row = 0)
    {
        var length = key.Length + value.Length;
        if (_handles.Count > 0 && _bytes + length + HandleLength > memoryBytes)
            return false;
        if (_chunks.Count == 0 || length > _chunks[^1].Length - _used)
            AddChunk(length);
        key.CopyTo(_chunks[^1].AsSpan(_used));
        value.CopyTo(_chunks[^1].AsSpan(_used + key.Length));
        _handles.Add(new Handle(Head(key), _chunks.Count - 1, _used, key.Length, value.Length, row));
        _used += length;
        _bytes += length + HandleLength;
        return true;
    }

    /// <summary>Sorts the entries by key.</summary>
    public void Sort()
    {
        var handles = CollectionsMarshal.AsSpan(_handles);
        var heads = _order.Begin(handles.Length);
        for (var i = 0; i < handles.Length; i++)
            heads[i] = handles[i].Head;
        var order = _order.Sort();
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && handles[order[end]].Head == handles[order[start]].Head)
                end++;
            if (end - start > 1)
                order[start..end].Sort(Compare);
            start = end;
        }
    }

    /// <summary>
    /// An entry in the order of the last <see cref="Sort"/>; returns its number. Handles and entries lie in the order in which
    /// they came, so that each is a miss in memory: those that will be asked for soon are fetched.
    /// </summary>
    public int Get(int index, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        var handles = CollectionsMarshal.AsSpan(_handles);
        var sorted = _order.Sorted;
        if (index + HandlesAhead < sorted.Length)
        {
            Fetch(ref handles[sorted[index + HandlesAhead]]);
            ref var ahead = ref handles[sorted[index + EntriesAhead]];
            Fetch(ref _chunks[ahead.Chunk][ahead.Offset]);
        }

        ref var handle = ref handles[sorted[index]];
        key = KeyOf(handle);
        value = _chunks[handle.Chunk].AsSpan(handle.Offset + handle.KeyLength, handle.ValueLength);
        return handle.Row;
    }

    /// <summary>Forgets the entries.</summary>
    public void Clear()
    {
        if (_chunks.Count > 1)
            _chunks.RemoveRange(0, _chunks.Count - 1);
        _handles.Clear();
        _used = 0;
        _bytes = 0;
    }

    /// <summary>Should the collector move the memory just now, the prefetch is of no use and does no harm.</summary>
    private static unsafe void Fetch<T>(ref T place)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref place));
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

    private void AddChunk(int length)
    {
        var next = _chunks.Count == 0 ? ChunkLengthMin : Math.Min(_chunks[^1].Length * 4L, ChunkLengthMax);
        _chunks.Add(new byte[Math.Max(next, length)]);
        _used = 0;
    }

    private int Compare(int left, int right)
    {
        var order = KeyOf(_handles[left]).SequenceCompareTo(KeyOf(_handles[right]));
        return order != 0 ? order : left.CompareTo(right);
    }

    private ReadOnlySpan<byte> KeyOf(in Handle handle) => _chunks[handle.Chunk].AsSpan(handle.Offset, handle.KeyLength);

    private readonly record struct Handle(ulong Head, int Chunk, int Offset, int KeyLength, int ValueLength, int Row);
}
