namespace BTreeDb.Primitives;

/// <summary>
/// Blocks of unmanaged memory of one size, each somewhere else: what one vectored read fills and one vectored write empties.
/// Who makes it knows that the blocks are so long and stay as long as it is used.
/// </summary>
/// <param name="addresses">Where each block begins.</param>
/// <param name="blockBytes">The size of each.</param>
internal readonly ref struct MemoryBlocks(ReadOnlySpan<nint> addresses, int blockBytes)
{
    private readonly ReadOnlySpan<nint> _addresses = addresses;

    /// <summary>Number of blocks.</summary>
    public int Count => _addresses.Length;

    /// <summary>The size of each block.</summary>
    public int BlockBytes { get; } = blockBytes;

    /// <summary>Where the blocks begin.</summary>
    public ReadOnlySpan<nint> Addresses => _addresses;

    /// <summary>A block. In bounds: all are of the size given.</summary>
    public unsafe Span<byte> this[int index] => new((void*)_addresses[index], BlockBytes);
}
