using BTreeDb.Diagnostics;
using BTreeDb.Execution.Vectors;
using BTreeDb.Primitives;
using BTreeDb.Transactions;
using BTreeDb.Trees;
using BTreeDb.Types;

namespace BTreeDb.Tables;

/// <summary>
/// Changes rows of a table and keeps all its indexes in step. Raises 23502 and 23505 as PostgreSQL words them; CHECK
/// constraints are the caller's. Rows come as vectors, one per table column in the order of ordinals. Reused for each
/// execution.
/// </summary>
internal sealed class TableWriter : IDisposable
{
    private readonly Table _table;
    private readonly VectorRowWriter _rowWriter;
    private readonly RowProjection _oldRow;
    private readonly RowBlock _oldRecord = new(1);
    private readonly RowBlock _oldKey = new(1);
    private readonly IndexEntryWriter[] _entries;
    private readonly DuplicateSearch _duplicates = new();
    private readonly ByteWriter _key = new(32);
    private RecordBuffer _record;
    private BulkInsert? _bulk;
    private TableAccess? _access;

    /// <summary>A writer for a table.</summary>
    public TableWriter(Table table)
    {
        _table = table;
        _rowWriter = new VectorRowWriter(table.Layout);
        _entries = new IndexEntryWriter[table.Indexes.Length];
        for (var i = 0; i < _entries.Length; i++)
            _entries[i] = new IndexEntryWriter(table, table.Indexes[i]);
        var ordinals = new int[table.Schema.Columns.Length];
        for (var i = 0; i < ordinals.Length; i++)
            ordinals[i] = i;
        _oldRow = new RowProjection(table, ordinals, withRowKey: false, capacity: 1);
    }

    /// <summary>
    /// Starts writing within a transaction: takes the table's lock for writers, and fails with 40001 when the table's
    /// definition changed after the transaction's snapshot.
    /// </summary>
    public void Open(TableAccess access)
    {
        access.LockForWriting(_table);
        _access = access;
    }

    /// <summary>The table.</summary>
    public Table Table => _table;

    /// <summary>Is told of each row that was written; null where nothing hangs on the rows.</summary>
    public IRowObserver? Observer { get; set; }

    /// <summary>The clustered key of the row that was inserted or updated last.</summary>
    public ReadOnlySpan<byte> RowKey => _key.Written;

    /// <summary>Inserts row <paramref name="row"/> of the vectors.</summary>
    public void Insert(ReadOnlySpan<ColumnVector> columns, int row)
    {
        WriteNewKey(columns, row);
        foreach (var entry in _entries)
        {
            if (entry.IsComputed)
                continue;
            entry.WriteNew(_key.Written, columns, row);
            entry.ApproachNew();
        }

        InsertRow(_key.Written, columns, row);
        foreach (var entry in _entries)
        {
            // What an index computes may fail, and a duplicate of the key is told first.
            if (entry.IsComputed)
                entry.WriteNew(_key.Written, columns, row);
            InsertEntry(entry, columns, row);
        }

        _access!.CountRows(_table, 1);
        Observer?.Inserted(columns, row, _key.Written);
    }

    /// <summary>
    /// Inserts a row of many, now or later: <see cref="Flush"/> follows the last one.
    /// </summary>
    public void InsertOfMany(ReadOnlySpan<ColumnVector> columns, int row)
    {
        _bulk ??= new BulkInsert(_table);
        if (!_bulk.IsOpen)
            _bulk.Begin(_access!);
        WriteNewKey(columns, row);
        _bulk.InsertRow(_key.Written, _rowWriter.Write(columns, row));
        for (var i = 0; i < _entries.Length; i++)
        {
            var entry = _entries[i];
            entry.WriteNew(_key.Written, columns, row);
            if (entry.Kind != IndexEntryKind.None
                && !_bulk.TryAddEntry(i, entry.Key.Written, entry.Kind == IndexEntryKind.Unique ? _key.Written : []))
                InsertEntry(entry, columns, row);
        }

        _access!.CountRows(_table, 1);
        Observer?.Inserted(columns, row, _key.Written);
    }

    /// <summary>Writes what <see cref="InsertOfMany"/> has left for later.</summary>
    public void Flush()
    {
        if (_bulk is not { IsOpen: true })
            return;
        _bulk.Flush();
        if (_bulk.IsBig)
            _bulk = null;
    }

    /// <summary>
    /// Inserts a row unless its key exists in one of the arbiters. Others may insert the same key between the look and the
    /// write: then the write is taken back, and the look repeated.
    /// </summary>
    /// <returns>False when the key exists; the arbiters know the row that has it.</returns>
    public bool TryInsert(ReadOnlySpan<ColumnVector> columns, int row, ConflictArbiters arbiters)
    {
        CheckNotNull(columns, row);
        while (!arbiters.FindsConflict(_access!, columns, row))
        {
            var mark = Transaction.Mark();
            try
            {
                Insert(columns, row);
                return true;
            }
            catch (EngineException error) when (error.SqlState == SqlState.UniqueViolation)
            {
                // Should the key that exists be no arbiter's, the look finds nothing and the error stands.
                Transaction.RollbackTo(mark);
                if (!arbiters.FindsConflict(_access!, columns, row))
                    throw;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether a change of columns leaves the clustered key and all index entries as they are and concerns no constraint
    /// that hangs on rows: then <see cref="UpdateInPlace"/> will do.
    /// </summary>
    /// <param name="changed">Ordinals of the columns.</param>
    public bool KeepsKeys(ReadOnlySpan<int> changed)
    {
        if (Observer is not null)
            return false;
        foreach (var ordinal in changed)
        {
            if (_table.FindInKey(ordinal) >= 0)
                return false;
        }

        foreach (var index in _table.Indexes)
        {
            if (index.Schema.IsComputed)
                return false;
            foreach (var column in index.Schema.Columns)
            {
                if (changed.Contains(column.Ordinal))
                    return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Gives the row with this clustered key the values at <paramref name="row"/>, of which only those differ that
    /// <see cref="KeepsKeys"/> was asked about. False when the transaction sees no such row (it has deleted it itself).
    /// </summary>
    public bool UpdateInPlace(ReadOnlySpan<byte> rowKey, ReadOnlySpan<ColumnVector> columns, int row)
    {
        CheckNotNull(columns, row);
        if (!_table.Tree.Update(Transaction, rowKey, _rowWriter.Write(columns, row)))
            return false;
        _access!.CountRows(_table, 0);
        return true;
    }

    /// <summary>
    /// Gives the row with this clustered key the values at <paramref name="row"/>. False when the transaction sees no such
    /// row (it has deleted it itself).
    /// </summary>
    public bool Update(ReadOnlySpan<byte> rowKey, ReadOnlySpan<ColumnVector> columns, int row)
    {
        CheckNotNull(columns, row);
        if (!TryReadOld(rowKey))
            return false;
        _key.Reset();
        if (_table.Schema.HasHiddenRowId)
            _key.Append(rowKey);
        else
            WriteKey(_table, _key, columns, row);
        foreach (var entry in _entries)
        {
            if (!entry.IsComputed)
                ApproachEntry(entry, rowKey, columns, row);
        }

        if (_key.Written.SequenceEqual(rowKey))
        {
            if (!_table.Tree.Update(Transaction, rowKey, _rowWriter.Write(columns, row)))
                return false;
        }
        else
        {
            if (!_table.Tree.Delete(Transaction, rowKey))
                return false;
            InsertRow(_key.Written, columns, row);
        }

        foreach (var entry in _entries)
            UpdateEntry(entry, rowKey, columns, row);
        _access!.CountRows(_table, 0);
        Observer?.Updated(_oldRow.Output.Columns, columns, row, _key.Written);
        return true;
    }

    /// <summary>Deletes the row with this clustered key. False when the transaction sees no such row.</summary>
    public bool Delete(ReadOnlySpan<byte> rowKey)
    {
        // Without indexes and constraints the old values do not matter.
        if ((!_table.Indexes.IsEmpty || Observer is not null) && !TryReadOld(rowKey))
            return false;
        foreach (var entry in _entries)
        {
            entry.WriteOld(rowKey, _oldRow.Output.Columns, 0);
            entry.ApproachOld();
        }

        if (!_table.Tree.Delete(Transaction, rowKey))
            return false;
        foreach (var entry in _entries)
            DeleteEntry(entry);

        _access!.CountRows(_table, -1);
        Observer?.Deleted(_oldRow.Output.Columns);
        return true;
    }

    /// <summary>Ends writing; it may be opened again. What still waits to be written is forgotten.</summary>
    public void Close()
    {
        _access = null;
        _bulk?.Discard();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private Transaction Transaction => _access!.Transaction;

    /// <summary>Checks a new row's values and writes its key.</summary>
    private void WriteNewKey(ReadOnlySpan<ColumnVector> columns, int row)
    {
        CheckNotNull(columns, row);
        _key.Reset();
        if (_table.Schema.HasHiddenRowId)
            KeyEncoding.WriteInt64(_key, _access!.NextRowId(_table), descending: false);
        else
            WriteKey(_table, _key, columns, row);
    }

    /// <summary>Raises 23502 when a value is missing.</summary>
    private void CheckNotNull(ReadOnlySpan<ColumnVector> columns, int row)
    {
        Invariant.Holds(columns.Length == _table.Schema.Columns.Length && _access is not null, "R1");
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i].Nulls.Any && columns[i].IsNull(row) && !_table.Schema.Columns[i].IsNullable)
                TableErrors.ThrowNotNullViolation(_table, i, RowText.OfRow(columns, row, _access!.TimeZone));
        }
    }

    /// <summary>Appends the primary key of a row.</summary>
    internal static void WriteKey(Table table, ByteWriter writer, ReadOnlySpan<ColumnVector> columns, int row)
    {
        var key = table.Schema.PrimaryKey;
        for (var i = 0; i < key.Length; i++)
            VectorKeyWriter.Append(writer, table.Key[i], columns[key[i].Ordinal], row);
    }

    private void InsertRow(ReadOnlySpan<byte> key, ReadOnlySpan<ColumnVector> columns, int row)
    {
        if (_table.Tree.Insert(Transaction, key, _rowWriter.Write(columns, row)) == InsertOutcome.Inserted)
            return;
        if (_table.Schema.HasHiddenRowId)
            throw TableErrors.RowKeyExists(_table.Schema.Name);
        TableErrors.ThrowUniqueViolation(null, _table,
            RowText.OfKey(_table.Schema, _table.Schema.PrimaryKey, columns, row, _access!.TimeZone));
    }

    /// <summary>Inserts an entry that is written; <see cref="_key"/> holds the row's key.</summary>
    private void InsertEntry(IndexEntryWriter entry, ReadOnlySpan<ColumnVector> columns, int row)
    {
        if (entry.Kind == IndexEntryKind.None)
            return;
        ReadOnlySpan<byte> value = entry.Kind == IndexEntryKind.Unique ? _key.Written : [];
        if (entry.Index.Tree.Insert(Transaction, entry.Key.Written, value, entry.Near) == InsertOutcome.Inserted)
        {
            if (entry.Index.Schema.IsDeferrable && entry.Kind == IndexEntryKind.WithRowKey && !entry.HasNull)
                FindDuplicate(entry);
            return;
        }

        TableErrors.ThrowUniqueViolation(
            entry.Index, _table, entry.Describe(_table, columns, row, _access!.TimeZone));
    }

    /// <summary>The entry just written ends with the row's key; what is before it shall be unique.</summary>
    private void FindDuplicate(IndexEntryWriter entry)
    {
        var key = entry.Key.Written[..^_key.Length];
        if (_duplicates.FindsDuplicate(_access!, entry.Index, key))
            Observer?.Duplicated(entry.Index, key);
    }

    /// <summary>Writes the old and the new entry of a row, and looks for their places if they differ.</summary>
    private void ApproachEntry(
        IndexEntryWriter entry, ReadOnlySpan<byte> oldRowKey, ReadOnlySpan<ColumnVector> columns, int row)
    {
        WriteEntries(entry, oldRowKey, columns, row);
        if (!entry.Moves)
            return;
        entry.ApproachOld();
        entry.ApproachNew();
    }

    private void WriteEntries(
        IndexEntryWriter entry, ReadOnlySpan<byte> oldRowKey, ReadOnlySpan<ColumnVector> columns, int row)
    {
        entry.WriteOld(oldRowKey, _oldRow.Output.Columns, 0);
        entry.WriteNew(_key.Written, columns, row);
    }

    /// <summary>Moves an entry; <see cref="_key"/> holds the row's new key.</summary>
    private void UpdateEntry(
        IndexEntryWriter entry, ReadOnlySpan<byte> oldRowKey, ReadOnlySpan<ColumnVector> columns, int row)
    {
        if (entry.IsComputed)
            WriteEntries(entry, oldRowKey, columns, row);
        if (entry.Moves)
        {
            DeleteEntry(entry);
            InsertEntry(entry, columns, row);
            return;
        }

        var index = entry.Index;
        if (entry.Kind != IndexEntryKind.Unique || _key.Written.SequenceEqual(oldRowKey))
            return;
        if (!index.Tree.Update(Transaction, entry.Key.Written, _key.Written))
            throw TableErrors.RowWithoutIndexEntry(index.Schema.Name, _table.Schema.Name);
    }

    /// <summary>Deletes the old entry that is written.</summary>
    private void DeleteEntry(IndexEntryWriter entry)
    {
        var index = entry.Index;
        if (entry.OldKind != IndexEntryKind.None && !index.Tree.Delete(Transaction, entry.OldKey.Written, entry.OldNear))
            throw TableErrors.RowWithoutIndexEntry(index.Schema.Name, _table.Schema.Name);
    }

    /// <summary>
    /// Reads the row with this clustered key; <see cref="OldRow"/> holds its columns until the next change. False when the
    /// transaction sees no such row.
    /// </summary>
    public bool TryRead(ReadOnlySpan<byte> rowKey) => TryReadOld(rowKey, always: true);

    /// <summary>The row that was read last: all columns in the order of ordinals.</summary>
    public Batch OldRow => _oldRow.Output;

    private unsafe bool TryReadOld(ReadOnlySpan<byte> rowKey, bool always = false)
    {
        if (!_table.Tree.TryGetAgain(Transaction, rowKey, ref _record))
            return false;
        if (_table.Indexes.IsEmpty && Observer is null && !always)
            return true;
        _oldRow.Begin();
        _oldRecord.Clear();
        _oldRecord.TryAdd(_record.Span);
        _oldRow.DecodeRows(_oldRecord.Bytes, _oldRecord.Offsets, _oldRecord.Lengths, 1, 0);
        if (_oldRow.NeedsKeys)
        {
            _oldKey.Clear();
            _oldKey.TryAdd(rowKey);
            _oldRow.DecodeKeys(_oldKey.Bytes, _oldKey.Offsets, _oldKey.Lengths, 1, 0);
        }

        _oldRow.End(1);
        return true;
    }
}
