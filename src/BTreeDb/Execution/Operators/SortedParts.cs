using System.Runtime.CompilerServices;
using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// Sorted parts in memory, read as one order. The parts are merged by as many threads as there are: each takes a range of keys,
/// which begins and ends somewhere in every part.
/// </summary>
internal sealed class SortedParts
{
    /// <summary>Fewer rows are merged before other threads have started.</summary>
    private const int SharedRowsMin = 1 << 15;
    private const int RowsPerCheck = 1 << 12;

    private readonly List<SortPart> _parts = [];
    private readonly int[] _stored = new int[Batch.DefaultCapacity];
    private readonly int[] _places = new int[Batch.DefaultCapacity];
    private StatementContext _context = null!;
    private SortedRow[] _order = [];
    private int[][] _bounds = [];
    private bool _isByPrefix;
    private bool _isWholePrefix;
    private int _count;
    private int _next;

    /// <summary>Starts to read parts from a row on.</summary>
    public void Start(List<SortPart> parts, long offset, StatementContext context)
    {
        Clear();
        _context = context;
        (_isByPrefix, _isWholePrefix) = (true, true);
        foreach (var part in parts)
        {
            if (part.Rows.Count == 0)
                continue;
            _parts.Add(part);
            _count = checked(_count + part.Rows.Count);
            _isByPrefix &= !part.Keys.HasShiftedPrefixes;
            _isWholePrefix &= part.Keys.HasWholePrefixes;
        }

        if (_parts.Count > 1)
            Merge();
        _next = (int)Math.Min(offset, _count);
    }

    /// <summary>Fills vectors with the next rows, at most so many; returns how many there are.</summary>
    public int Read(ColumnVector[] targets, int max)
    {
        var count = Math.Min(max, _count - _next);
        if (_parts.Count == 1)
        {
            var entries = _parts[0].Keys.Entries.Slice(_next, count);
            for (var i = 0; i < count; i++)
                _stored[i] = entries[i].Row;
            _parts[0].Rows.Gather(_stored.AsSpan(0, count), targets);
        }
        else
        {
            foreach (var target in targets)
                target.Clear();
            for (var part = 0; part < _parts.Count && count > 0; part++)
                Copy(part, _order.AsSpan(_next, count), targets);
        }

        _next += count;
        return count;
    }

    /// <summary>Forgets the parts.</summary>
    public void Clear()
    {
        _parts.Clear();
        _order = [];
        (_count, _next) = (0, 0);
    }

    private void Merge()
    {
        _order = new SortedRow[_count];
        var ranges = _count < SharedRowsMin ? 1 : _parts.Count;
        _bounds = new int[ranges + 1][];
        for (var i = 0; i <= ranges; i++)
            _bounds[i] = BoundsOf(i, ranges);
        ParallelRun.Start(ranges - 1, MergeRange, static () => { });
    }

    /// <summary>Where a range begins in each part: at the keys that are not before some key of the first one.</summary>
    private int[] BoundsOf(int range, int ranges)
    {
        var bounds = new int[_parts.Count];
        var first = _parts[0].Rows.Count;
        var splitter = (int)((long)first * range / ranges);
        for (var part = 0; part < bounds.Length; part++)
        {
            var count = _parts[part].Rows.Count;
            bounds[part] = range == 0 ? 0 : range == ranges ? count : part == 0 ? splitter : FirstNotBefore(part, splitter);
        }

        return bounds;
    }

    private int FirstNotBefore(int part, int splitter)
    {
        var (low, high) = (0, _parts[part].Rows.Count);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (IsBefore(part, _parts[part].Keys.Entries[middle], 0, _parts[0].Keys.Entries[splitter]))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MergeRange(int range)
    {
        // Parts that have rows left are kept at the front of these, with their next rows.
        var live = new int[_parts.Count];
        var heads = new SortEntry[_parts.Count];
        var next = new int[_parts.Count];
        var (liveCount, to) = (0, 0);
        for (var part = 0; part < _parts.Count; part++)
        {
            var first = _bounds[range][part];
            to += first;
            if (first < _bounds[range + 1][part])
                (live[liveCount], heads[liveCount], next[liveCount++]) = (part, _parts[part].Keys.Entries[first], first);
        }

        while (liveCount > 0)
        {
            var least = 0;
            for (var other = 1; other < liveCount; other++)
                least = IsBefore(live[other], heads[other], live[least], heads[least]) ? other : least;
            var part = live[least];
            _order[to++] = new SortedRow(part, heads[least].Row);
            if ((to & (RowsPerCheck - 1)) == 0)
                _context.CheckCancellation();
            if (++next[least] < _bounds[range + 1][part])
            {
                heads[least] = _parts[part].Keys.Entries[next[least]];
                continue;
            }

            liveCount--;
            (live[least], heads[least], next[least]) = (live[liveCount], heads[liveCount], next[liveCount]);
        }
    }

    private bool IsBefore(int part, SortEntry entry, int otherPart, SortEntry other) =>
        _isByPrefix && (entry.Prefix != other.Prefix || _isWholePrefix)
            ? entry.Prefix < other.Prefix
            : _parts[part].Keys.KeyOf(entry.Row).SequenceCompareTo(_parts[otherPart].Keys.KeyOf(other.Row)) < 0;

    private void Copy(int part, ReadOnlySpan<SortedRow> rows, ColumnVector[] targets)
    {
        var found = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            _stored[found] = rows[i].Row;
            _places[found] = i;
            found += rows[i].Part == part ? 1 : 0;
        }

        var columns = _parts[part].Rows.Columns;
        for (var i = 0; i < targets.Length; i++)
            columns[i].Scatter(_stored.AsSpan(0, found), _places, targets[i]);
    }
}
