using BTreeDb.Diagnostics;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Wal;

namespace BTreeDb.Buffers;

/// <summary>Writes changed pages from their frames to the file, log first (B5).</summary>
internal sealed unsafe class PageWriting
{
    private readonly DatabaseFile _file;
    private readonly WriteAheadLog _log;
    private readonly BufferFrame* _frames;
    private readonly EvictionOrder _order;
    private readonly int _pageSize;
    private long _writes;

    /// <summary>Writes pages of the frames that an order knows.</summary>
    public PageWriting(DatabaseFile file, WriteAheadLog log, BufferFrame* frames, EvictionOrder order)
    {
        _file = file;
        _log = log;
        _frames = frames;
        _order = order;
        _pageSize = file.PageSize;
    }

    /// <summary>Pages written to the file so far.</summary>
    public long Writes => Interlocked.Read(ref _writes);

    /// <summary>
    /// Whether the page is dirty with a change that is not durable yet. Asked without the latch: it only ranks victims,
    /// so that readers seldom wait for what writers do.
    /// </summary>
    public bool NeedsSync(BufferFrame* frame) => frame->Dirty != 0 && _log.DurableEnd <= frame->Header.Lsn;

    /// <summary>Writes a dirty page if no writer holds it.</summary>
    public bool TryClean(BufferFrame* frame)
    {
        // A log that has failed can never make the page's change durable, so the page must stay.
        if (_log.IsPoisoned || !frame->Latch.TryLatchShared())
            return false;
        try
        {
            if (frame->Dirty != 0)
                Write(frame);
            return true;
        }
        catch (EngineException) when (_log.IsPoisoned)
        {
            return false;
        }
        finally
        {
            frame->Latch.UnlatchShared();
        }
    }

    /// <summary>As <see cref="BufferPool.WriteDirtyPages"/> says.</summary>
    public int WriteDirtyPages(Lsn before, IWritePacing? pacing, CancellationToken cancellation)
    {
        var written = 0;
        var suspects = CollectSuspects();
        for (var i = 0; i < suspects.Count; i++)
        {
            pacing?.Pace(i, suspects.Count);
            cancellation.ThrowIfCancellationRequested();
            var frame = _frames + (uint)suspects[i];
            frame->Latch.LatchShared();
            try
            {
                if (frame->Dirty == 0 || frame->FirstDirtyLsn >= before.Value)
                    continue;
                Write(frame);
                written++;
            }
            finally
            {
                frame->Latch.UnlatchShared();
            }
        }

        return written;
    }

    /// <summary>The pages that differ from the file right now.</summary>
    public int CountDirtyPages()
    {
        var count = 0;
        for (var index = 0; index < _order.UsedFrames; index++)
            count += _frames[index].Dirty;
        return count;
    }

    /// <summary>
    /// Writes a page under the shared latch, log first. Optimistic readers go on meanwhile: only the checksum field
    /// changes, which they do not read.
    /// </summary>
    private void Write(BufferFrame* frame)
    {
        _log.FlushBeforePage(frame->Header.Lsn);
        _file.WritePage(frame->PageId, new Span<byte>(frame->Page, _pageSize));
        Interlocked.Increment(ref _writes);
        frame->FirstDirtyLsn = 0;
        frame->Dirty = 0;
    }

    /// <summary>Frames that may hold a change to be written, by page number, so that the disk sees an ascending order.</summary>
    private List<ulong> CollectSuspects()
    {
        var suspects = new List<ulong>();
        var used = _order.UsedFrames;
        for (var index = 0; index < used; index++)
        {
            // The latch is looked at first: a holder that is gone by then has marked the page before (B7).
            if (_frames[index].Latch.IsExclusive || Volatile.Read(ref _frames[index].Dirty) != 0)
                suspects.Add(((ulong)_frames[index].PageIdValue << 32) | (uint)index);
        }

        suspects.Sort();
        return suspects;
    }
}
