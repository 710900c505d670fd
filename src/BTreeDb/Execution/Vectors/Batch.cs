namespace BTreeDb.Execution.Vectors;

/// <summary>
/// About a thousand rows as column vectors. With a selection, only the named rows count: kernels leave results at the
/// rows' own places. A batch is valid until its producer is asked for the next one.
/// </summary>
internal sealed class Batch(ColumnVector[] columns)
{
    /// <summary>The usual number of rows.</summary>
    public const int DefaultCapacity = 1024;

    public ColumnVector[] Columns { get; } = columns;

    /// <summary>Rows in the vectors, selected or not.</summary>
    public int RowCount { get; set; }

    /// <summary>The selected rows in ascending order, or null when all rows count.</summary>
    public int[]? Selection { get; set; }

    /// <summary>How many rows of <see cref="Selection"/> count; meaningless without one.</summary>
    public int SelectionCount { get; set; }

    /// <summary>The number of rows that count.</summary>
    public int Count => Selection is null ? RowCount : SelectionCount;
}
