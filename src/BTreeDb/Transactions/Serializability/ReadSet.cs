using BTreeDb.Primitives;

namespace BTreeDb.Transactions.Serializability;

/// <summary>
/// What a serializable transaction has read (PostgreSQL's SIREAD locks): keys, ranges with their gaps, whole trees.
/// It stops nobody; writers look into it to see whom they disturb. Locks are logical, by tree and key, so that splits,
/// merges and purges of pages do not touch them. Their number is limited for each tree: beyond it neighbouring
/// keys become ranges, neighbouring ranges one, and in the end they are the whole tree.
/// </summary>
/// <remarks>
/// A reader notes first and reads the page second; a writer changes the page first and looks here second; both with a
/// full fence between. So at least one of the two sees the other.
/// </remarks>
internal sealed class ReadSet
{
    private readonly Lock _gate = new();
    private TreeReads[] _trees = [new(), new(), new(), new()];
    private int _treeCount;
    private TreeReads? _last;
    private int _limit = int.MaxValue;

    /// <summary>How many locks there are; a whole tree counts as none.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                var locks = 0;
                for (var i = 0; i < _treeCount; i++)
                    locks += _trees[i].Count;
                return locks;
            }
        }
    }

    /// <summary>Begins the notes of a transaction.</summary>
    /// <param name="limit">How many locks there may be for a tree.</param>
    public void Begin(int limit) => _limit = Math.Max(limit, 1);

    /// <summary>Notes that a key is about to be read, whether or not there is a record.</summary>
    public void AddPoint(TreeId tree, ReadOnlySpan<byte> key)
    {
        var hash = VersionStore.Hash(tree, key);
        if (_last is { } last && last.Tree == tree && last.HasPoint(hash))
            return;
        lock (_gate)
        {
            var reads = GetOrAdd(tree);
            if (!reads.HasPoint(hash))
                reads.AddPoint(hash, key);
            Coarsen(reads);
        }

        Interlocked.MemoryBarrier();
    }

    /// <summary>Notes that a range is about to be read; see <see cref="CloseRange"/>.</summary>
    public ReadRange OpenRange(TreeId tree, ReadOnlySpan<byte> lower, bool hasUpper, ReadOnlySpan<byte> upper)
    {
        var range = new ReadRange(lower.ToArray(), hasUpper ? upper.ToArray() : null);
        lock (_gate)
            GetOrAdd(tree).Open(range);
        Interlocked.MemoryBarrier();
        return range;
    }

    /// <summary>A cursor is done with a range: what it has not read is free again.</summary>
    public void CloseRange(TreeId tree, ReadRange open, ReadRange read)
    {
        lock (_gate)
        {
            if (Find(tree) is not { } reads)
                return;
            reads.Close(open, read);
            Coarsen(reads);
        }
    }

    /// <summary>Whether a key has been read, or the place where it would be. For writers, on any thread.</summary>
    public bool Covers(TreeId tree, uint hash, ReadOnlySpan<byte> key)
    {
        var trees = Volatile.Read(ref _trees);
        var count = Math.Min(Volatile.Read(ref _treeCount), trees.Length);
        for (var i = 0; i < count; i++)
        {
            var reads = trees[i];
            if (reads.Tree != tree)
                continue;
            if (reads.HasPoint(hash))
                return true;
            if (!reads.HasRanges)
                return reads.HasPoint(hash);
            lock (_gate)
                return reads.HasRange(key) || reads.HasPoint(hash);
        }

        return false;
    }

    /// <summary>Whether anything of a tree has been read.</summary>
    public bool Touches(TreeId tree)
    {
        lock (_gate)
            return Find(tree) is { } reads && (reads.IsWhole || reads.Count > 0);
    }

    /// <summary>Counts all of a tree as read.</summary>
    public void AddTree(TreeId tree)
    {
        lock (_gate)
            GetOrAdd(tree).BecomeWhole();
    }

    /// <summary>Adds what another transaction has read; that one reads no more.</summary>
    public void AddAll(ReadSet other)
    {
        lock (_gate)
        {
            for (var i = 0; i < other._treeCount; i++)
            {
                var reads = GetOrAdd(other._trees[i].Tree);
                reads.AddAll(other._trees[i]);
                Coarsen(reads);
            }
        }
    }

    /// <summary>Forgets everything. Nobody needs it any more; whoever still looks finds anything or nothing.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            for (var i = 0; i < _treeCount; i++)
                _trees[i].Clear();
            Volatile.Write(ref _treeCount, 0);
            _last = null;
        }
    }

    /// <summary>Lists what has been read; for the view of locks.</summary>
    public void List(int session, TransactionId id, List<PredicateLock> locks)
    {
        lock (_gate)
        {
            for (var i = 0; i < _treeCount; i++)
                _trees[i].List(session, id, locks);
        }
    }

    private TreeReads? Find(TreeId tree)
    {
        for (var i = 0; i < _treeCount; i++)
        {
            if (_trees[i].Tree == tree)
                return _trees[i];
        }

        return null;
    }

    private TreeReads GetOrAdd(TreeId tree)
    {
        var reads = _last;
        if (reads is null || reads.Tree != tree)
            _last = reads = Find(tree) ?? Add(tree);
        return reads;
    }

    private TreeReads Add(TreeId tree)
    {
        if (_treeCount == _trees.Length)
        {
            var trees = new TreeReads[_treeCount * 2];
            _trees.CopyTo(trees, 0);
            for (var i = _treeCount; i < trees.Length; i++)
                trees[i] = new TreeReads();
            Volatile.Write(ref _trees, trees);
        }

        var reads = _trees[_treeCount];
        reads.Begin(tree);
        Volatile.Write(ref _treeCount, _treeCount + 1);
        return reads;
    }

    private void Coarsen(TreeReads reads)
    {
        if (reads.Count <= _limit)
            return;
        while (reads.Count > _limit / 2 && !reads.IsWhole)
            reads.Coarsen();
    }
}
