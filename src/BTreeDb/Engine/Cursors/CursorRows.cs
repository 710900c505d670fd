using BTreeDb.Diagnostics;
using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Vectors;

namespace BTreeDb.Engine.Cursors;

/// <summary>
/// The rows of a cursor, all read when it is declared: it must not see what its transaction changes later. An error that
/// a row causes is kept, too, and raised when a fetch reaches that row.
/// </summary>
internal sealed class CursorRows
{
    private readonly List<Batch> _batches = [];
    private readonly List<int> _starts = [];
    private EngineException? _error;

    /// <summary>How many rows there are before the end or the error.</summary>
    public int Count { get; private set; }

    /// <summary>Reads a query to its end.</summary>
    public static CursorRows Read(IBatchSource source)
    {
        var rows = new CursorRows();
        try
        {
            while (source.Next() is { } batch)
                rows.Add(batch);
        }
        catch (EngineException error) when (error.SqlState.StartsWith("22", StringComparison.Ordinal))
        {
            rows._error = error;
        }

        return rows;
    }

    /// <summary>Raises the error that stands behind the last row, if there is one.</summary>
    public void EndReached()
    {
        if (_error is not null)
            throw _error;
    }

    /// <summary>Copies rows, given by number from 0, to a result.</summary>
    /// <param name="rows">The numbers, in the order of the result.</param>
    /// <param name="columns">How many columns are shown; hidden ones follow.</param>
    /// <param name="target">The result.</param>
    public void CopyTo(IReadOnlyList<int> rows, int columns, BufferedRows target)
    {
        for (var from = 0; from < rows.Count; from += Batch.DefaultCapacity)
        {
            var count = Math.Min(Batch.DefaultCapacity, rows.Count - from);
            var vectors = new ColumnVector[columns];
            for (var c = 0; c < columns; c++)
            {
                vectors[c] = ColumnVector.Create(_batches[0].Columns[c].Type, count);
                for (var i = 0; i < count; i++)
                {
                    var (batch, row) = Locate(rows[from + i]);
                    vectors[c].CopyRow(batch.Columns[c], row, i);
                }
            }

            target.Add(new Batch(vectors) { RowCount = count });
        }
    }

    /// <summary>A value of a row.</summary>
    public Types.Datum ValueOf(int row, int column)
    {
        var (batch, place) = Locate(row);
        return batch.Columns[column].IsNull(place) ? Types.Datum.Null : batch.Columns[column].GetDatum(place);
    }

    private void Add(Batch batch)
    {
        if (batch.Count == 0)
            return;
        var columns = new ColumnVector[batch.Columns.Length];
        for (var c = 0; c < columns.Length; c++)
        {
            columns[c] = ColumnVector.Create(batch.Columns[c].Type, batch.Count);
            for (var i = 0; i < batch.Count; i++)
                columns[c].CopyRow(batch.Columns[c], batch.Selection is null ? i : batch.Selection[i], i);
        }

        _starts.Add(Count);
        _batches.Add(new Batch(columns) { RowCount = batch.Count });
        Count += batch.Count;
    }

    private (Batch Batch, int Row) Locate(int row)
    {
        var place = _starts.BinarySearch(row);
        if (place < 0)
            place = ~place - 1;
        return (_batches[place], row - _starts[place]);
    }
}
