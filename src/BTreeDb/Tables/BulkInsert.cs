using BTreeDb.Primitives;
using BTreeDb.Transactions;

namespace BTreeDb.Tables;

/// <summary>
/// The writes of an INSERT of many rows: rows in ascending order behind all others wait until they fill a leaf, and index
/// entries until the statement ends or memory is used up, to be inserted in the order of their keys. Of several keys that
/// exist already the one is reported that row by row would have been met first.
/// </summary>
internal sealed class BulkInsert
{
    private const long EntryBytesMax = 64L << 20;

    private const int KeptRowsMax = 1 << 15;

    private readonly Table _table;
    private readonly TreeAppender _rows;
    private readonly TreeAppender?[] _appenders;
    private readonly EntryRun?[] _runs;
    private TableAccess? _access;
    private int _row;

    /// <summary>For a table.</summary>
    public BulkInsert(Table table)
    {
        _table = table;
        _rows = new TreeAppender(table.Tree);
        _appenders = new TreeAppender[table.Indexes.Length];
        _runs = new EntryRun[table.Indexes.Length];
        for (var i = 0; i < _runs.Length; i++)
        {
            // Whoever writes an entry of a deferrable constraint looks at once what else has its key.
            if (table.Indexes[i].Schema.IsDeferrable)
                continue;
            _appenders[i] = new TreeAppender(table.Indexes[i].Tree);
            _runs[i] = new EntryRun(EntryBytesMax / _runs.Length);
        }
    }

    /// <summary>Whether a statement has begun and not ended.</summary>
    public bool IsOpen => _access is not null;

    /// <summary>Whether it has grown so much that its memory is better given back.</summary>
    public bool IsBig => _row > KeptRowsMax;

    /// <summary>Starts a statement.</summary>
    public void Begin(TableAccess access)
    {
        _access = access;
        _row = 0;
        _rows.Begin(access.Transaction);
        foreach (var run in _runs)
            run?.Clear();
    }

    /// <summary>Inserts a row, now or later.</summary>
    public void InsertRow(ReadOnlySpan<byte> key, ReadOnlySpan<byte> row)
    {
        _row++;
        if (_rows.Insert(key, row) != InsertOutcome.Inserted)
            ThrowRowExists();
    }

    /// <summary>Takes an index entry for later.</summary>
    /// <param name="index">The index's place.</param>
    /// <param name="key">The entry's key.</param>
    /// <param name="value">The entry's value.</param>
    /// <returns>False when the entry has to be inserted at once.</returns>
    public bool TryAddEntry(int index, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (_runs[index] is not { } run)
            return false;
        if (run.TryAdd(key, value, _row))
            return true;
        FlushEntries();
        return run.TryAdd(key, value, _row);
    }

    /// <summary>Inserts all that waits, and ends the statement.</summary>
    public void Flush()
    {
        if (_rows.Flush() != InsertOutcome.Inserted)
            ThrowRowExists();
        FlushEntries();
        Discard();
    }

    /// <summary>Forgets all that waits, for the statement has failed.</summary>
    public void Discard()
    {
        _access = null;
        _rows.Forget();
    }

    private void FlushEntries()
    {
        var firstRow = int.MaxValue;
        var firstIndex = 0;
        byte[] firstKey = [];
        for (var i = 0; i < _runs.Length; i++)
        {
            if (_runs[i] is not { Count: > 0 } run)
                continue;
            run.Sort();
            var appender = _appenders[i]!;
            appender.Begin(_access!.Transaction);
            for (var entry = 0; entry < run.Count; entry++)
            {
                var row = run.Get(entry, out var key, out var value);
                if (appender.Insert(key, value) != InsertOutcome.Inserted && row < firstRow)
                    (firstRow, firstIndex, firstKey) = (row, i, appender.DuplicateKey.ToArray());
            }

            if (appender.Flush() != InsertOutcome.Inserted && firstRow == int.MaxValue)
                (firstRow, firstIndex, firstKey) = (_row, i, appender.DuplicateKey.ToArray());
            run.Clear();
        }

        if (firstRow == int.MaxValue)
            return;
        var index = _table.Indexes[firstIndex];
        TableErrors.ThrowUniqueViolation(
            index, _table, RowText.OfEncodedKey(_table.Schema, index, firstKey, _access!.TimeZone));
    }

    private void ThrowRowExists()
    {
        if (_table.Schema.HasHiddenRowId)
            throw TableErrors.RowKeyExists(_table.Schema.Name);
        TableErrors.ThrowUniqueViolation(null, _table, RowText.OfEncodedRowKey(_table, _rows.DuplicateKey, _access!.TimeZone));
    }
}
