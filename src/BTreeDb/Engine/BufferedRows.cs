using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Engine;

/// <summary>Rows that are kept until the caller has read them: those of RETURNING, EXPLAIN, SHOW.</summary>
internal sealed class BufferedRows : IBatchSource
{
    private readonly Queue<Batch> _batches = new();

    /// <inheritdoc/>
    public Batch? Next() => _batches.TryDequeue(out var batch) ? batch : null;

    /// <summary>Copies the counted rows of a batch.</summary>
    public void Add(Batch batch)
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

        _batches.Enqueue(new Batch(columns) { RowCount = batch.Count });
    }

    /// <summary>Adds rows of text.</summary>
    public void AddText(IReadOnlyList<string[]> rows)
    {
        if (rows.Count == 0)
            return;
        var columns = new ColumnVector[rows[0].Length];
        for (var c = 0; c < columns.Length; c++)
        {
            columns[c] = ColumnVector.Create(SqlType.Text, rows.Count);
            for (var i = 0; i < rows.Count; i++)
                columns[c].SetDatum(i, Datum.FromText(rows[i][c]));
        }

        _batches.Enqueue(new Batch(columns) { RowCount = rows.Count });
    }
}
