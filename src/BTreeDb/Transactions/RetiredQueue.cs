using System.Diagnostics.CodeAnalysis;

namespace BTreeDb.Transactions;

/// <summary>
/// Committed transactions in the order of their commits (X8): the recent ones each with its arena, and before them those
/// that old snapshots have kept for long, in batches. Recent ones are guarded by the reclaimer's gate, batches by its
/// lock for background work.
/// </summary>
internal sealed class RetiredQueue
{
    private const long BatchBytes = 4 << 20;
    private const int BatchShare = 8;

    private readonly Queue<RetiredTransaction> _recent = new();
    private readonly LinkedList<RetiredBatch> _batches = new();
    private readonly VersionChunkPool _pool;
    private long _batchBytes;

    /// <summary>Makes an empty queue.</summary>
    public RetiredQueue(VersionChunkPool pool) => _pool = pool;

    /// <summary>Recent transactions.</summary>
    public int RecentCount => _recent.Count;

    /// <summary>Batches before them.</summary>
    public int BatchCount => _batches.Count;

    /// <summary>How many transactions stay out of batches.</summary>
    public int RecentMax { get; set; } = 64;

    /// <summary>Whether the recent transactions should go into batches, if snapshots hold them.</summary>
    public bool IsLong => _recent.Count > RecentMax;

    /// <summary>Adds a transaction.</summary>
    public void Enqueue(in RetiredTransaction retired) => _recent.Enqueue(retired);

    /// <summary>Takes the first of the recent ones if everybody sees it.</summary>
    public bool TryDequeueRecent(ulong oldest, out RetiredTransaction retired)
    {
        if (!_recent.TryPeek(out retired) || retired.Sequence > oldest)
            return false;
        _recent.Dequeue();
        return true;
    }

    /// <summary>Takes the first batch if everybody sees it whole.</summary>
    public bool TryDequeueBatch(ulong oldest, [NotNullWhen(true)] out RetiredBatch? batch)
    {
        batch = _batches.First?.Value;
        if (batch is null || batch.Sequence > oldest)
            return false;
        _batches.RemoveFirst();
        return true;
    }

    /// <summary>Puts the first recent transaction into a batch. Returns its arena if it is empty now.</summary>
    public VersionArena? Compact(TransactionSystem system, LiveSnapshots live)
    {
        var retired = _recent.Dequeue();
        if (!retired.Arena.IsSmall)
        {
            _batches.AddLast(new RetiredBatch(_pool, retired));
            return null;
        }

        var last = _batches.Last?.Value;
        if (last is null || last.IsClosed || last.Bytes > BatchBytes + (_batchBytes / BatchShare))
        {
            last = new RetiredBatch(_pool);
            _batches.AddLast(last);
        }

        last.Add(retired, system, live);
        return retired.Arena;
    }

    /// <summary>Lets go of what no snapshot sees any more.</summary>
    public void Prune(TransactionSystem system, LiveSnapshots live)
    {
        _batchBytes = 0;
        foreach (var batch in _batches)
        {
            batch.Prune(system, live);
            _batchBytes += batch.Bytes;
        }
    }

    /// <summary>The first batch that has something in memory, closed from now on; null if there is none.</summary>
    public RetiredBatch? FirstInMemory()
    {
        foreach (var batch in _batches)
        {
            if (batch.Bytes == 0 || !batch.Arena.CanSpill)
                continue;
            batch.IsClosed = true;
            return batch;
        }

        return null;
    }
}
