using System.Runtime.CompilerServices;
using BTreeDb.Execution.Vectors;
using BTreeDb.Planning.Physical;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// The probing of one batch after the other: finds pairs, tests them, and yields what the kind of join makes of them.
/// Semi, anti and mark joins yield the probe batch itself, narrowed or with one more column.
/// </summary>
internal sealed class JoinProbe
{
    private readonly JoinMethodKind _kind;
    private readonly KeyExpressions _keys;
    private readonly JoinBuildSide _build;
    private readonly PairConditions _conditions;
    private readonly PairColumns? _output;
    private readonly bool _isNullAwareMark;
    private readonly JoinPairs _pairs = new();
    private readonly NullKeys _nullKeys = new();
    private readonly NullKeys _spilledNullKeys = new();
    private readonly ColumnVector<byte> _mark = new(SqlType.Boolean, Batch.DefaultCapacity);
    private readonly Batch _marked;
    private int[] _firstOf = new int[Batch.DefaultCapacity];
    private int[] _open = new int[Batch.DefaultCapacity];
    private MarkValue[] _marks = new MarkValue[Batch.DefaultCapacity];
    private Batch _probe = null!;
    private int _place;
    private int _chain;
    private bool _isFinished;
    private bool _buildHasNull;
    private bool _buildHasRow;

    /// <summary>Probes a build side.</summary>
    public JoinProbe(
        JoinMethodKind kind, KeyExpressions keys, JoinBuildSide build, PairConditions conditions, PairColumns? output,
        int probeColumns, bool isNullAwareMark)
    {
        (_kind, _keys, _build, _conditions, _output) = (kind, keys, build, conditions, output);
        _isNullAwareMark = isNullAwareMark;
        _marked = new Batch(new ColumnVector[probeColumns + 1]);
    }

    /// <summary>
    /// Whether the build side comes in parts: then <see cref="Next"/> yields pairs of the current part only,
    /// <see cref="Continue"/> goes on with the next one, and <see cref="Finish"/> yields what all of them have made known.
    /// </summary>
    public bool IsInParts { get; set; }

    private bool YieldsPairs =>
        _kind is JoinMethodKind.Inner or JoinMethodKind.Left or JoinMethodKind.Right or JoinMethodKind.Full;

    /// <summary>Forgets what is known of all build rows of an execution.</summary>
    public void ResetNulls() => _buildHasNull = _buildHasRow = false;

    /// <summary>
    /// Notes whether the build side has rows, and NULL keys among them. A null-aware mark depends on all build rows, not
    /// on those of a partition, so only the first step counts.
    /// </summary>
    public void NoteBuild(bool isFirstStep)
    {
        if (!isFirstStep)
            return;
        _buildHasRow |= _build.Rows.Count > 0;
        _buildHasNull |= _build.HasNullKey;
    }

    /// <summary>As <see cref="NoteBuild"/>, for build rows that go to disk.</summary>
    public void NoteSpilled(ColumnVector[] keys, Batch batch, bool isFirstStep)
    {
        if (!isFirstStep || _buildHasNull)
            return;
        _buildHasRow = true;
        _spilledNullKeys.WholeKeys(keys, batch);
        _buildHasNull = _spilledNullKeys.AnyNull;
    }

    /// <summary>Starts with a probe batch that has at least one counted row.</summary>
    public void Start(Batch probe, StatementContext context)
    {
        _probe = probe;
        if (_firstOf.Length < probe.RowCount)
        {
            _firstOf = new int[probe.RowCount];
            _marks = new MarkValue[probe.RowCount];
        }
        if (_kind is not (JoinMethodKind.Inner or JoinMethodKind.Right))
            Array.Clear(_marks, 0, probe.RowCount);
        Continue(context);
    }

    /// <summary>Goes on with the same probe batch over another part of the build side.</summary>
    public void Continue(StatementContext context)
    {
        _place = 0;
        _isFinished = false;
        var vectors = _keys.Evaluate(_probe, context);
        var whole = _nullKeys.WholeKeys(vectors, _probe);
        if (_nullKeys.AnyNull)
            Array.Fill(_firstOf, -1);
        _build.FindFirst(vectors, whole, _firstOf);
        _chain = ChainAt(RowList.Of(_probe), 0);
    }

    /// <summary>The next rows of the join for the current probe batch, or null when there are no more.</summary>
    public Batch? Next(StatementContext context)
    {
        if (_isFinished)
            return null;
        if (!YieldsPairs)
        {
            _isFinished = true;
            MarkProbeRows(context);
            return IsInParts ? null : Finish();
        }
        while (FindPairs())
        {
            context.CheckCancellation();
            _conditions.Filter(_pairs, _probe, _build.Rows, context);
            if (_pairs.Count == 0)
                continue;
            NoteMatches();
            return _output!.Gather(_pairs, _probe, _build.Rows);
        }
        _isFinished = true;
        return IsInParts ? null : Finish();
    }

    /// <summary>What is left to say of the probe batch once it has met all build rows.</summary>
    public Batch? Finish() => _kind switch
    {
        JoinMethodKind.Left or JoinMethodKind.Full => UnmatchedProbeRows(),
        JoinMethodKind.Inner or JoinMethodKind.Right => null,
        JoinMethodKind.Mark => WithMark(),
        _ => Narrow(_kind == JoinMethodKind.Semi),
    };

    /// <summary>Build rows without partner, with NULLs on the probe side; null at the end.</summary>
    public Batch? Unmatched(ref int from)
    {
        _pairs.Count = _build.ListUnmatched(ref from, _pairs.Right);
        return _pairs.Count == 0 ? null : _output!.Gather(_pairs, null, _build.Rows);
    }

    /// <summary>Fills the pairs from where it stopped; false when there are none left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool FindPairs()
    {
        _pairs.Count = 0;
        var rows = RowList.Of(_probe);
        while (_place < rows.Length)
        {
            while (_chain >= 0)
            {
                if (_pairs.IsFull)
                    return true;
                _pairs.Add(rows[_place], _chain);
                _chain = _build.NextOf(_chain);
            }
            _place++;
            _chain = ChainAt(rows, _place);
        }
        return _pairs.Count > 0;
    }

    private int ChainAt(ReadOnlySpan<int> rows, int place) => place < rows.Length ? _firstOf[rows[place]] : -1;

    private void NoteMatches()
    {
        if (_kind is JoinMethodKind.Left or JoinMethodKind.Full)
        {
            for (var i = 0; i < _pairs.Count; i++)
                _marks[_pairs.Left[i]] = MarkValue.True;
        }
        if (_kind is JoinMethodKind.Right or JoinMethodKind.Full)
        {
            for (var i = 0; i < _pairs.Count; i++)
                _build.SetMatched(_pairs.Right[i]);
        }
    }

    private Batch? UnmatchedProbeRows()
    {
        _pairs.Count = 0;
        foreach (var row in RowList.Of(_probe))
        {
            if (_marks[row] != MarkValue.True)
                _pairs.Add(row, -1);
        }
        return _pairs.Count == 0 ? null : _output!.Gather(_pairs, _probe, _build.Rows);
    }

    private void MarkProbeRows(StatementContext context)
    {
        if (!_conditions.IsEmpty)
        {
            MarkOpenRows(context);
            return;
        }
        foreach (var row in RowList.Of(_probe))
        {
            if (_marks[row] != MarkValue.True)
                _marks[row] = _firstOf[row] >= 0 ? MarkValue.True : MarkOfMissing(row);
        }
    }

    /// <summary>
    /// Tests pairs in rounds, each with the next few build rows of every probe row that nothing has decided yet: a row that
    /// has found its partner needs no further test.
    /// </summary>
    private void MarkOpenRows(StatementContext context)
    {
        var open = 0;
        if (_open.Length < _probe.RowCount)
            _open = new int[_probe.RowCount];
        foreach (var row in RowList.Of(_probe))
        {
            if (_firstOf[row] >= 0 && _marks[row] != MarkValue.True)
                _open[open++] = row;
        }

        while (open > 0)
        {
            context.CheckCancellation();
            var perRow = Math.Max(1, _pairs.Capacity / open);
            for (var first = 0; first < open; first += _pairs.Capacity)
            {
                AddPairs(_open.AsSpan(first, Math.Min(open - first, _pairs.Capacity)), perRow);
                _conditions.Mark(_pairs, _probe, _build.Rows, context, _marks);
            }

            open = KeepOpen(_open.AsSpan(0, open));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddPairs(ReadOnlySpan<int> rows, int perRow)
    {
        _pairs.Count = 0;
        foreach (var row in rows)
        {
            var chain = _firstOf[row];
            for (var i = 0; i < perRow && chain >= 0; i++)
            {
                _pairs.Add(row, chain);
                chain = _build.NextOf(chain);
            }

            _firstOf[row] = chain;
        }
    }

    /// <summary>Keeps the rows that are not marked yet and have build rows left; returns how many.</summary>
    private int KeepOpen(Span<int> rows)
    {
        var count = 0;
        foreach (var row in rows)
        {
            if (_marks[row] != MarkValue.True && _firstOf[row] >= 0)
                rows[count++] = row;
        }

        return count;
    }

    private MarkValue MarkOfMissing(int row)
    {
        if (!_isNullAwareMark || !_buildHasRow)
            return MarkValue.False;
        return _buildHasNull || _keys.Vectors[0].IsNull(row) ? MarkValue.Null : MarkValue.False;
    }

    private Batch Narrow(bool wantsPartner)
    {
        var rows = RowList.Of(_probe);
        var target = _probe.OwnSelection();
        var count = 0;
        foreach (var row in rows)
        {
            if (_marks[row] == MarkValue.True == wantsPartner)
                target[count++] = row;
        }
        _probe.Select(target, count);
        return _probe;
    }

    private Batch WithMark()
    {
        _mark.Clear();
        Array.Copy(_probe.Columns, _marked.Columns, _probe.Columns.Length);
        _marked.Columns[^1] = _mark;
        foreach (var row in RowList.Of(_probe))
        {
            _mark.Values[row] = (byte)(_marks[row] == MarkValue.True ? 1 : 0);
            if (_marks[row] == MarkValue.Null)
                _mark.Nulls.SetNull(row);
        }
        _marked.RowCount = _probe.RowCount;
        _marked.Selection = _probe.Selection;
        _marked.SelectionCount = _probe.SelectionCount;
        return _marked;
    }
}
