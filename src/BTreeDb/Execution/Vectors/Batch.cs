namespace BTreeDb.Execution.Vectors;

/// <summary>
/// About a thousand rows as column vectors. With a selection, only the named rows count: kernels leave results at the
/// rows' own places. A batch is valid until its producer is asked for the next one.
/// </summary>
internal sealed class Batch(ColumnVector[] columns)
{
    /// <summary>The usual number of rows.</summary>
    public const int DefaultCapacity = 1024;

    private int[]? _ownSelection;

    public ColumnVector[] Columns { get; } = columns;

    /// <summary>Rows in the vectors, selected or not.</summary>
    public int RowCount { get; set; }

    /// <summary>The selected rows in ascending order, or null when all rows count.</summary>
    public int[]? Selection { get; set; }

    /// <summary>How many rows of <see cref="Selection"/> count; meaningless without one.</summary>
    public int SelectionCount { get; set; }

    /// <summary>The number of rows that count.</summary>
    public int Count => Selection is null ? RowCount : SelectionCount;

    /// <summary>
    /// The batch's own memory for a selection, with room for every row. Whoever narrows the selection writes here, never
    /// into the array that <see cref="Selection"/> points to, for that may belong to another batch (invariant X3).
    /// Narrowing in place is safe: a row's new place is never behind its old one.
    /// </summary>
    public int[] OwnSelection()
    {
        if (_ownSelection is null || _ownSelection.Length < RowCount)
            _ownSelection = new int[Math.Max(RowCount, 1)];
        return _ownSelection;
    }

    /// <summary>Takes a vector as a column: the same one as last time, most likely, and then nothing is written.</summary>
    public void SetColumn(int index, ColumnVector column)
    {
        if (!ReferenceEquals(Columns[index], column))
            Columns[index] = column;
    }

    /// <summary>Takes over which rows count.</summary>
    public void SelectAs(Batch other)
    {
        RowCount = other.RowCount;
        SelectionCount = other.SelectionCount;
        if (!ReferenceEquals(Selection, other.Selection))
            Selection = other.Selection;
    }

    /// <summary>Lets the first <paramref name="count"/> rows of an array count.</summary>
    public void Select(int[] rows, int count)
    {
        Selection = rows;
        SelectionCount = count;
    }

    /// <summary>Lets all rows count.</summary>
    public void SelectAll()
    {
        Selection = null;
        SelectionCount = 0;
    }
}
