using System.Runtime.CompilerServices;
using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Expressions;

/// <summary>
/// The rows that a CASE or COALESCE has not answered yet, and the selection to put back in the end.
/// </summary>
internal sealed class ConditionalRows(int capacity)
{
    private readonly SelectionBuffer _remaining = new(capacity);
    private readonly SelectionBuffer _matched = new(capacity);
    private int[]? _selection;
    private int _selectionCount;

    public bool IsEmpty => _remaining.Count == 0;

    /// <summary>Takes all counted rows as not answered.</summary>
    public void Begin(Batch batch)
    {
        (_selection, _selectionCount) = (batch.Selection, batch.SelectionCount);
        _remaining.TakeFrom(batch);
    }

    /// <summary>Lets the rows that are not answered count.</summary>
    public void SelectRemaining(Batch batch) => _remaining.ApplyTo(batch);

    /// <summary>Lets the rows that <see cref="TakeTrue"/> or <see cref="TakeNotNull"/> took count; false when there are none.</summary>
    public bool SelectMatched(Batch batch)
    {
        _matched.ApplyTo(batch);
        return _matched.Count > 0;
    }

    /// <summary>Takes the rows out for which a condition is true.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void TakeTrue(ColumnVector<byte> condition)
    {
        var mask = condition.IsConstant ? 0 : -1;
        var (left, matched) = (0, 0);
        foreach (var row in _remaining.Rows.AsSpan(0, _remaining.Count))
        {
            if (condition.Values[row & mask] != 0 && !condition.Nulls[row & mask])
                _matched.Rows[matched++] = row;
            else
                _remaining.Rows[left++] = row;
        }

        (_remaining.Count, _matched.Count) = (left, matched);
    }

    /// <summary>Takes the rows out where a value is not NULL.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void TakeNotNull(ColumnVector value)
    {
        var (left, matched) = (0, 0);
        foreach (var row in _remaining.Rows.AsSpan(0, _remaining.Count))
        {
            if (value.IsNull(row))
                _remaining.Rows[left++] = row;
            else
                _matched.Rows[matched++] = row;
        }

        (_remaining.Count, _matched.Count) = (left, matched);
    }

    /// <summary>Marks the rows that are not answered as NULL.</summary>
    public void SetRemainingNull(ColumnVector result)
    {
        foreach (var row in _remaining.Rows.AsSpan(0, _remaining.Count))
            result.SetDatum(row, Types.Datum.Null);
    }

    /// <summary>Puts the selection back.</summary>
    public void End(Batch batch) => (batch.Selection, batch.SelectionCount) = (_selection, _selectionCount);
}
