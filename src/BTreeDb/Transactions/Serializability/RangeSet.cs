namespace BTreeDb.Transactions.Serializability;

/// <summary>
/// Ranges of a tree's keys that a transaction has read, gaps between records included: sorted, apart from each other,
/// lower bounds included and upper ones not. Used under the lock of the owner's reads.
/// </summary>
internal sealed class RangeSet
{
    private readonly List<ReadRange> _ranges = [];

    /// <summary>How many ranges there are.</summary>
    public int Count => _ranges.Count;

    /// <summary>The ranges in ascending order.</summary>
    public IReadOnlyList<ReadRange> All => _ranges;

    /// <summary>Whether a key is in one of the ranges.</summary>
    public bool Contains(ReadOnlySpan<byte> key)
    {
        var after = FirstAbove(key);
        return after > 0 && _ranges[after - 1].Contains(key);
    }

    /// <summary>Adds a range; what it touches becomes one with it.</summary>
    public void Add(ReadRange range)
    {
        // The first range that ends at or behind the new one's begin, and the first that begins behind its end.
        var from = FirstAbove(range.Lower);
        if (from > 0 && (_ranges[from - 1].Upper is not { } before || before.AsSpan().SequenceCompareTo(range.Lower) >= 0))
            from--;
        var to = range.Upper is { } upper ? FirstAbove(upper) : _ranges.Count;
        if (from >= to)
        {
            _ranges.Insert(from, range);
            return;
        }

        var first = _ranges[from];
        var last = _ranges[to - 1];
        var lower = first.Lower.AsSpan().SequenceCompareTo(range.Lower) < 0 ? first.Lower : range.Lower;
        _ranges[from] = new ReadRange(lower, Later(last.Upper, range.Upper));
        _ranges.RemoveRange(from + 1, to - from - 1);
    }

    /// <summary>Joins neighbours, so that half as many ranges are left.</summary>
    public void JoinNeighbours()
    {
        var kept = 0;
        for (var i = 0; i < _ranges.Count; i += 2)
        {
            var last = Math.Min(i + 1, _ranges.Count - 1);
            _ranges[kept++] = new ReadRange(_ranges[i].Lower, _ranges[last].Upper);
        }

        _ranges.RemoveRange(kept, _ranges.Count - kept);
    }

    /// <summary>Adds the ranges of another set.</summary>
    public void AddAll(RangeSet other)
    {
        foreach (var range in other._ranges)
            Add(range);
    }

    /// <summary>Forgets the ranges.</summary>
    public void Clear() => _ranges.Clear();

    private static byte[]? Later(byte[]? one, byte[]? other) =>
        one is null || other is null ? null : one.AsSpan().SequenceCompareTo(other) >= 0 ? one : other;

    /// <summary>The first range whose lower bound is above a key.</summary>
    private int FirstAbove(ReadOnlySpan<byte> key)
    {
        var low = 0;
        var high = _ranges.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_ranges[middle].Lower.AsSpan().SequenceCompareTo(key) <= 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
