using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Windows;

/// <summary>Feeds rows by number to an aggregate's state, those left out that the filter rejects.</summary>
internal sealed class WindowAggregate(int[] argumentPlaces, int filterPlace)
{
    private readonly ColumnVector[] _arguments = new ColumnVector[argumentPlaces.Length];
    private readonly Batch _view = new([]);
    private readonly int[] _rows = new int[Batch.DefaultCapacity];

    /// <summary>Takes rows into group 0 of a state, in order.</summary>
    public void Add(AggregateState state, RowBlocks rows, int start, int end)
    {
        for (var row = start; row < end; row = NextBlock(row))
        {
            if (Select(rows, row, end))
                state.UpdateSingle(_arguments, _view);
        }
    }

    /// <summary>Takes rows out of group 0 again.</summary>
    public void Remove(AggregateState state, RowBlocks rows, int start, int end)
    {
        for (var row = start; row < end; row = NextBlock(row))
        {
            if (Select(rows, row, end))
                state.RemoveSingle(_arguments, _view);
        }
    }

    /// <summary>Takes all rows in, each into the group that its number says when shifted.</summary>
    public void AddGrouped(AggregateState state, RowBlocks rows, int shift)
    {
        var groupOf = new int[Batch.DefaultCapacity];
        for (var row = 0; row < rows.Count; row = NextBlock(row))
        {
            for (var i = 0; i < groupOf.Length; i++)
                groupOf[i] = (row + i) >> shift;
            if (Select(rows, row, rows.Count))
                state.Update(_arguments, groupOf, _view);
        }
    }

    private static int NextBlock(int row) => (row | RowBlocks.BlockMask) + 1;

    /// <summary>Selects the rows from one on to the end of its block or the range; false when none is left.</summary>
    private bool Select(RowBlocks rows, int row, int end)
    {
        var columns = rows.BlockOf(row);
        for (var i = 0; i < _arguments.Length; i++)
            _arguments[i] = columns[argumentPlaces[i]];
        var first = row & RowBlocks.BlockMask;
        var count = Math.Min(end, NextBlock(row)) - row;
        _view.RowCount = first + count;
        if (filterPlace >= 0)
            count = SelectFiltered((ColumnVector<byte>)columns[filterPlace], first, count);
        else if (first == 0)
            _view.SelectAll();
        else
            SelectRange(first, count);
        return count > 0;
    }

    private void SelectRange(int first, int count)
    {
        for (var i = 0; i < count; i++)
            _rows[i] = first + i;
        _view.Select(_rows, count);
    }

    private int SelectFiltered(ColumnVector<byte> filter, int first, int count)
    {
        var kept = 0;
        for (var i = first; i < first + count; i++)
        {
            if (!filter.IsNull(i) && filter.Values[filter.IndexOf(i)] != 0)
                _rows[kept++] = i;
        }

        _view.Select(_rows, kept);
        return kept;
    }
}
