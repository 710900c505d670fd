using System.Runtime.CompilerServices;
using BTreeDb.Files;
using BTreeDb.Primitives;

namespace BTreeDb.Buffers;

/// <summary>
/// A page latched exclusively. The way of a change: change the bytes, append the log record, give its position to
/// <see cref="MarkDirty"/>, dispose.
/// </summary>
internal unsafe ref struct WriteGuard
{
    private BufferFrame* _frame;
    private readonly int _pageSize;

    /// <summary>Made by the pool, with the latch held.</summary>
    internal WriteGuard(BufferFrame* frame, int pageSize)
    {
        _frame = frame;
        _pageSize = pageSize;
    }

    /// <summary>Whether the guard holds a latch.</summary>
    public readonly bool IsHeld => _frame != null;

    /// <summary>The page.</summary>
    public readonly PageId Id => _frame->PageId;

    /// <summary>The page, as it will be when this guard is disposed, to come back to.</summary>
    public readonly PagePlace Place => new(_frame, _frame->Page, _frame->PageId, _frame->Latch.NextVersion);

    /// <summary>The page's bytes, <c>page size</c> long.</summary>
    public readonly byte* Page => _frame->Page;

    /// <summary>The page's bytes. In bounds: frames are one page long.</summary>
    public readonly Span<byte> Bytes => new(_frame->Page, _pageSize);

    /// <summary>The log record that changed the page last.</summary>
    public readonly Lsn Lsn => _frame->Header.Lsn;

    /// <summary>Says that the page was changed by the log record at a position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void MarkDirty(Lsn lsn)
    {
        Invariant.Holds(_frame->Latch.IsExclusive, "B3");
        Invariant.Holds(lsn >= _frame->Header.Lsn, "B6");
        _frame->Header.Lsn = lsn;
        if (_frame->Dirty != 0)
            return;
        _frame->FirstDirtyLsn = lsn.Value;
        _frame->Dirty = 1;
    }

    /// <summary>Unlatches. A second call does nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Dispose()
    {
        if (_frame == null)
            return;
        _frame->Latch.UnlatchExclusive();
        _frame = null;
    }
}
