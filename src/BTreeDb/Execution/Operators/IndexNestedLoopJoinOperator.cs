using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;
using BTreeDb.Planning.Physical;
using BTreeDb.Tables;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// For each left row looks rows of a table up by key. What is found for the rows of a batch is collected before the
/// conditions are tested, so that these run over many pairs at once; rows of full keys are looked up many at a time. Keeps
/// the left order.
/// </summary>
internal sealed class IndexNestedLoopJoinOperator : UnaryOperator
{
    /// <summary>Pairs that are handed on first; then four times as many at a time, until they fill a batch. A limit may end with few.</summary>
    private const int FirstPairs = 16;

    private readonly TableReader _reader;
    private readonly KeyRanges _ranges;
    private readonly JoinMethodKind _kind;
    private readonly PairConditions _conditions;
    private readonly PairColumns? _output;
    private readonly RowStore _found;
    private readonly PointReader? _points;
    private readonly JoinPairs _pairs = new();
    private readonly JoinPairs _ordered = new();
    private readonly int[] _keyRows;
    private bool[] _matched = new bool[Batch.DefaultCapacity];
    private Batch? _left;
    private int _place;
    private bool _isInRow;
    private Batch? _part;
    private int _partPlace;
    private int _nextPair;
    private int _nextLeft;
    private bool _isLookedUp;
    private int _pairsMax;

    /// <summary>Joins an input with a table.</summary>
    public IndexNestedLoopJoinOperator(
        Operator left, TableReader reader, KeyRanges ranges, JoinMethodKind kind, SqlType[] lookupTypes,
        PairConditions conditions, PairColumns? output)
        : base(left)
    {
        (_reader, _ranges, _kind, _conditions, _output) = (reader, ranges, kind, conditions, output);
        _found = new RowStore(lookupTypes);
        _points = reader is PointReader { HasOneKeyARow: true } points ? points : null;
        _keyRows = _points is null ? [] : new int[KeyLookups.Capacity];
    }

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        Reset(context);
        base.Open(context);
    }

    /// <inheritdoc/>
    public override void OpenBeside(StatementContext context, Operator primary)
    {
        Reset(context);
        base.OpenBeside(context, primary);
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (true)
        {
            Context.CheckCancellation();
            if (_left is null && !NextLeft())
                return null;
            var batch = _kind switch
            {
                JoinMethodKind.Inner => NextPairs(),
                JoinMethodKind.Left => NextInOrder(),
                _ => NextNarrowed(),
            };
            if (batch is { Count: > 0 })
                return batch;
        }
    }

    /// <inheritdoc/>
    public override void Close()
    {
        _reader.End();
        _found.Clear();
        base.Close();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _reader.Dispose();
    }

    private void Reset(StatementContext context)
    {
        _left = null;
        _part = null;
        _isInRow = false;
        _pairsMax = FirstPairs;
        _reader.Prepare(context);
    }

    private bool NextLeft()
    {
        _left = Input.Next();
        if (_left is null)
            return false;
        if (_matched.Length < _left.RowCount)
            _matched = new bool[_left.RowCount];
        Array.Clear(_matched, 0, _left.RowCount);
        _ranges.Evaluate(_left, Context);
        _place = 0;
        _isInRow = false;
        _pairs.Count = 0;
        _nextPair = 0;
        _nextLeft = 0;
        _isLookedUp = false;
        return true;
    }

    /// <summary>The next pairs of the left batch; null at its end.</summary>
    private Batch? NextPairs()
    {
        while (CollectMatches())
        {
            if (_pairs.Count > 0)
                return _output!.Gather(_pairs, _left, _found);
        }

        _left = null;
        return null;
    }

    /// <summary>The left batch, narrowed to its rows with partners, or to those without.</summary>
    private Batch NextNarrowed()
    {
        while (CollectMatches())
        {
        }

        var left = _left!;
        _left = null;
        Narrow(left, _kind == JoinMethodKind.Semi);
        return left;
    }

    /// <summary>The next pairs of the left batch and its rows without partner, in its order; null at its end.</summary>
    private Batch? NextInOrder()
    {
        while (true)
        {
            if (Interleave())
                return _output!.Gather(_ordered, _left, _found);
            if (_isLookedUp)
            {
                _left = null;
                return null;
            }

            _isLookedUp = !CollectMatches();
            _nextPair = 0;
        }
    }

    /// <summary>
    /// Brings the pairs and the rows without partner in order, as many as fit, as far as rows have been looked up; false when
    /// there is none.
    /// </summary>
    private bool Interleave()
    {
        var rows = RowList.Of(_left!);
        _ordered.Count = 0;
        while (!_ordered.IsFull)
        {
            var isRowDone = _nextLeft < _place;
            if (_nextPair < _pairs.Count && (!isRowDone || _pairs.Left[_nextPair] <= rows[_nextLeft]))
            {
                _ordered.Add(_pairs.Left[_nextPair], _pairs.Right[_nextPair]);
                _nextPair++;
            }
            else if (isRowDone)
            {
                if (!_matched[rows[_nextLeft]])
                    _ordered.Add(rows[_nextLeft], -1);
                _nextLeft++;
            }
            else
            {
                break;
            }
        }

        return _ordered.Count > 0;
    }

    /// <summary>Collects pairs, keeps those that satisfy the conditions, and marks their left rows; false when none came.</summary>
    private bool CollectMatches()
    {
        if (!Collect())
            return false;
        _conditions.Filter(_pairs, _left!, _found, Context);
        for (var i = 0; i < _pairs.Count; i++)
            _matched[_pairs.Left[i]] = true;
        return true;
    }

    /// <summary>
    /// Collects pairs until there are as many as fit or the left batch is used up; false when none came.
    /// </summary>
    private bool Collect()
    {
        _pairs.Count = 0;
        _found.Clear();
        var rows = RowList.Of(_left!);
        if (_points is not null)
            return CollectPoints(_points, rows);
        while (_place < rows.Length)
        {
            if (!_isInRow)
            {
                _ranges.Begin(rows[_place], _reader.Bounds);
                _isInRow = true;
                _part = null;
            }
            if (!CollectRow(rows[_place]))
                return true;
            _isInRow = false;
            _place++;
            if (_pairs.Count >= _pairsMax)
                break;
        }
        _pairsMax = Math.Min(_pairsMax * 4, Batch.DefaultCapacity);
        return _pairs.Count > 0;
    }

    /// <summary>Collects the pairs of rows that have one key each, a set of keys at a time.</summary>
    private bool CollectPoints(PointReader points, ReadOnlySpan<int> rows)
    {
        while (_place < rows.Length && _pairs.Count < _pairsMax && _pairs.Left.Length - _pairs.Count >= KeyLookups.Capacity)
        {
            AddKeys(points.Lookups, rows);
            while (points.ReadFound() is { } found)
            {
                var first = _found.Count;
                _found.Append(found.Columns, RowList.Of(found));
                foreach (var key in points.Lookups.Owners)
                    _pairs.Add(_keyRows[key], first++);
            }
        }
        _pairsMax = Math.Min(_pairsMax * 4, Batch.DefaultCapacity);
        return _pairs.Count > 0;
    }

    /// <summary>Adds keys of the next left rows, as many as are wanted and there is room for.</summary>
    private void AddKeys(KeyLookups lookups, ReadOnlySpan<int> rows)
    {
        lookups.Clear();
        for (var count = 0; _place < rows.Length; _place++)
        {
            if (count >= _pairsMax)
                return;
            _ranges.Begin(rows[_place], _reader.Bounds);
            if (!_ranges.TryNext(_reader.Bounds))
                continue;
            if (!lookups.TryAdd(_reader.Bounds.EqualKey))
                return;
            _keyRows[count++] = rows[_place];
        }
    }

    /// <summary>Collects what is found for one left row; false when the pairs are full before its end.</summary>
    private bool CollectRow(int row)
    {
        while (true)
        {
            if (_part is null)
            {
                if (!_ranges.TryNext(_reader.Bounds))
                    return true;
                _reader.Start(true);
                _part = NextPart();
                continue;
            }
            if (!TakePart(row))
                return false;
            _part = NextPart();
        }
    }

    private Batch? NextPart()
    {
        _partPlace = 0;
        var part = _reader.Next();
        if (part is null)
            _reader.End();
        return part;
    }

    private bool TakePart(int row)
    {
        var found = RowList.Of(_part!);
        var count = Math.Min(found.Length - _partPlace, _pairs.Left.Length - _pairs.Count);
        var first = _found.Count;
        _found.Append(_part!.Columns, found.Slice(_partPlace, count));
        for (var i = 0; i < count; i++)
            _pairs.Add(row, first + i);
        _partPlace += count;
        return _partPlace == found.Length;
    }

    private void Narrow(Batch left, bool wantsPartner)
    {
        var rows = RowList.Of(left);
        var target = left.OwnSelection();
        var count = 0;
        foreach (var row in rows)
        {
            if (_matched[row] == wantsPartner)
                target[count++] = row;
        }
        left.Select(target, count);
    }
}
