using BTreeDb.Buffers;
using BTreeDb.Execution.Vectors;
using BTreeDb.Transactions;

namespace BTreeDb.Tables;

/// <summary>
/// Reads a table's rows in the order of its clustered key, decoding only the wanted columns. Leaves are decoded column by
/// column, several of them into one batch; the first batch ends after one leaf, so that who wants few rows gets them soon.
/// Conditions are tested leaf by leaf before anything else is decoded, so that batches are full of rows that satisfy them.
/// Reused for each execution.
/// </summary>
internal sealed unsafe class TableScan : IDisposable
{
    private const int FilteredBlockMin = 64;
    private readonly Table _table;
    private readonly bool _reverse;
    private readonly RowProjection _projection;
    private readonly ScanFilter? _filter;
    private readonly RowBlock _keys = new(Batch.DefaultCapacity);
    private VersionedCursor? _cursor;
    private int _next;
    private bool _isFirst;
    private bool _hasBlock;

    /// <summary>A scan that yields the columns with these ordinals, in this order.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">Ordinals of the wanted columns.</param>
    /// <param name="withRowKey">Adds a last column of type bytea: the row's clustered key, which writers take.</param>
    /// <param name="reverse">From the last key to the first.</param>
    /// <param name="conditions">Conditions that rows must satisfy.</param>
    public TableScan(
        Table table, ReadOnlySpan<int> columns, bool withRowKey, bool reverse, params ScanCondition[] conditions)
    {
        _table = table;
        _reverse = reverse;
        _projection = new RowProjection(table, columns, withRowKey, Batch.DefaultCapacity);
        if (conditions.Length > 0)
            _filter = new ScanFilter(table, conditions, _projection.NeedsKeys);
    }

    /// <summary>The batch that <see cref="Next"/> fills.</summary>
    public Batch Output => _projection.Output;

    /// <summary>Starts over a range of the clustered key, or over all rows.</summary>
    public void Open(TableAccess access, KeyBounds? bounds)
    {
        _cursor = access.OpenCursor(_table.Tree, _cursor, bounds is null ? AccessHint.Scan : AccessHint.Normal);
        _next = 0;
        _isFirst = true;
        _hasBlock = false;
        CursorRange.Seek(_cursor, bounds, _reverse);
    }

    /// <summary>Starts over a part of the table that <see cref="ScanMorsels"/> gave out.</summary>
    public void OpenMorsel(TableAccess access, byte[]? lower, byte[]? upper)
    {
        _cursor = access.OpenCursor(_table.Tree, _cursor, AccessHint.Scan);
        _next = 0;
        _isFirst = false;
        _hasBlock = false;
        _cursor.Seek(new KeyRange
        {
            HasLower = lower is not null,
            Lower = lower,
            HasUpper = upper is not null,
            Upper = upper,
            UpperExclusive = true,
        });
    }

    /// <summary>Fills <see cref="Output"/> with the next rows; false at the end.</summary>
    public bool Next()
    {
        _projection.Begin();
        var rows = 0;
        // A filter for the last few places would test a block in crumbs.
        var end = _filter is null ? Batch.DefaultCapacity : Batch.DefaultCapacity - FilteredBlockMin;
        while (rows < end && TryGetBlock(rows))
        {
            var wanted = Math.Min(_cursor!.Count - _next, Batch.DefaultCapacity - rows);
            rows += _filter is null ? Decode(_cursor, wanted, rows) : DecodeFiltered(_cursor, _filter, wanted, rows);
            if (_isFirst && rows > 0)
            {
                _isFirst = false;
                break;
            }
        }

        _projection.End(rows);
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

    /// <summary>Decodes those of the next records that satisfy the conditions; returns how many.</summary>
    private int DecodeFiltered(VersionedCursor cursor, ScanFilter filter, int wanted, int at)
    {
        var tested = wanted;
        var count = filter.Apply(cursor, _next, ref tested);
        _next += tested;
        if (count == 0)
            return 0;
        if (_projection.NeedsKeys)
            _projection.DecodeKeys(filter.KeyBytes, filter.KeyOffsets, filter.KeyLengths, count, at);
        _projection.DecodeRows(cursor.Base, filter.Offsets, filter.Lengths, count, at);
        return count;
    }

    /// <summary>Decodes the next records of the block; returns how many, fewer than wanted when their keys are long.</summary>
    private int Decode(VersionedCursor cursor, int wanted, int at)
    {
        var count = wanted;
        if (_projection.NeedsKeys)
        {
            _keys.Clear();
            for (var i = 0; i < wanted; i++)
            {
                if (!_keys.TryAdd(cursor.Key(_next + i)))
                    break;
            }

            count = _keys.Count;
            _projection.DecodeKeys(_keys.Bytes, _keys.Offsets, _keys.Lengths, count, at);
        }

        _projection.DecodeRows(
            cursor.Base, cursor.ValueOffsets.Slice(_next, count), cursor.ValueLengths.Slice(_next, count), count, at);
        _next += count;
        return count;
    }

    /// <summary>Stands on a block with rows left. Before a block goes, rows decoded from it let go of its memory.</summary>
    private bool TryGetBlock(int rows)
    {
        if (_hasBlock && _next < _cursor!.Count)
            return true;
        if (rows > 0)
            _projection.KeepText(rows);
        _hasBlock = _cursor!.NextBlock();
        _next = 0;
        return _hasBlock;
    }
}
