using System.Text;

namespace BTreeDb.Execution.Vectors;

/// <summary>
/// Memory for bytes that <see cref="TextView"/>s point to: chunks that do not move, filled from the front and reset as a
/// whole. Chunks are pinned managed arrays, so that nobody has to free them; whoever holds views keeps their arena alive.
/// </summary>
internal sealed class TextArena
{
    private const int FirstChunkBytes = 4096;
    private const int LargestChunkBytes = 1 << 20;

    /// <summary>Longer strings are measured before room is taken for them.</summary>
    private const int ShortStringMax = 256;

    private readonly List<byte[]> _chunks = [];
    private int _current = -1;
    private int _used;

    /// <summary>Bytes of the chunks in use.</summary>
    public long UsedBytes
    {
        get
        {
            long bytes = _used;
            for (var i = 0; i < _current; i++)
                bytes += _chunks[i].Length;
            return bytes;
        }
    }

    /// <summary>Bytes of all chunks, used or not.</summary>
    public long AllocatedBytes { get; private set; }

    /// <summary>Forgets all bytes and keeps the memory. Views into the arena are void.</summary>
    public void Reset()
    {
        _current = _chunks.Count > 0 ? 0 : -1;
        _used = 0;
    }

    /// <summary>Room for bytes that the caller fills; it does not move until <see cref="Reset"/>.</summary>
    public Span<byte> Allocate(int length)
    {
        if (_current < 0 || length > _chunks[_current].Length - _used)
            NextChunk(length);
        var span = _chunks[_current].AsSpan(_used, length);
        _used += length;
        return span;
    }

    /// <summary>Gives the unused end of the last allocation back.</summary>
    public void ShrinkLast(int allocated, int used) => _used -= allocated - used;

    /// <summary>Copies bytes here and returns a view on them; short ones need no room.</summary>
    public TextView Add(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= TextView.InlineCapacity)
            return TextView.FromShort(bytes);
        var target = Allocate(bytes.Length);
        bytes.CopyTo(target);
        return TextView.FromPinned(target);
    }

    /// <summary>Writes a string's bytes here and returns a view on them; short ones need no room.</summary>
    public TextView Add(string text)
    {
        var most = text.Length > ShortStringMax ? Encoding.UTF8.GetByteCount(text) : Encoding.UTF8.GetMaxByteCount(text.Length);
        var target = Allocate(most);
        var length = Encoding.UTF8.GetBytes(text, target);
        var bytes = target[..length];
        if (length > TextView.InlineCapacity)
        {
            ShrinkLast(most, length);
            return TextView.FromPinned(bytes);
        }

        var view = TextView.FromShort(bytes);
        ShrinkLast(most, 0);
        return view;
    }

    /// <summary>Copies what a view points to.</summary>
    public TextView Add(in TextView view) => view.IsInline ? view : Add(view.Span);

    private void NextChunk(int length)
    {
        while (_current + 1 < _chunks.Count)
        {
            _current++;
            _used = 0;
            if (length <= _chunks[_current].Length)
                return;
        }

        var doubled = _chunks.Count == 0 ? FirstChunkBytes : Math.Min(_chunks[^1].Length * 2L, LargestChunkBytes);
        var size = (int)Math.Max(doubled, length);
        _chunks.Add(GC.AllocateUninitializedArray<byte>(size, pinned: true));
        AllocatedBytes += size;
        _current = _chunks.Count - 1;
        _used = 0;
    }
}
