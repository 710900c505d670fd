using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// The right rows that the current left rows of a merge join may meet, in the order of their key. Of those that have been met
/// only the ones with the highest key can be met again.
/// </summary>
internal sealed class MergeWindow(JoinBuildSide build, MergeKey key, SqlType[] types)
{
    private readonly RowStore _kept = new(types);
    private readonly Batch _part = new(Array.ConvertAll(types, static type => ColumnVector.Create(type)));
    private readonly Batch _added = new(new ColumnVector[types.Length]);
    private readonly ColumnVector _last = ColumnVector.Create(key.Type, 1);
    private int _firstOfHighest;

    /// <summary>The highest key of the rows, in row 0.</summary>
    public ColumnVector Highest { get; } = ColumnVector.Create(key.Type, 1);

    /// <summary>The number of rows.</summary>
    public int Count => build.Rows.Count;

    /// <summary>Whether there are no rows.</summary>
    public bool IsEmpty => Count == 0;

    /// <summary>Forgets all rows.</summary>
    public void Clear()
    {
        build.Clear();
        _kept.Clear();
        _firstOfHighest = 0;
    }

    /// <summary>Adds rows of a batch, which come behind those that are here.</summary>
    public void Add(Batch batch, ReadOnlySpan<int> rows, StatementContext context)
    {
        var keys = batch.Columns[key.Place];
        var last = rows[^1];
        _last.Clear();
        _last.CopyRow(keys, last, 0);
        var same = key.Find(keys, rows, 0, _last, 0, orEqual: true);
        if (same > 0 || IsEmpty || key.Compare(Highest, 0, _last, 0) != 0)
            _firstOfHighest = Count + same;
        Highest.Clear();
        Highest.CopyRow(keys, last, 0);
        Array.Copy(batch.Columns, _added.Columns, types.Length);
        _added.RowCount = batch.RowCount;
        var selection = _added.OwnSelection();
        rows.CopyTo(selection);
        _added.Select(selection, rows.Length);
        build.Add(_added, context);
    }

    /// <summary>Forgets the rows that come before a key that is not below those of the left rows before.</summary>
    public void DropBefore(ColumnVector keys, int row, StatementContext context)
    {
        if (IsEmpty)
            return;
        if (key.Compare(Highest, 0, keys, row) < 0)
        {
            Clear();
            return;
        }

        if (_firstOfHighest == 0)
            return;
        for (var first = _firstOfHighest; first < Count; first += Batch.DefaultCapacity)
            _kept.Append(Part(build.Rows, first).Columns, RowList.Of(_part));
        build.Clear();
        _firstOfHighest = 0;
        for (var first = 0; first < _kept.Count; first += Batch.DefaultCapacity)
            build.Add(Part(_kept, first), context);
        _kept.Clear();
    }

    private Batch Part(RowStore rows, int first)
    {
        var count = Math.Min(Batch.DefaultCapacity, rows.Count - first);
        rows.CopyRange(first, count, _part.Columns);
        _part.RowCount = count;
        _part.SelectAll();
        return _part;
    }
}
