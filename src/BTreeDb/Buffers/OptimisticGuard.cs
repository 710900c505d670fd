using System.Runtime.CompilerServices;
using BTreeDb.Primitives;

namespace BTreeDb.Buffers;

/// <summary>
/// A look at a page that nobody keeps still. What is read may be garbage (of a half-done change, or of another page
/// that took the frame), but the memory is always there: check every offset, and trust nothing before
/// <see cref="Validate"/> has said so. Holds nothing, so there is nothing to dispose. It has no more than four fields: so
/// many the JIT keeps in registers, while descents spend their time with copying larger ones.
/// </summary>
internal readonly unsafe ref struct OptimisticGuard
{
    private readonly BufferFrame* _frame;

    /// <summary>Made by the pool.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="address">The frame's page, computed and not read from the frame: then the processor need not wait
    /// for the frame's header before it fetches the page.</param>
    /// <param name="id">The page.</param>
    /// <param name="version">The latch's version.</param>
    internal OptimisticGuard(BufferFrame* frame, byte* address, PageId id, ulong version)
    {
        _frame = frame;
        Page = address;
        Id = id;
        Version = version;
    }

    /// <summary>The page's bytes, <c>page size</c> long.</summary>
    public byte* Page { get; }

    /// <summary>The page that was asked for.</summary>
    public PageId Id { get; }

    /// <summary>The latch's version when the look began.</summary>
    public ulong Version { get; }

    /// <summary>The page's bytes. In bounds: frames are one page long and stay while the pool lives.</summary>
    public ReadOnlySpan<byte> Bytes => new(Page, _frame->PageSize);

    /// <summary>The page and its version, to come back to.</summary>
    public PagePlace Place => new(_frame, Page, Id, Version);

    /// <summary>Whether everything read through the guard so far was the page, unchanged.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Validate() => _frame->Latch.Validate(Version);

    /// <summary>Latches the page exclusively if it is still as it was; then everything read so far is true.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryUpgrade(out WriteGuard guard)
    {
        if (_frame->Latch.TryUpgrade(Version))
        {
            guard = new WriteGuard(_frame, _frame->PageSize);
            return true;
        }

        guard = default;
        return false;
    }
}
