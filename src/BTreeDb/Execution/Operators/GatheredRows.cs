using BTreeDb.Catalog;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>Rows of a table that come one by one from different batches, gathered into one for RETURNING.</summary>
internal sealed class GatheredRows
{
    private readonly Batch _rows;
    private int _count;

    /// <summary>Room for a batch of a table's rows, and a number behind each of them.</summary>
    public GatheredRows(TableSchema table)
    {
        var columns = new ColumnVector[table.Columns.Length + 1];
        for (var i = 0; i < table.Columns.Length; i++)
            columns[i] = ColumnVector.Create(table.Columns[i].Type);
        columns[^1] = ColumnVector.Create(SqlType.Oid);
        _rows = new Batch(columns);
    }

    /// <summary>Forgets the rows.</summary>
    public void Begin()
    {
        foreach (var column in _rows.Columns)
            column.Clear();
        _count = 0;
    }

    /// <summary>Copies a row.</summary>
    public void Add(Batch source, int row, long number)
    {
        for (var i = 0; i < _rows.Columns.Length - 1; i++)
            _rows.Columns[i].CopyRow(source.Columns[i], row, _count);
        _rows.Columns[^1].SetDatum(_count, Datum.FromInt64(number));
        _count++;
    }

    /// <summary>The batch of the rows.</summary>
    public Batch End()
    {
        _rows.RowCount = _count;
        return _rows;
    }
}
