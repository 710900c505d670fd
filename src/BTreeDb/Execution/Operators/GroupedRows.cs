using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// Rows of all groups of a grouping, sorted by group and then by some of their columns, perhaps without duplicates.
/// </summary>
internal sealed class GroupedRows
{
    private readonly RowSorter _sorter;
    private readonly ColumnVector[] _columns;
    private readonly ColumnVector<int> _groups = new(SqlType.Integer, Batch.DefaultCapacity);
    private readonly Batch _input;
    private readonly Batch _output;
    private readonly ValueComparer[]? _comparers;
    private readonly ColumnVector[] _last;
    private readonly int _distinctFrom;
    private int[] _groupOf = new int[Batch.DefaultCapacity];
    private int _lastGroup;

    /// <summary>Rows of these types, ordered by their first columns.</summary>
    /// <param name="types">The columns.</param>
    /// <param name="order">How the first columns are ordered.</param>
    /// <param name="distinctFrom">Rows of a group that are equal from this column on come once; -1: all come.</param>
    public GroupedRows(SqlType[] types, KeyColumn[] order, int distinctFrom)
    {
        SqlType[] withGroup = [.. types, SqlType.Integer];
        KeyColumn[] keys = [new KeyColumn(SqlType.Integer), .. order];
        var places = new int[keys.Length];
        places[0] = types.Length;
        for (var i = 1; i < places.Length; i++)
            places[i] = i - 1;
        _sorter = new RowSorter(withGroup, keys, places);
        _columns = new ColumnVector[withGroup.Length];
        _columns[^1] = _groups;
        _input = new Batch(_columns);
        _output = new Batch(new ColumnVector[types.Length]);
        _distinctFrom = distinctFrom;
        _comparers = distinctFrom < 0 ? null : Array.ConvertAll(types, static type => ValueComparer.Create(type));
        _last = distinctFrom < 0 ? [] : Array.ConvertAll(types, static type => ColumnVector.Create(type, 1));
    }

    /// <summary>Whether there are no rows.</summary>
    public bool IsEmpty => _sorter.IsEmpty;

    /// <summary>The number of rows of each group, duplicates counted.</summary>
    public GroupCounts Counts { get; } = new();

    /// <summary>Adds the counted rows of a batch.</summary>
    public void Add(ReadOnlySpan<ColumnVector> values, Batch batch, int[]? groupOf, StatementContext context)
    {
        values.CopyTo(_columns);
        _groups.IsConstant = groupOf is null;
        if (groupOf is null)
            _groups.Values[0] = 0;
        else
            groupOf.AsSpan(0, batch.RowCount).CopyTo(_groups.Values);
        foreach (var row in RowList.Of(batch))
        {
            var group = groupOf is null ? 0 : groupOf[row];
            Counts.Ensure(group + 1);
            Counts.Increment(group);
        }

        _input.RowCount = batch.RowCount;
        _input.Selection = batch.Selection;
        _input.SelectionCount = batch.SelectionCount;
        _sorter.Add(_input, context);
    }

    /// <summary>Ends adding.</summary>
    public void Complete(StatementContext context)
    {
        _lastGroup = -1;
        _sorter.Complete(context);
    }

    /// <summary>The next rows in order, and their groups; null at the end.</summary>
    public Batch? Next(out ReadOnlySpan<int> groupOf)
    {
        groupOf = default;
        if (_sorter.Next() is not { } sorted)
            return null;
        Array.Copy(sorted.Columns, _output.Columns, _output.Columns.Length);
        var groups = (ColumnVector<int>)sorted.Columns[^1];
        for (var row = 0; row < sorted.RowCount; row++)
            _groupOf[row] = groups.Values[groups.IndexOf(row)];
        groupOf = _groupOf.AsSpan(0, sorted.RowCount);
        _output.RowCount = sorted.RowCount;
        _output.Selection = sorted.Selection;
        _output.SelectionCount = sorted.SelectionCount;
        if (_distinctFrom >= 0)
            DropRepeated();
        return _output;
    }

    /// <summary>Forgets all rows.</summary>
    public void Clear()
    {
        _sorter.Clear();
        Counts.Clear();
    }

    private void DropRepeated()
    {
        var rows = RowList.Of(_output);
        var target = _output.OwnSelection();
        var kept = 0;
        var before = -1;
        foreach (var row in rows)
        {
            if (!IsRepeated(row, before))
                target[kept++] = row;
            before = row;
        }

        if (before >= 0)
            Keep(before);
        _output.Select(target, kept);
    }

    private bool IsRepeated(int row, int before)
    {
        if ((before < 0 ? _lastGroup : _groupOf[before]) != _groupOf[row])
            return false;
        for (var i = _distinctFrom; i < _last.Length; i++)
        {
            var column = _output.Columns[i];
            var isEqual = before < 0
                ? _comparers![i].AreEqual(column, row, _last[i], 0)
                : _comparers![i].AreEqual(column, row, column, before);
            if (!isEqual)
                return false;
        }

        return true;
    }

    private void Keep(int row)
    {
        _lastGroup = _groupOf[row];
        for (var i = _distinctFrom; i < _last.Length; i++)
        {
            _last[i].Clear();
            _last[i].CopyRow(_output.Columns[i], row, 0);
        }
    }
}
