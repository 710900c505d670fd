using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// Columns of pairs, gathered from a probe batch and a row store. What conditions see and what joins yield are two
/// instances, so that output columns are gathered only for pairs that satisfy the conditions.
/// </summary>
internal sealed class PairColumns
{
    private readonly int[] _left;
    private readonly int[] _right;
    private readonly ColumnVector[] _columns;

    /// <summary>Describes the columns.</summary>
    /// <param name="types">Their types.</param>
    /// <param name="left">For each the place in the probe batch, or -1.</param>
    /// <param name="right">For each the place in the row store, or -1.</param>
    public PairColumns(SqlType[] types, int[] left, int[] right)
    {
        _left = left;
        _right = right;
        _columns = new ColumnVector[types.Length];
        for (var i = 0; i < types.Length; i++)
            _columns[i] = ColumnVector.Create(types[i]);
        Batch = new Batch(_columns);
    }

    /// <summary>The batch that <see cref="Gather"/> fills.</summary>
    public Batch Batch { get; }

    /// <summary>Fills the batch with the columns of pairs. Without a probe batch its columns are NULL.</summary>
    public Batch Gather(JoinPairs pairs, Batch? probe, RowStore build)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            var target = _columns[i];
            target.Clear();
            if (_right[i] >= 0)
                build.Columns[_right[i]].Gather(pairs.Right.AsSpan(0, pairs.Count), target);
            else if (probe is null)
                target.Nulls.SetAll();
            else
                target.Gather(probe.Columns[_left[i]], pairs.Left.AsSpan(0, pairs.Count), 0);
        }
        Batch.RowCount = pairs.Count;
        Batch.SelectAll();
        return Batch;
    }
}
