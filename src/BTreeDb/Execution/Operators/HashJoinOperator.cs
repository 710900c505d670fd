using BTreeDb.Execution.Spilling;
using BTreeDb.Execution.Vectors;
using BTreeDb.Planning.Physical;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// Joins by a hash table over the right side, of every kind; without keys it is the nested loop over a materialised right
/// side. Works in steps: the two inputs first, then, if they outgrew the memory, one partition of both after the other. Without
/// keys each left batch then meets one part of the right side after the other.
/// </summary>
internal sealed class HashJoinOperator : Operator
{
    private readonly Operator _left;
    private readonly Operator _right;
    private readonly JoinMethodKind _kind;
    private readonly KeyExpressions _rightKeys;
    private readonly JoinBuildSide _build;
    private readonly JoinProbe _probe;
    private readonly JoinSpill _spill;
    private readonly LoopSpill _loop;
    private readonly KeyExpressions _leftKeys;
    private readonly ColumnVector[] _refill;
    private readonly Batch _refillBatch;
    private readonly JoinFilter? _filter;
    private readonly Lock _building = new();
    private readonly Action<int, IBatchSource, StatementContext> _takeRight;
    private StatementContext _context = null!;
    private IBatchSource? _source;
    private SpilledRows? _stepLeft;
    private int _unmatchedFrom;
    private bool _isProbing;
    private bool _isDone;

    /// <summary>Joins two inputs.</summary>
    public HashJoinOperator(
        Operator left, Operator right, JoinMethodKind kind, KeyExpressions leftKeys, KeyExpressions rightKeys,
        SqlType[] leftTypes, SqlType[] rightTypes, PairConditions conditions, PairColumns? output, bool isNullAwareMark,
        JoinFilter? filter)
    {
        _filter = filter;
        (_left, _right, _kind, _leftKeys, _rightKeys) = (left, right, kind, leftKeys, rightKeys);
        _build = new JoinBuildSide(rightKeys, rightTypes);
        _probe = new JoinProbe(kind, leftKeys, _build, conditions, output, leftTypes.Length, isNullAwareMark);
        _spill = new JoinSpill(leftTypes, rightTypes);
        _loop = new LoopSpill(leftTypes, rightTypes);
        _refill = new ColumnVector[rightTypes.Length];
        for (var i = 0; i < rightTypes.Length; i++)
            _refill[i] = ColumnVector.Create(rightTypes[i]);
        _refillBatch = new Batch(_refill);
        _takeRight = TakeRight;
    }

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        _context = context;
        _isDone = false;
        _probe.ResetNulls();
        _right.Open(context);
        Build(_right);
        _right.Close();
        FillFilter();
        _left.Open(context);
        StartProbing(_left);
    }

    /// <inheritdoc/>
    public override void OpenBeside(StatementContext context, Operator primary)
    {
        var other = (HashJoinOperator)primary;
        _context = context;
        _isDone = false;
        _probe.ResetNulls();
        // Had the other one spilled, it would have read its left side to the end already.
        _build.BorrowFrom(other._build);
        _probe.NoteBuild(isFirstStep: true);
        if (other._filter is not null)
            _filter?.BorrowFrom(other._filter);
        _left.OpenBeside(context, other._left);
        StartProbing(_left);
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (!_isDone)
        {
            _context.CheckCancellation();
            if (_isProbing)
            {
                if (_probe.Next(_context) is { } joined)
                    return joined;
                if (_loop.IsActive && _loop.TryReadPart(_build, _context))
                {
                    _probe.Continue(_context);
                    continue;
                }
                _isProbing = false;
                if (_loop.IsActive && _probe.Finish() is { } rest)
                    return rest;
            }
            else if (_source?.Next() is { } batch)
            {
                _isProbing = batch.Count > 0;
                if (_isProbing && _loop.IsActive)
                    ReadFirstPart();
                if (_isProbing)
                    _probe.Start(batch, _context);
            }
            else if (EndStep() is { } unmatched)
            {
                return unmatched;
            }
        }
        return null;
    }

    /// <inheritdoc/>
    public override void StopReading() => _left.StopReading();

    /// <inheritdoc/>
    public override Tables.ScanMorsels? Parts => _left.Parts;

    /// <inheritdoc/>
    public override void Close()
    {
        _left.Close();
        _right.Close();
        _stepLeft?.Dispose();
        _stepLeft = null;
        _spill.Dispose();
        _loop.Dispose();
        _build.Clear();
        _isDone = true;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _left.Dispose();
        _right.Dispose();
    }

    /// <summary>Reads the build side into memory, or into partitions once it has outgrown the memory.</summary>
    private void Build(IBatchSource source)
    {
        _build.Clear();
        _build.FirstRow = 0;
        if (source is ParallelInputOperator { Readers: > 1 } shared)
            shared.ReadParts(_takeRight);
        else
            TakeRight(0, source, _context);
        _probe.IsInParts = _loop.IsActive;
        _probe.NoteBuild(_spill.Level == 0);
    }

    /// <summary>
    /// Takes all rows of a source, or of the part that one of several readers has. These read and filter at the same time; the
    /// hash table takes the rows of one of them after the other, with the same care for the memory as those of a single one.
    /// </summary>
    private void TakeRight(int reader, IBatchSource source, StatementContext context)
    {
        while (source.Next() is { } batch)
        {
            context.CheckCancellation();
            if (batch.Count == 0)
                continue;
            lock (_building)
                TakeRight(batch, context);
        }
    }

    private void TakeRight(Batch batch, StatementContext context)
    {
        if (_loop.IsActive)
            _loop.AppendRight(batch);
        else if (_spill.IsActive)
            SpillRight(batch, context);
        else
            _build.Add(batch, context);
        if (!_spill.IsActive && !_loop.IsActive && MustSpill())
            SpillBuild(context);
    }

    private bool MustSpill() =>
        _spill.Level < SpilledPartitions.LevelMax
        && (_spill.Level == 0 ? _context.MustSpill(_build.MemoryBytes) : _build.MemoryBytes > _context.WorkMemoryBytes);

    /// <summary>Tells the scan of the probe side which keys there are; all of them, unless some have gone to disk.</summary>
    private void FillFilter()
    {
        _filter?.Stop();
        if (_filter is null || _spill.IsActive || _loop.IsActive)
            return;
        _filter.Start(_build.Rows.Count);
        for (var first = 0; first < _build.Rows.Count; first += Batch.DefaultCapacity)
        {
            Refill(first);
            _rightKeys.Evaluate(_refillBatch, _context);
            _filter.Add(_refillBatch, _rightKeys.Hash(_refillBatch));
        }
    }

    private void Refill(int first)
    {
        var count = Math.Min(Batch.DefaultCapacity, _build.Rows.Count - first);
        _build.Rows.CopyRange(first, count, _refill);
        _refillBatch.RowCount = count;
        _refillBatch.SelectAll();
    }

    private void SpillBuild(StatementContext context)
    {
        if (_rightKeys.Count == 0)
            _loop.Start(_context.SpillStorage);
        else
            _spill.Start(_context.SpillStorage);
        for (var first = 0; first < _build.Rows.Count; first += Batch.DefaultCapacity)
        {
            Refill(first);
            if (_loop.IsActive)
                _loop.AppendRight(_refillBatch);
            else
                SpillRight(_refillBatch, context);
        }
        _probe.NoteBuild(_spill.Level == 0);
        _build.Clear();
    }

    private void SpillRight(Batch batch, StatementContext context)
    {
        _probe.NoteSpilled(_rightKeys.Evaluate(batch, context), batch, _spill.Level == 0);
        _spill.AppendRight(batch, _rightKeys.Hash(batch));
    }

    private void ReadFirstPart()
    {
        _loop.RewindRight();
        _build.Clear();
        _build.FirstRow = 0;
        _loop.TryReadPart(_build, _context);
    }

    private IBatchSource SpillLeftOfLoop(IBatchSource source)
    {
        while (source.Next() is { } batch)
        {
            _context.CheckCancellation();
            if (batch.Count > 0)
                _loop.AppendLeft(batch);
        }
        _loop.Finish();
        return _loop.Left;
    }

    private void SpillLeft(IBatchSource source)
    {
        while (source.Next() is { } batch)
        {
            _context.CheckCancellation();
            if (batch.Count == 0)
                continue;
            _leftKeys.Evaluate(batch, _context);
            _spill.AppendLeft(batch, _leftKeys.Hash(batch));
        }
        _spill.Finish();
    }

    private void StartProbing(IBatchSource? left)
    {
        _source = left;
        if (_spill.IsActive)
        {
            if (left is null)
                _spill.Finish();
            else
                SpillLeft(left);
            _source = null;
        }
        if (_loop.IsActive)
            _source = SpillLeftOfLoop(left!);
        if (_kind is JoinMethodKind.Right or JoinMethodKind.Full)
            _build.ResetMatched(_loop.IsActive ? _loop.RightCount : _build.Rows.Count);
        _unmatchedFrom = 0;
        _isProbing = false;
        if (_build.Rows.Count == 0 && !_loop.IsActive && _kind is JoinMethodKind.Inner or JoinMethodKind.Semi or JoinMethodKind.Right)
            _source = null;
    }

    /// <summary>What remains of a step: build rows without partner. Then the next step begins.</summary>
    private Batch? EndStep()
    {
        if (_loop.IsActive && _source is not null)
            ReadFirstPart();
        _source = null;
        while (_kind is JoinMethodKind.Right or JoinMethodKind.Full)
        {
            if (_probe.Unmatched(ref _unmatchedFrom) is { } batch)
                return batch;
            if (!_loop.IsActive || !_loop.TryReadPart(_build, _context))
                break;
            _unmatchedFrom = 0;
        }
        _stepLeft?.Dispose();
        _stepLeft = null;
        if (!_spill.TryTake(out var left, out var right))
        {
            _isDone = true;
            return null;
        }
        _stepLeft = left;
        using (right)
            BuildStep(right);
        StartProbing(left);
        return null;
    }

    private void BuildStep(SpilledRows? right)
    {
        _build.Clear();
        if (right is not null)
            Build(right);
    }
}
