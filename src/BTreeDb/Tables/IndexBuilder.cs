using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Execution.Vectors;
using BTreeDb.Transactions;
using BTreeDb.Types;

namespace BTreeDb.Tables;

/// <summary>
/// Fills a new index from the rows of its table: entries are gathered up to a bound of memory, sorted, and inserted in
/// ascending order. The first run makes full leaves; should there be more, each touches a page once. The caller keeps
/// writers away.
/// </summary>
internal sealed class IndexBuilder
{
    private readonly TableAccess _access;
    private readonly Table _table;
    private readonly TableIndex _index;
    private readonly IndexEntryWriter _entries;
    private readonly EntryRun _run;
    private readonly TreeAppender _appender;
    private readonly ByteWriter _key = new(64);

    /// <summary>A builder for an index that <paramref name="table"/> already lists.</summary>
    public IndexBuilder(TableAccess access, Table table, IndexSchema index, long memoryBytes)
    {
        _access = access;
        _table = table;
        _index = table.GetIndex(index);
        _entries = new IndexEntryWriter(table, _index);
        _run = new EntryRun(memoryBytes);
        _appender = new TreeAppender(_index.Tree);
    }

    /// <summary>Builds the index.</summary>
    public void Build(CancellationToken cancellation)
    {
        var ordinals = NeededColumns();
        var columns = new ColumnVector[_table.Schema.Columns.Length];
        using var scan = new TableScan(_table, ordinals, withRowKey: true, reverse: false);
        scan.Open(_access, null);
        while (scan.Next())
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < ordinals.Length; i++)
                columns[ordinals[i]] = scan.Output.Columns[i];
            AddRows(scan.Output, columns);
        }

        scan.Close();
        Flush();
    }

    /// <summary>Only what the entries consist of is decoded; what an index computes may need any column.</summary>
    private int[] NeededColumns()
    {
        var needed = new List<int>();
        for (var ordinal = 0; ordinal < _table.Schema.Columns.Length; ordinal++)
        {
            var isNeeded = _index.Schema.IsComputed;
            foreach (var column in _index.Schema.Columns)
                isNeeded |= column.Ordinal == ordinal;
            if (isNeeded)
                needed.Add(ordinal);
        }

        return [.. needed];
    }

    private void AddRows(Batch batch, ColumnVector[] columns)
    {
        var rowKeys = (ColumnVector<TextView>)batch.Columns[^1];
        for (var row = 0; row < batch.RowCount; row++)
        {
            var rowKey = rowKeys.Values[row].Span;
            var kind = _entries.Write(_key, rowKey, columns, row);
            if (kind == IndexEntryKind.None)
                continue;
            if (!_run.TryAdd(_key.Written, kind == IndexEntryKind.Unique ? rowKey : []))
            {
                Flush();
                _run.TryAdd(_key.Written, kind == IndexEntryKind.Unique ? rowKey : []);
            }
        }
    }

    private void Flush()
    {
        _run.Sort();
        _appender.Begin(_access.Transaction);
        for (var i = 0; i < _run.Count; i++)
        {
            _run.Get(i, out var key, out var value);
            if (_appender.Insert(key, value) != InsertOutcome.Inserted)
                throw NotUnique(_appender.DuplicateKey);
        }

        if (_appender.Flush() != InsertOutcome.Inserted)
            throw NotUnique(_appender.DuplicateKey);
        _run.Clear();
    }

    private EngineException NotUnique(ReadOnlySpan<byte> key) => new(
        SqlState.UniqueViolation, $"could not create unique index \"{_index.Schema.Name}\"")
    {
        Detail = $"Key {RowText.OfEncodedKey(_table.Schema, _index, key, _access.TimeZone)} is duplicated.",
        SchemaName = _table.Schema.SchemaName,
        TableName = _table.Schema.Name,
        ConstraintName = _index.Schema.Name,
    };
}
