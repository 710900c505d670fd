using BTreeDb.Primitives;

namespace BTreeDb.Transactions.Serializability;

/// <summary>
/// What a transaction has read of one tree, from the finest to the coarsest: ranges that are being read, single keys,
/// ranges, all of it. Something moves to a coarser level by being added there first and taken away here second, and
/// writers look from fine to coarse, so they never miss it.
/// </summary>
internal sealed class TreeReads
{
    /// <summary>So many neighbouring keys become one range.</summary>
    private const int KeysOfRange = 16;

    /// <summary>With no more ranges than these, the next step is the whole tree.</summary>
    private const int RangesMin = 4;

    private readonly PointSet _points = new();
    private readonly RangeSet _ranges = new();
    private readonly List<ReadRange> _open = [];
    private int _openCount;
    private int _rangeCount;
    private bool _isWhole;

    /// <summary>The tree.</summary>
    public TreeId Tree { get; private set; }

    /// <summary>How many locks these are.</summary>
    public int Count => _points.Count + _rangeCount + _openCount;

    /// <summary>Whether all of the tree counts as read.</summary>
    public bool IsWhole => Volatile.Read(ref _isWhole);

    /// <summary>Whether a key with this hash has been read on its own. Without a lock.</summary>
    public bool HasPoint(uint hash) => IsWhole || _points.Contains(hash);

    /// <summary>Whether there are ranges, for which the lock of the owner's reads is needed.</summary>
    public bool HasRanges => (Volatile.Read(ref _openCount) | Volatile.Read(ref _rangeCount)) != 0;

    /// <summary>Whether a key is in one of the ranges; under the lock.</summary>
    public bool HasRange(ReadOnlySpan<byte> key)
    {
        foreach (var range in _open)
        {
            if (range.Contains(key))
                return true;
        }

        return _ranges.Contains(key);
    }

    /// <summary>Begins the notes on a tree.</summary>
    public void Begin(TreeId tree) => Tree = tree;

    /// <summary>A key that has not been read before.</summary>
    public void AddPoint(uint hash, ReadOnlySpan<byte> key)
    {
        if (!_isWhole)
            _points.Add(hash, key);
    }

    /// <summary>A range that a cursor begins to read.</summary>
    public void Open(ReadRange range)
    {
        _open.Add(range);
        Volatile.Write(ref _openCount, _open.Count);
    }

    /// <summary>The cursor is done with a range, of which it has read a part or all.</summary>
    public void Close(ReadRange open, ReadRange read)
    {
        // A cursor that was left behind by an earlier transaction has nothing to say.
        if (!_open.Contains(open))
            return;
        if (!_isWhole)
            AddRange(read);
        _open.Remove(open);
        Volatile.Write(ref _openCount, _open.Count);
    }

    /// <summary>A range has been read.</summary>
    public void AddRange(ReadRange range)
    {
        if (range.IsWhole)
        {
            BecomeWhole();
            return;
        }

        _ranges.Add(range);
        Volatile.Write(ref _rangeCount, _ranges.Count);
    }

    /// <summary>Everything counts as read.</summary>
    public void BecomeWhole()
    {
        Volatile.Write(ref _isWhole, true);
        _points.Clear();
        _ranges.Clear();
        Volatile.Write(ref _rangeCount, 0);
    }

    /// <summary>Makes the locks fewer and coarser.</summary>
    public void Coarsen()
    {
        if (_points.Count > 0)
            CoarsenPoints();
        else if (_ranges.Count > RangesMin)
            _ranges.JoinNeighbours();
        else
            BecomeWhole();
        Volatile.Write(ref _rangeCount, _ranges.Count);
    }

    /// <summary>Adds what another transaction has read of the tree.</summary>
    public void AddAll(TreeReads other)
    {
        if (_isWhole)
            return;
        if (other._isWhole)
        {
            BecomeWhole();
            return;
        }

        foreach (var key in other._points.SortKeys())
        {
            var hash = VersionStore.Hash(Tree, key.Span);
            if (!_points.Contains(hash))
                _points.Add(hash, key.Span);
        }

        _ranges.AddAll(other._ranges);
        foreach (var range in other._open)
            AddRange(range);
        Volatile.Write(ref _rangeCount, _ranges.Count);
    }

    /// <summary>Lists the locks, the least keys first; for the view of locks.</summary>
    public void List(int session, TransactionId id, List<PredicateLock> locks)
    {
        if (_isWhole)
        {
            locks.Add(new PredicateLock(session, id, Tree, null, null, IsKey: false));
            return;
        }

        foreach (var key in _points.SortKeys())
            locks.Add(new PredicateLock(session, id, Tree, key.ToArray(), null, IsKey: true));
        foreach (var range in _ranges.All)
            locks.Add(new PredicateLock(session, id, Tree, range.Lower, range.Upper, IsKey: false));
        foreach (var range in _open)
            locks.Add(new PredicateLock(session, id, Tree, range.Lower, range.Upper, IsKey: false));
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Volatile.Write(ref _isWhole, false);
        _points.Clear();
        _ranges.Clear();
        _open.Clear();
        Volatile.Write(ref _rangeCount, 0);
        Volatile.Write(ref _openCount, 0);
    }

    private void CoarsenPoints()
    {
        var keys = _points.SortKeys();
        for (var i = 0; i < keys.Length; i += KeysOfRange)
        {
            var last = keys[Math.Min(i + KeysOfRange, keys.Length) - 1].Span;
            // The last key is in the range: its successor is behind it.
            byte[] upper = [.. last, 0];
            _ranges.Add(new ReadRange(keys[i].ToArray(), upper));
        }

        Volatile.Write(ref _rangeCount, _ranges.Count);
        _points.Clear();
    }
}
