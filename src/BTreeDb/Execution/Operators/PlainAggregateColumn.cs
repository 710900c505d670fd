using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// An aggregate that takes its rows in as they come. DISTINCT values are numbered per group; once there are too many, the
/// values that are not known are put aside, on disk if need be, and taken in at the end. Of a worker's DISTINCT the values
/// are merged, not what it has made of them.
/// </summary>
internal sealed class PlainAggregateColumn : AggregateColumn
{
    private readonly AggregateState _state;
    private readonly VectorExpression[] _arguments;
    private readonly ColumnVector[] _values;
    private readonly KeyTable? _distinct;
    private readonly GroupedRows? _unknown;
    private readonly ColumnVector<int>? _groupVector;
    private readonly ColumnVector[] _distinctKey = [];
    private readonly NullKeys _nullKeys = new();
    private readonly NewKeys _new = new();
    private readonly Batch _view = new([]);
    private readonly int[] _mergedGroupOf = [];
    private int[] _numberOf = [];
    private int[] _firstRows = [];

    /// <summary>An aggregate; with DISTINCT it has one argument.</summary>
    /// <param name="state">Its state.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="filter">Tells which rows count.</param>
    /// <param name="isDistinct">Whether a value counts once a group.</param>
    /// <param name="isGrouped">Whether there may be other groups than 0.</param>
    /// <param name="type">The result's type.</param>
    public PlainAggregateColumn(
        AggregateState state, VectorExpression[] arguments, VectorExpression? filter, bool isDistinct, bool isGrouped, SqlType type)
        : base(filter, type)
    {
        (_state, _arguments) = (state, arguments);
        _values = new ColumnVector[arguments.Length];
        if (!isDistinct || arguments.Length == 0)
            return;
        _distinct = KeyTable.Create(isGrouped ? [arguments[0].Type, SqlType.Integer] : [arguments[0].Type]);
        _unknown = new GroupedRows([arguments[0].Type], [new KeyColumn(arguments[0].Type)], 0);
        _distinctKey = new ColumnVector[isGrouped ? 2 : 1];
        if (isGrouped)
            _distinctKey[1] = _groupVector = new ColumnVector<int>(SqlType.Integer, Batch.DefaultCapacity);
        _mergedGroupOf = new int[Batch.DefaultCapacity];
    }

    /// <inheritdoc/>
    public override long MemoryBytes => _state.MemoryBytes + (_distinct?.MemoryBytes ?? 0);

    /// <inheritdoc/>
    public override void Reset()
    {
        _state.Reset();
        _distinct?.Clear();
        _unknown?.Clear();
    }

    /// <inheritdoc/>
    public override void EnsureGroups(int count) => _state.EnsureGroups(count);

    /// <inheritdoc/>
    public override void Merge(AggregateColumn worker, int first, ReadOnlySpan<int> groupOf)
    {
        if (_distinct is null)
            _state.Merge(((PlainAggregateColumn)worker)._state, first, groupOf);
    }

    /// <inheritdoc/>
    public override void MergeDistinct(AggregateColumn worker, int[]? groupOf, StatementContext context)
    {
        if (_distinct is null)
            return;
        var other = (PlainAggregateColumn)worker;
        ColumnVector[] keys = [ColumnVector.Create(_arguments[0].Type), ColumnVector.Create(SqlType.Integer)];
        var batch = new Batch(keys);
        for (var first = 0; first < other._distinct!.Count; first += Batch.DefaultCapacity)
        {
            batch.RowCount = Math.Min(Batch.DefaultCapacity, other._distinct.Count - first);
            other._distinct.CopyKeys(first, batch.RowCount, keys);
            TakeMerged(keys[0], batch, ((ColumnVector<int>)keys[1]).Values.AsSpan(0, batch.RowCount), groupOf, context);
        }

        if (other._unknown!.IsEmpty)
            return;
        other._unknown.Complete(context);
        while (other._unknown.Next(out var workerGroupOf) is { } rest)
            TakeMerged(rest.Columns[0], rest, workerGroupOf, groupOf, context);
    }

    /// <inheritdoc/>
    public override void Finish(int first, int count, ColumnVector target)
    {
        target.Clear();
        _state.Finish(first, count, target);
    }

    /// <inheritdoc/>
    public override void Complete(StatementContext context)
    {
        if (_unknown is null || _unknown.IsEmpty)
            return;
        _unknown.Complete(context);
        while (_unknown.Next(out var groupOf) is { } batch)
        {
            context.CheckCancellation();
            _state.Update(batch.Columns[0], groupOf, batch);
        }
    }

    /// <inheritdoc/>
    protected override void Take(Batch batch, int[]? groupOf, StatementContext context)
    {
        for (var i = 0; i < _arguments.Length; i++)
            _values[i] = _arguments[i].Evaluate(batch, context.Evaluation);
        TakeValues(batch, groupOf, context);
    }

    private void TakeMerged(
        ColumnVector values, Batch batch, ReadOnlySpan<int> workerGroupOf, int[]? groupOf, StatementContext context)
    {
        context.CheckCancellation();
        _values[0] = values;
        for (var row = 0; groupOf is not null && row < workerGroupOf.Length; row++)
            _mergedGroupOf[row] = groupOf[workerGroupOf[row]];
        TakeValues(batch, groupOf is null ? null : _mergedGroupOf, context);
    }

    private void TakeValues(Batch batch, int[]? groupOf, StatementContext context)
    {
        if (_distinct is not null)
            batch = FirstSeen(_values[0], batch, groupOf, context);
        if (groupOf is null)
            _state.UpdateSingle(_values, batch);
        else
            _state.Update(_values, groupOf, batch);
    }

    /// <summary>
    /// The rows whose value their group has not seen before; NULLs are left out, aggregates ignore them.
    /// </summary>
    private Batch FirstSeen(ColumnVector argument, Batch batch, int[]? groupOf, StatementContext context)
    {
        if (_numberOf.Length < batch.RowCount)
            _numberOf = new int[batch.RowCount];
        if (_groupVector is not null)
            groupOf.AsSpan(0, batch.RowCount).CopyTo(_groupVector.Values);
        _distinctKey[0] = argument;
        var whole = _nullKeys.WholeKeys(_distinctKey, batch);
        if (!_unknown!.IsEmpty || _distinct!.Count > 0 && context.MustSpill(_distinct.MemoryBytes))
            return PutAside(whole, groupOf, context);
        var known = _distinct!.Count;
        _distinct.FindOrAdd(_distinctKey, whole, _numberOf);
        return Keep(whole, known);
    }

    private Batch Keep(Batch whole, int known)
    {
        ReserveRows(whole.RowCount);
        var kept = _new.Select(RowList.Of(whole), _numberOf, known, _distinct!.Count, _firstRows);
        return View(whole, kept);
    }

    /// <summary>Puts the values that are not known aside and leaves no row.</summary>
    private Batch PutAside(Batch whole, int[]? groupOf, StatementContext context)
    {
        _distinct!.Find(_distinctKey, whole, _numberOf);
        ReserveRows(whole.RowCount);
        var unknown = 0;
        foreach (var row in RowList.Of(whole))
        {
            if (_numberOf[row] < 0)
                _firstRows[unknown++] = row;
        }

        _unknown!.Add(_distinctKey.AsSpan(0, 1), View(whole, unknown), groupOf, context);
        return View(whole, 0);
    }

    private Batch View(Batch batch, int count)
    {
        _view.RowCount = batch.RowCount;
        _view.Select(_firstRows, count);
        return _view;
    }

    private void ReserveRows(int count)
    {
        if (_firstRows.Length < count)
            _firstRows = new int[count];
    }
}
