using BTreeDb.Execution.Spilling;
using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>A sorted run that is being read: its current row, whose key is the last column.</summary>
/// <param name="rows">The rows.</param>
internal sealed class SortRun(SpilledRows rows) : IDisposable
{
    private Batch? _batch;

    /// <summary>The current row within <see cref="Columns"/>.</summary>
    public int Row { get; private set; }

    /// <summary>The columns of the current block.</summary>
    public ColumnVector[] Columns => _batch!.Columns;

    public bool IsAtEnd => _batch is null;

    /// <summary>Goes to the first row.</summary>
    public void Start()
    {
        rows.Rewind();
        _batch = rows.Next();
        Row = 0;
    }

    /// <summary>Goes to the next row; false at the end.</summary>
    public bool TryAdvance()
    {
        if (++Row < _batch!.RowCount)
            return true;
        _batch = rows.Next();
        Row = 0;
        return _batch is not null;
    }

    /// <summary>Its place among the runs: of equal keys, those of the earlier run come first.</summary>
    public required int Number { get; set; }

    /// <summary>The order of the current rows of two runs; never equal.</summary>
    public int CompareTo(SortRun other)
    {
        var order = Key().Span.SequenceCompareTo(other.Key().Span);
        return order != 0 ? order : Number.CompareTo(other.Number);
    }

    /// <inheritdoc/>
    public void Dispose() => rows.Dispose();

    private ref TextView Key() => ref ((ColumnVector<TextView>)Columns[^1]).Values[Row];
}
