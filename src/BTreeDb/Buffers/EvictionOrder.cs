namespace BTreeDb.Buffers;

/// <summary>
/// Decides which frame is emptied next. SIEVE (Zhang et al., NSDI 2024): pages enter at the new end of a queue; a hand
/// walks from old to new, spares and unmarks pages that were used, and takes the first that was not; hits move nothing.
/// Pages that only a scan has read wait in a small ring instead, where, once no frame is free, the next page of a scan takes
/// the oldest; one that somebody else used meanwhile moves over to the queue. All members take the gate; none does I/O.
/// </summary>
internal sealed unsafe class EvictionOrder
{
    private const int None = -1;
    private const int RingShare = 16;
    private const int RingFramesMin = 4;
    private const int RingFramesMax = 256;
    private readonly Lock _gate = new();
    private readonly BufferFrame* _frames;
    private readonly Stack<int> _freed = new();
    private readonly Queue<int> _ring = new();
    private int _neverUsed;
    private int _freeFrames;
    private int _newest = None;
    private int _oldest = None;
    private int _hand = None;
    private int _queued;

    /// <summary>Puts the order over frames that are all free.</summary>
    public EvictionOrder(BufferFrame* frames, int frameCount)
    {
        _frames = frames;
        _freeFrames = frameCount;
        RingLimit = Math.Clamp(frameCount / RingShare, RingFramesMin, RingFramesMax);
    }

    /// <summary>The most frames that scans keep to themselves.</summary>
    public int RingLimit { get; }

    /// <summary>The frames that were ever used; those from here on were never touched.</summary>
    public int UsedFrames => Volatile.Read(ref _neverUsed);

    /// <summary>Takes a free frame, or null. A scan gets one, too: nobody is pushed out of it.</summary>
    public BufferFrame* TryTakeFree()
    {
        // In a pool that is full, which is when it matters, nobody enters the gate for nothing.
        if (Volatile.Read(ref _freeFrames) == 0)
            return null;
        lock (_gate)
        {
            if (_freeFrames == 0)
                return null;
            _freeFrames--;
            return _frames + (_freed.TryPop(out var freed) ? freed : _neverUsed++);
        }
    }

    /// <summary>Gives back a frame that holds no page. The caller has it latched exclusively and lets go afterwards.</summary>
    public void Free(BufferFrame* frame)
    {
        lock (_gate)
        {
            _freed.Push(frame->Index);
            _freeFrames++;
        }
    }

    /// <summary>Enters a frame that has been filled.</summary>
    public void Insert(BufferFrame* frame, AccessHint hint)
    {
        lock (_gate)
        {
            frame->Visited = 0;
            if (hint == AccessHint.Scan && _ring.Count < RingLimit)
            {
                frame->Queue = FrameQueue.ScanRing;
                _ring.Enqueue(frame->Index);
            }
            else
            {
                Link(frame);
            }
        }
    }

    /// <summary>
    /// Picks the next frame to empty, or null when every page was used or is latched. The pick stays in the queue
    /// until <see cref="Remove"/>; the caller may find that it cannot have it.
    /// </summary>
    public BufferFrame* NextVictim(AccessHint hint)
    {
        lock (_gate)
        {
            // It need not be full: those who read ahead take several of its frames before they put any back.
            var fromRing = hint == AccessHint.Scan && _ring.Count >= RingLimit / 2;
            var victim = fromRing ? TakeFromRing() : null;
            if (victim == null)
                victim = Sweep();
            return victim == null ? TakeFromRing() : victim;
        }
    }

    /// <summary>Finds dirty pages that the hand will take next, walking over as many as there is room for.</summary>
    /// <param name="frames">Gets their frames' numbers.</param>
    /// <returns>How many were found.</returns>
    public int CollectDirtyAhead(Span<ulong> frames)
    {
        var count = 0;
        lock (_gate)
        {
            var at = _hand == None ? _oldest : _hand;
            for (var steps = Math.Min(frames.Length, _queued); steps > 0; steps--)
            {
                if (at == None)
                    at = _oldest;
                if (_frames[at].Visited == 0 && _frames[at].Dirty != 0)
                    frames[count++] = (uint)at;
                at = _frames[at].Newer;
            }
        }

        return count;
    }

    /// <summary>Takes a frame out of the queue. The caller has it latched exclusively.</summary>
    public void Remove(BufferFrame* frame)
    {
        lock (_gate)
        {
            if (frame->Queue == FrameQueue.Sieve)
                Unlink(frame);
        }
    }

    /// <summary>Takes the oldest of the ring that only scans have used; it moves to the queue's old end.</summary>
    private BufferFrame* TakeFromRing()
    {
        while (_ring.TryDequeue(out var index))
        {
            var frame = _frames + index;
            Link(frame);
            if (frame->Visited == 0 && !frame->Latch.IsExclusive)
                return frame;
        }

        return null;
    }

    private BufferFrame* Sweep()
    {
        // Two rounds: the first may do no more than take all marks away.
        for (var steps = 2 * _queued; steps > 0; steps--)
        {
            if (_hand == None)
                _hand = _oldest;
            var frame = _frames + _hand;
            _hand = frame->Newer;
            if (frame->Visited != 0)
                frame->Visited = 0;
            else if (!frame->Latch.IsExclusive)
                return frame;
        }

        return null;
    }

    private void Link(BufferFrame* frame)
    {
        frame->Queue = FrameQueue.Sieve;
        frame->Older = _newest;
        frame->Newer = None;
        if (_newest != None)
            _frames[_newest].Newer = frame->Index;
        else
            _oldest = frame->Index;
        _newest = frame->Index;
        _queued++;
    }

    private void Unlink(BufferFrame* frame)
    {
        if (_hand == frame->Index)
            _hand = frame->Newer;
        if (frame->Older != None)
            _frames[frame->Older].Newer = frame->Newer;
        else
            _oldest = frame->Newer;
        if (frame->Newer != None)
            _frames[frame->Newer].Older = frame->Older;
        else
            _newest = frame->Older;
        frame->Queue = FrameQueue.None;
        _queued--;
    }
}
