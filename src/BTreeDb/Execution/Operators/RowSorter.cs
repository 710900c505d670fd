using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>Sorts rows that are pushed into it: in memory, or by an external merge once they outgrow it.</summary>
internal sealed class RowSorter
{
    private readonly SortKeys _keys;
    private readonly SortRuns _runs;
    private readonly RowStore _rows;
    private readonly ColumnVector[] _output;
    private readonly Batch _outputBatch;
    private readonly int[] _stored = new int[Batch.DefaultCapacity];
    private int _next;

    /// <summary>A sorter of rows of these types by the columns at some places.</summary>
    public RowSorter(SqlType[] types, KeyColumn[] keys, int[] places)
    {
        _keys = new SortKeys(keys, places);
        _runs = new SortRuns(types);
        _rows = new RowStore(types);
        _output = Array.ConvertAll(types, static type => ColumnVector.Create(type));
        _outputBatch = new Batch(_output);
    }

    /// <summary>Whether no rows have been added.</summary>
    public bool IsEmpty => _rows.Count == 0 && _runs.Count == 0;

    /// <summary>Adds the counted rows of a batch.</summary>
    public void Add(Batch batch, StatementContext context)
    {
        var rows = RowList.Of(batch);
        foreach (var row in rows)
            _keys.Add(batch, row);
        _rows.Append(batch.Columns, rows);
        if (_rows.Count > 0 && context.MustSpill(_keys.MemoryBytes + _rows.MemoryBytes))
            WriteRun(context);
    }

    /// <summary>Ends adding: rows can be read in order.</summary>
    public void Complete(StatementContext context)
    {
        _next = 0;
        if (_runs.Count == 0)
        {
            _keys.Sort();
            return;
        }

        if (_rows.Count > 0)
            WriteRun(context);
        _runs.StartReading();
    }

    /// <summary>The next rows; null at the end.</summary>
    public Batch? Next()
    {
        var count = _runs.Count > 0 ? ReadMerged() : ReadStored();
        if (count == 0)
            return null;
        _outputBatch.RowCount = count;
        _outputBatch.SelectAll();
        return _outputBatch;
    }

    /// <summary>Forgets all rows.</summary>
    public void Clear()
    {
        _runs.Dispose();
        _rows.Clear();
        _keys.Clear();
        _next = 0;
    }

    private void WriteRun(StatementContext context)
    {
        _keys.Sort();
        _runs.Write(_rows, _keys, context);
        _rows.Clear();
        _keys.Clear();
    }

    private int ReadMerged()
    {
        foreach (var column in _output)
            column.Clear();
        return _runs.Read(_output);
    }

    private int ReadStored()
    {
        var count = Math.Min(Batch.DefaultCapacity, _rows.Count - _next);
        if (count <= 0)
            return 0;
        var entries = _keys.Entries.Slice(_next, count);
        for (var i = 0; i < count; i++)
            _stored[i] = entries[i].Row;
        _rows.Gather(_stored.AsSpan(0, count), _output);
        _next += count;
        return count;
    }
}
