using BTreeDb.Buffers;
using BTreeDb.Catalog;
using BTreeDb.Execution.Vectors;
using BTreeDb.Transactions;
using BTreeDb.Trees;
using BTreeDb.Types;

namespace BTreeDb.Tables;

/// <summary>
/// Reads a table's rows in the order of an index. Where the index's columns and the primary key suffice, the table itself
/// is not touched. Reused for each execution.
/// </summary>
internal sealed unsafe class IndexScan : IDisposable
{
    private readonly Table _table;
    private readonly TableIndex _index;
    private readonly bool _reverse;
    private readonly RowProjection? _rows;
    private readonly IndexProjection? _entries;
    private readonly RowBlock _rowKeys = new(Batch.DefaultCapacity);
    private readonly RowBlock _records = new(Batch.DefaultCapacity);
    private readonly RecordPlace[] _places = new RecordPlace[BTree.ApproachedTogether];
    private TableAccess? _access;
    private VersionedCursor? _cursor;
    private RecordBuffer _record;
    private int _next;
    private bool _isFirst;
    private bool _hasBlock;

    /// <summary>A scan that yields the columns with these ordinals, in this order.</summary>
    /// <param name="table">The table.</param>
    /// <param name="index">One of its indexes.</param>
    /// <param name="columns">Ordinals of the wanted columns.</param>
    /// <param name="withRowKey">Adds a last column of type bytea: the row's clustered key, which writers take.</param>
    /// <param name="reverse">From the last key to the first.</param>
    public IndexScan(Table table, IndexSchema index, ReadOnlySpan<int> columns, bool withRowKey, bool reverse)
    {
        _table = table;
        _index = table.GetIndex(index);
        _reverse = reverse;
        if (Covers(table.Schema, index, columns))
            _entries = new IndexProjection(table, _index, columns, withRowKey);
        else
            _rows = new RowProjection(table, columns, withRowKey, Batch.DefaultCapacity);
    }

    /// <summary>Whether the index alone answers.</summary>
    public bool IsIndexOnly => _entries is not null;

    /// <summary>The batch that <see cref="Next"/> fills.</summary>
    public Batch Output => _entries?.Output ?? _rows!.Output;

    /// <summary>Whether an index-only scan could yield these columns.</summary>
    public static bool Covers(TableSchema table, IndexSchema index, ReadOnlySpan<int> columns)
    {
        foreach (var ordinal in columns)
        {
            if (!IsExactInKey(table.Columns[ordinal].Type) || !(IsIn(index.Columns, ordinal) || IsIn(table.PrimaryKey, ordinal)))
                return false;
        }

        return true;

        static bool IsIn(System.Collections.Immutable.ImmutableArray<IndexColumn> key, int ordinal)
        {
            foreach (var column in key)
            {
                if (column.Ordinal == ordinal)
                    return true;
            }

            return false;
        }
    }

    /// <summary>Starts over a range of the index's key, or over all entries.</summary>
    public void Open(TableAccess access, KeyBounds? bounds)
    {
        _access = access;
        _cursor = access.OpenCursor(_index.Tree, _cursor, bounds is null ? AccessHint.Scan : AccessHint.Normal);
        _next = 0;
        _isFirst = true;
        _hasBlock = false;
        CursorRange.Seek(_cursor, bounds, _reverse);
    }

    /// <summary>Fills <see cref="Output"/> with the next rows; false at the end.</summary>
    public bool Next()
    {
        var rows = _entries is not null ? FillFromIndex(_entries) : FillFromTable(_rows!);
        return rows > 0;
    }

    /// <summary>Ends the scan; it may be opened again.</summary>
    public void Close()
    {
        _hasBlock = false;
        _cursor?.End();
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    /// <summary>
    /// Floating-point, numeric, interval and bpchar keys give back an equal value, but not always the very same one; those of
    /// arrays and jsonb hold a normal form that gives nothing back.
    /// </summary>
    private static bool IsExactInKey(SqlType type) => VariableOrder.IsByBytes(type) && type.Physical
        is not (PhysicalType.Single or PhysicalType.Double or PhysicalType.Numeric or PhysicalType.Interval);

    private int FillFromIndex(IndexProjection entries)
    {
        entries.Begin();
        var rows = 0;
        while (rows < Batch.DefaultCapacity && TryGetBlock())
        {
            var wanted = Math.Min(_cursor!.Count - _next, Batch.DefaultCapacity - rows);
            var count = entries.Decode(_cursor, _next, wanted, rows);
            rows += count;
            _next += count;
            if (EndsFirstBatch())
                break;
        }

        entries.End(rows);
        return rows;
    }

    /// <summary>Collects the rows that entries refer to, then decodes them column by column.</summary>
    private int FillFromTable(RowProjection rows)
    {
        rows.Begin();
        _rowKeys.Clear();
        _records.Clear();
        while (_records.Count < Batch.DefaultCapacity && TryGetBlock())
        {
            if (!CollectRows() || EndsFirstBatch())
                break;
        }

        rows.DecodeRows(_records.Bytes, _records.Offsets, _records.Lengths, _records.Count, 0);
        if (rows.NeedsKeys)
            rows.DecodeKeys(_rowKeys.Bytes, _rowKeys.Offsets, _rowKeys.Lengths, _rowKeys.Count, 0);
        rows.End(_records.Count);
        return _records.Count;
    }

    /// <summary>Reads rows of the current block until it ends (true) or there is no room (false).</summary>
    private bool CollectRows()
    {
        while (_next < _cursor!.Count)
        {
            var first = _rowKeys.Count;
            AddRowKeys(Math.Min(_cursor.Count - _next, BTree.ApproachedTogether));
            var count = _rowKeys.Count - first;
            if (count == 0)
                return false;
            var places = _places.AsSpan(0, count);
            _table.Tree.Tree.Approach(
                _rowKeys.Bytes, _rowKeys.Offsets.AsSpan(first, count), _rowKeys.Lengths.AsSpan(first, count), places);
            for (var i = 0; i < count; i++)
            {
                if (!_table.Tree.TryGet(_access!.Transaction, _rowKeys[first + i], places[i], ref _record))
                    throw TableErrors.IndexEntryWithoutRow(_index.Schema.Name, _table.Schema.Name);
                if (!_records.TryAdd(_record.Span))
                {
                    _rowKeys.RemoveLast(count - i);
                    return false;
                }

                _next++;
            }
        }

        return true;
    }

    /// <summary>Adds the row keys of the next entries, as many as there is room for.</summary>
    private void AddRowKeys(int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (!_rowKeys.TryAdd(_index.RowKeyOf(_cursor!.Key(_next + i), _cursor.Value(_next + i))))
                return;
        }
    }

    private bool EndsFirstBatch()
    {
        var wasFirst = _isFirst;
        _isFirst = false;
        return wasFirst;
    }

    private bool TryGetBlock()
    {
        if (_hasBlock && _next < _cursor!.Count)
            return true;
        _hasBlock = _cursor!.NextBlock();
        _next = 0;
        return _hasBlock;
    }
}
