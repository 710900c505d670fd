using BTreeDb.Primitives;

namespace BTreeDb.Transactions;

/// <summary>
/// The snapshots in use, so that versions which one of them needs are kept. Each has a slot in a cache line of its own;
/// taking and giving back touch no memory that others write.
/// </summary>
internal sealed class SnapshotRegistry
{
    private const int SlotsPerSegment = 64;

    /// <summary>Two cache lines, for processors fetch them in pairs.</summary>
    private const int Stride = 16;

    /// <summary>What a free slot holds; above every snapshot, so that the minimum passes over it.</summary>
    private const ulong Free = ulong.MaxValue;

    private readonly Lock _growth = new();
    private ulong[][] _segments = [NewSegment()];

    /// <summary>Snapshots in use; for tests and metrics.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            foreach (var segment in Volatile.Read(ref _segments))
            {
                for (var i = 0; i < segment.Length; i += Stride)
                    count += Volatile.Read(ref segment[i]) == Free ? 0 : 1;
            }

            return count;
        }
    }

    /// <summary>Registers a snapshot of what is committed now.</summary>
    /// <param name="lastCommitted">Where the newest commit sequence is published.</param>
    /// <param name="slot">To be given back to <see cref="Release"/>.</param>
    public CommitSequence Acquire(ref ulong lastCommitted, out int slot)
    {
        slot = TakeSlot();
        return Refresh(slot, ref lastCommitted);
    }

    /// <summary>Moves a registered snapshot to what is committed now.</summary>
    public CommitSequence Refresh(int slot, ref ulong lastCommitted)
    {
        ref var registered = ref At(slot);
        while (true)
        {
            var sequence = Volatile.Read(ref lastCommitted);
            // A full fence: either the reclaimer, who reads the newest sequence before the slots, finds this entry, or
            // the sequence has moved on here already and the loop goes round.
            Interlocked.Exchange(ref registered, sequence);
            if (Volatile.Read(ref lastCommitted) == sequence)
                return new CommitSequence(sequence);
        }
    }

    /// <summary>Forgets a snapshot.</summary>
    public void Release(int slot) => Volatile.Write(ref At(slot), Free);

    /// <summary>No snapshot in use, now or later, is older than the result.</summary>
    public ulong Oldest(ref ulong lastCommitted)
    {
        var oldest = Volatile.Read(ref lastCommitted);
        Interlocked.MemoryBarrier();
        foreach (var segment in Volatile.Read(ref _segments))
        {
            for (var i = 0; i < segment.Length; i += Stride)
                oldest = Math.Min(oldest, Volatile.Read(ref segment[i]));
        }

        return oldest;
    }

    /// <summary>
    /// The snapshots in use. A slot that is just being taken counts for nothing: what it becomes is not older than the
    /// newest commit that was read before it.
    /// </summary>
    public LiveSnapshots Live(ref ulong lastCommitted)
    {
        var latest = Volatile.Read(ref lastCommitted);
        Interlocked.MemoryBarrier();
        var sequences = new List<ulong>();
        foreach (var segment in Volatile.Read(ref _segments))
        {
            for (var i = 0; i < segment.Length; i += Stride)
            {
                if (Volatile.Read(ref segment[i]) is not (0 or Free) and var sequence)
                    sequences.Add(sequence);
            }
        }

        return new LiveSnapshots(sequences, latest);
    }

    private static ulong[] NewSegment()
    {
        var segment = new ulong[SlotsPerSegment * Stride];
        Array.Fill(segment, Free);
        return segment;
    }

    private ref ulong At(int slot) =>
        ref Volatile.Read(ref _segments)[slot / SlotsPerSegment][slot % SlotsPerSegment * Stride];

    /// <summary>A taken slot holds 0 for a moment: older than any snapshot, so nothing is reclaimed meanwhile.</summary>
    private int TakeSlot()
    {
        while (true)
        {
            var segments = Volatile.Read(ref _segments);
            var start = Environment.CurrentManagedThreadId;
            for (var number = 0; number < segments.Length; number++)
            {
                for (var i = 0; i < SlotsPerSegment; i++)
                {
                    var slot = (start + i) % SlotsPerSegment;
                    ref var at = ref segments[number][slot * Stride];
                    if (Volatile.Read(ref at) == Free && Interlocked.CompareExchange(ref at, 0, Free) == Free)
                        return (number * SlotsPerSegment) + slot;
                }
            }

            Grow(segments);
        }
    }

    private void Grow(ulong[][] seen)
    {
        lock (_growth)
        {
            if (_segments == seen)
                Volatile.Write(ref _segments, [.. seen, NewSegment()]);
        }
    }
}
