using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// One aggregate of a grouping: its argument, filter and states. DISTINCT values are numbered per group.
/// </summary>
internal sealed class AggregateColumn
{
    private readonly AggregateState _state;
    private readonly VectorExpression[] _arguments;
    private readonly ColumnVector[] _values;
    private readonly VectorExpression? _filter;
    private readonly KeyTable? _distinct;
    private readonly ColumnVector<int>? _groupVector;
    private readonly ColumnVector[] _distinctKey = new ColumnVector[2];
    private readonly NullKeys _nullKeys = new();
    private readonly NewKeys _new = new();
    private readonly Batch _view = new([]);
    private int[] _numberOf = [];
    private int[] _rows = [];
    private int[] _firstRows = [];
    private Batch? _filtered;

    /// <summary>An aggregate.</summary>
    public AggregateColumn(
        AggregateState state, VectorExpression[] arguments, VectorExpression? filter, bool isDistinct, SqlType type)
    {
        (_state, _arguments, _filter, Type) = (state, arguments, filter, type);
        _values = new ColumnVector[arguments.Length];
        if (!isDistinct || arguments.Length == 0)
            return;
        _distinct = KeyTable.Create([SqlType.Integer, arguments[0].Type]);
        _groupVector = new ColumnVector<int>(SqlType.Integer, Batch.DefaultCapacity);
    }

    /// <summary>The result's type.</summary>
    public SqlType Type { get; }

    /// <summary>Bytes held, about.</summary>
    public long MemoryBytes => _state.MemoryBytes + (_distinct?.MemoryBytes ?? 0);

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        _state.Reset();
        _distinct?.Clear();
    }

    /// <summary>Makes groups exist.</summary>
    public void EnsureGroups(int count) => _state.EnsureGroups(count);

    /// <summary>Takes a batch in; <paramref name="groupOf"/> is null when there is only group 0.</summary>
    public void Update(Batch batch, int[]? groupOf, StatementContext context)
    {
        var counted = _filter is null ? batch : Filtered(batch, context);
        if (counted.Count == 0)
            return;
        for (var i = 0; i < _arguments.Length; i++)
            _values[i] = _arguments[i].Evaluate(counted, context.Evaluation);
        if (_distinct is not null)
            counted = FirstSeen(_values[0], counted, groupOf);
        if (groupOf is null)
            _state.UpdateSingle(_values, counted);
        else
            _state.Update(_values, groupOf, counted);
    }

    /// <summary>Writes results of consecutive groups.</summary>
    public void Finish(int first, int count, ColumnVector target)
    {
        target.Clear();
        _state.Finish(first, count, target);
    }

    /// <summary>
    /// The rows of which the filter is true, as a batch with the same vectors: the caller's own selection must stay.
    /// </summary>
    private Batch Filtered(Batch batch, StatementContext context)
    {
        var condition = (ColumnVector<byte>)_filter!.Evaluate(batch, context.Evaluation);
        Reserve(batch.RowCount);
        var kept = 0;
        foreach (var row in RowList.Of(batch))
        {
            _rows[kept] = row;
            if (!condition.IsNull(row) && condition.Values[condition.IndexOf(row)] != 0)
                kept++;
        }
        _filtered = _filtered is not null && ReferenceEquals(_filtered.Columns, batch.Columns)
            ? _filtered
            : new Batch(batch.Columns);
        _filtered.RowCount = batch.RowCount;
        _filtered.Select(_rows, kept);
        return _filtered;
    }

    /// <summary>
    /// The rows whose value their group has not seen before; NULLs are left out, aggregates ignore them.
    /// </summary>
    private Batch FirstSeen(ColumnVector argument, Batch batch, int[]? groupOf)
    {
        if (_numberOf.Length < batch.RowCount)
            _numberOf = new int[batch.RowCount];
        _groupVector!.IsConstant = groupOf is null;
        if (groupOf is null)
            _groupVector.Values[0] = 0;
        else
            groupOf.AsSpan(0, batch.RowCount).CopyTo(_groupVector.Values);
        _distinctKey[0] = _groupVector;
        _distinctKey[1] = argument;
        var whole = _nullKeys.WholeKeys(_distinctKey, batch);
        var known = _distinct!.Count;
        _distinct.FindOrAdd(_distinctKey, whole, _numberOf);
        return Keep(whole, known);
    }

    private Batch Keep(Batch whole, int known)
    {
        if (_firstRows.Length < whole.RowCount)
            _firstRows = new int[whole.RowCount];
        var kept = _new.Select(RowList.Of(whole), _numberOf, known, _distinct!.Count, _firstRows);
        _view.RowCount = whole.RowCount;
        _view.Select(_firstRows, kept);
        return _view;
    }

    private void Reserve(int count)
    {
        if (_rows.Length < count)
            _rows = new int[count];
    }
}
