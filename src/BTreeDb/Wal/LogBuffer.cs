using BTreeDb.Primitives;

namespace BTreeDb.Wal;

/// <summary>
/// The ring of memory between appenders and the file: the byte of a log position is at the position modulo the size.
/// Who may use which part is the log's affair.
/// </summary>
internal sealed class LogBuffer : IDisposable
{
    private const int Alignment = 4096;
    private readonly UnmanagedMemory _memory;
    private readonly ulong _mask;

    /// <summary>Allocates the ring.</summary>
    /// <param name="capacity">Its size, a power of two.</param>
    public LogBuffer(int capacity)
    {
        if (capacity <= 0 || (capacity & (capacity - 1)) != 0)
            throw new ArgumentOutOfRangeException(nameof(capacity));
        _memory = new UnmanagedMemory(capacity, Alignment);
        _mask = (ulong)capacity - 1;
    }

    /// <summary>The size in bytes.</summary>
    public int Capacity => (int)_memory.Length;

    /// <summary>Copies bytes to a log position; they fit into the ring.</summary>
    public void Put(ulong position, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var target = Part(position, bytes.Length);
            bytes[..target.Length].CopyTo(target);
            position += (uint)target.Length;
            bytes = bytes[target.Length..];
        }
    }

    /// <summary>The longest piece of memory at a log position, up to <paramref name="atMost"/> bytes.</summary>
    public Span<byte> Part(ulong position, long atMost)
    {
        var offset = (long)(position & _mask);
        return _memory.Slice(offset, (int)Math.Min(atMost, _memory.Length - offset));
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();
}
