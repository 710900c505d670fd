using BTreeDb.Primitives;

namespace BTreeDb.Transactions;

/// <summary>
/// Hands out the chunks that version arenas consist of, in two sizes, and keeps some of those given back.
/// </summary>
internal sealed unsafe class VersionChunkPool : IDisposable
{
    /// <summary>A transaction's first chunk.</summary>
    public const int SmallChunk = 4096;

    /// <summary>Every further chunk; larger than any entry, for keys and values are parts of a page.</summary>
    public const int LargeChunk = 128 * 1024;

    private const int KeptSmall = 256;
    private const int KeptLarge = 32;

    private readonly Lock _gate = new();
    private readonly Dictionary<nint, UnmanagedMemory> _rented = [];
    private readonly Stack<UnmanagedMemory> _small = new();
    private readonly Stack<UnmanagedMemory> _large = new();
    private long _rentedBytes;

    /// <summary>Bytes of the chunks that arenas hold.</summary>
    public long RentedBytes => Volatile.Read(ref _rentedBytes);

    /// <summary>Takes a chunk of one of the two sizes.</summary>
    public byte* Rent(int length)
    {
        lock (_gate)
        {
            var kept = length == SmallChunk ? _small : _large;
            if (!kept.TryPop(out var memory))
                memory = new UnmanagedMemory(length, 64);
            _rented.Add((nint)memory.Pointer, memory);
            _rentedBytes += length;
            return memory.Pointer;
        }
    }

    /// <summary>Takes a chunk back.</summary>
    public void Return(byte* chunk)
    {
        lock (_gate)
        {
            _rented.Remove((nint)chunk, out var memory);
            Invariant.Holds(memory is not null, "X6");
            _rentedBytes -= memory.Length;
            var isSmall = memory.Length == SmallChunk;
            var kept = isSmall ? _small : _large;
            if (kept.Count < (isSmall ? KeptSmall : KeptLarge))
                kept.Push(memory);
            else
                memory.Dispose();
        }
    }

    /// <summary>Frees everything, rented chunks included.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var memory in _rented.Values)
                memory.Dispose();
            foreach (var memory in _small)
                memory.Dispose();
            foreach (var memory in _large)
                memory.Dispose();
            _rented.Clear();
            _small.Clear();
            _large.Clear();
            _rentedBytes = 0;
        }
    }
}
