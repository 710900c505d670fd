using System.Runtime.CompilerServices;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>
/// AND or OR in three-valued logic. Operands are evaluated from left to right, each only on the rows that the ones before
/// it have not decided, so a guard on the left protects the right.
/// </summary>
internal sealed class LogicalExpression(bool isAnd, VectorExpression[] operands, int capacity)
    : VectorExpression(SqlType.Boolean)
{
    private readonly ColumnVector<byte> _result = new(SqlType.Boolean, capacity);
    private readonly SelectionBuffer _undecided = new(capacity);
    private readonly SelectionBuffer _kept = new(capacity);
    private readonly int[] _merged = new int[capacity];

    // The value that decides: false for AND, true for OR.
    private readonly byte _deciding = (byte)(isAnd ? 0 : 1);

    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        var (selection, count) = (batch.Selection, batch.SelectionCount);
        _result.Clear();
        _undecided.TakeFrom(batch);
        foreach (var row in _undecided.Rows.AsSpan(0, _undecided.Count))
            _result.Values[row] = (byte)(1 - _deciding);
        foreach (var operand in operands)
        {
            if (_undecided.Count == 0)
                break;
            _undecided.ApplyTo(batch);
            Decide((ColumnVector<byte>)operand.Evaluate(batch, context));
        }

        (batch.Selection, batch.SelectionCount) = (selection, count);
        return _result;
    }

    public override void Select(Batch batch, EvaluationContext context)
    {
        if (isAnd)
        {
            foreach (var operand in operands)
            {
                if (batch.Count == 0)
                    return;
                operand.Select(batch, context);
            }

            return;
        }

        SelectAny(batch, context);
    }

    /// <summary>Takes an operand's values in: decided rows leave the undecided ones, NULLs stay until something decides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Decide(ColumnVector<byte> operand)
    {
        var mask = operand.IsConstant ? 0 : -1;
        var left = 0;
        foreach (var row in _undecided.Rows.AsSpan(0, _undecided.Count))
        {
            if (operand.Nulls[row & mask])
            {
                _result.Nulls.SetNull(row);
            }
            else if ((operand.Values[row & mask] != 0 ? 1 : 0) == _deciding)
            {
                _result.Values[row] = _deciding;
                _result.Nulls.Unset(row);
                continue;
            }

            _undecided.Rows[left++] = row;
        }

        _undecided.Count = left;
    }

    /// <summary>OR: each operand selects among the rows that none before it took; the takings are merged in row order.</summary>
    private void SelectAny(Batch batch, EvaluationContext context)
    {
        _undecided.TakeFrom(batch);
        _kept.Count = 0;
        foreach (var operand in operands)
        {
            if (_undecided.Count == 0)
                break;
            _undecided.ApplyTo(batch);
            operand.Select(batch, context);
            var taken = batch.Selection is null ? [] : batch.Selection.AsSpan(0, batch.SelectionCount);
            _undecided.Count = Remove(_undecided.Rows.AsSpan(0, _undecided.Count), taken);
            Merge(taken);
        }

        var target = batch.OwnSelection();
        _kept.Rows.AsSpan(0, _kept.Count).CopyTo(target);
        batch.Select(target, _kept.Count);
    }

    /// <summary>Removes rows from a list, both ascending; returns what is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Remove(Span<int> rows, ReadOnlySpan<int> taken)
    {
        var left = 0;
        var next = 0;
        foreach (var row in rows)
        {
            if (next < taken.Length && taken[next] == row)
                next++;
            else
                rows[left++] = row;
        }

        return left;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Merge(ReadOnlySpan<int> taken)
    {
        if (taken.Length == 0)
            return;
        var kept = _kept.Rows.AsSpan(0, _kept.Count);
        var (i, j, at) = (0, 0, 0);
        while (i < kept.Length || j < taken.Length)
        {
            var fromKept = j >= taken.Length || (i < kept.Length && kept[i] < taken[j]);
            _merged[at++] = fromKept ? kept[i++] : taken[j++];
        }

        _merged.AsSpan(0, at).CopyTo(_kept.Rows);
        _kept.Count = at;
    }
}
