using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>Rows kept in columns beyond their batches, addressed by number.</summary>
internal sealed class RowStore
{
    private readonly StoredColumn[] _columns;

    /// <summary>An empty store for rows of these types.</summary>
    public RowStore(SqlType[] types)
    {
        _columns = new StoredColumn[types.Length];
        for (var i = 0; i < types.Length; i++)
            _columns[i] = StoredColumn.Create(types[i]);
    }

    /// <summary>The number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>The columns.</summary>
    public ReadOnlySpan<StoredColumn> Columns => _columns;

    /// <summary>Bytes that the store holds, about.</summary>
    public long MemoryBytes
    {
        get
        {
            long bytes = 0;
            foreach (var column in _columns)
                bytes += column.MemoryBytes;
            return bytes;
        }
    }

    /// <summary>Appends rows of vectors at the same places.</summary>
    public void Append(ColumnVector[] sources, ReadOnlySpan<int> rows)
    {
        for (var i = 0; i < _columns.Length; i++)
            _columns[i].Append(sources[i], rows);
        Count = checked(Count + rows.Length);
    }

    /// <summary>Fills vectors with rows by number.</summary>
    public void Gather(ReadOnlySpan<int> stored, ColumnVector[] targets)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            targets[i].Clear();
            _columns[i].Gather(stored, targets[i]);
        }
    }

    /// <summary>Fills vectors with consecutive rows.</summary>
    public void CopyRange(int first, int count, ColumnVector[] targets)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            targets[i].Clear();
            _columns[i].CopyRange(first, count, targets[i]);
        }
    }

    /// <summary>Forgets all rows.</summary>
    public void Clear()
    {
        foreach (var column in _columns)
            column.Clear();
        Count = 0;
    }
}
