using BTreeDb.Execution.Spilling;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// All rows of an input, kept before anything is done with them: in memory, or on disk past its limit.
/// </summary>
internal sealed class RowBuffer : IBatchSource, IDisposable
{
    private readonly RowStore _rows;
    private readonly SqlType[] _types;
    private readonly ColumnVector[] _output;
    private readonly Batch _outputBatch;
    private SpilledRows? _spilled;
    private int _next;

    /// <summary>An empty buffer for rows of these types.</summary>
    public RowBuffer(SqlType[] types)
    {
        _types = types;
        _rows = new RowStore(types);
        _output = new ColumnVector[types.Length];
        for (var i = 0; i < types.Length; i++)
            _output[i] = ColumnVector.Create(types[i]);
        _outputBatch = new Batch(_output);
    }

    /// <summary>Reads a source to its end.</summary>
    public void Fill(IBatchSource source, StatementContext context)
    {
        Clear();
        while (source.Next() is { } batch)
        {
            context.CheckCancellation();
            if (batch.Count == 0)
                continue;
            if (_spilled is null && _rows.Count > 0 && context.MustSpill(_rows.MemoryBytes))
                _spilled = new SpilledRows(context.SpillStorage, _types);
            if (_spilled is null)
                _rows.Append(batch.Columns, RowList.Of(batch));
            else
                _spilled.Append(batch.Columns, RowList.Of(batch));
        }
        _spilled?.Rewind();
    }

    /// <inheritdoc/>
    public Batch? Next()
    {
        if (_next >= _rows.Count)
            return _spilled?.Next();
        var count = Math.Min(Batch.DefaultCapacity, _rows.Count - _next);
        _rows.CopyRange(_next, count, _output);
        _next += count;
        _outputBatch.RowCount = count;
        _outputBatch.SelectAll();
        return _outputBatch;
    }

    /// <summary>Forgets all rows.</summary>
    public void Clear()
    {
        _spilled?.Dispose();
        _spilled = null;
        _rows.Clear();
        _next = 0;
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();
}
