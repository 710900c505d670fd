using BTreeDb.Diagnostics;
using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Engine.Cursors;

/// <summary>
/// The rows of a cursor, all read when it is declared: it must not see what its transaction changes later. An error that
/// a row causes is kept, too, and raised when a fetch reaches that row. What the memory for work does not hold is on disk.
/// </summary>
internal sealed class CursorRows : IDisposable
{
    private readonly RowBlocks _rows;
    private EngineException? _error;

    private CursorRows(SqlType[] types) => _rows = new RowBlocks(types);

    /// <summary>How many rows there are before the end or the error.</summary>
    public int Count => _rows.Count;

    /// <summary>Reads a query to its end.</summary>
    /// <param name="source">The query.</param>
    /// <param name="types">The types of its columns.</param>
    /// <param name="context">How much memory there is, and where else rows can go.</param>
    public static CursorRows Read(IBatchSource source, SqlType[] types, StatementContext context)
    {
        var rows = new CursorRows(types);
        try
        {
            while (source.Next() is { } batch)
            {
                context.CheckCancellation();
                rows._rows.Append(batch.Columns, RowList.Of(batch), context);
            }
        }
        catch (EngineException error) when (error.SqlState.StartsWith("22", StringComparison.Ordinal))
        {
            rows._error = error;
        }
        catch
        {
            rows.Dispose();
            throw;
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
            var first = _rows.BlockOf(rows[from]);
            for (var c = 0; c < columns; c++)
                vectors[c] = ColumnVector.Create(first[c].Type, count);
            for (var i = 0; i < count; i++)
            {
                var block = _rows.BlockOf(rows[from + i]);
                for (var c = 0; c < columns; c++)
                    vectors[c].CopyRow(block[c], rows[from + i] & RowBlocks.BlockMask, i);
            }

            target.Add(new Batch(vectors) { RowCount = count });
        }
    }

    /// <summary>A value of a row.</summary>
    public Datum ValueOf(int row, int column)
    {
        var (vector, place) = (_rows.BlockOf(row)[column], row & RowBlocks.BlockMask);
        return vector.IsNull(place) ? Datum.Null : vector.GetDatum(place);
    }

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();
}
