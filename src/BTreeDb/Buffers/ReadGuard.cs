using BTreeDb.Primitives;

namespace BTreeDb.Buffers;

/// <summary>A page latched shared: it stays in its frame and does not change until the guard is disposed.</summary>
internal unsafe ref struct ReadGuard
{
    private BufferFrame* _frame;
    private readonly int _pageSize;

    /// <summary>Made by the pool, with the latch held.</summary>
    internal ReadGuard(BufferFrame* frame, int pageSize)
    {
        _frame = frame;
        _pageSize = pageSize;
    }

    /// <summary>Whether the guard holds a latch.</summary>
    public readonly bool IsHeld => _frame != null;

    /// <summary>The page.</summary>
    public readonly PageId Id => _frame->PageId;

    /// <summary>The page's bytes, <c>page size</c> long.</summary>
    public readonly byte* Page => _frame->Page;

    /// <summary>The page's bytes. In bounds: frames are one page long.</summary>
    public readonly ReadOnlySpan<byte> Bytes => new(_frame->Page, _pageSize);

    /// <summary>Unlatches. A second call does nothing.</summary>
    public void Dispose()
    {
        if (_frame == null)
            return;
        _frame->Latch.UnlatchShared();
        _frame = null;
    }
}
