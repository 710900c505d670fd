using BTreeDb.Buffers;
using BTreeDb.Diagnostics;
using BTreeDb.Execution.Vectors;
using BTreeDb.Primitives;
using BTreeDb.Tables;
using BTreeDb.Transactions;
using BTreeDb.Trees;
using BTreeDb.Types;

namespace BTreeDb.Checking;

/// <summary>
/// Compares a table with its indexes as one snapshot sees them: every row decodes, has its entry in every index, and no
/// index has an entry beyond those. Writers do not matter.
/// </summary>
internal sealed class TableCheck(TableAccess access, Table table, CheckFindings findings)
{
    /// <summary>An index that has lost a range says so often enough.</summary>
    private const int FindingsPerIndexMax = 20;

    private readonly ByteWriter _entry = new(64);
    private readonly IndexEntryWriter[] _writers = new IndexEntryWriter[table.Indexes.Length];
    private readonly long[] _rows = new long[table.Indexes.Length];
    private RecordBuffer _value;

    private Transaction Transaction => access.Transaction;

    /// <summary>Checks the table.</summary>
    public void Run(CancellationToken cancellation)
    {
        var missing = new int[table.Indexes.Length];
        try
        {
            CheckRows(missing, cancellation);
        }
        catch (EngineException damage) when (IsDamage(damage))
        {
            findings.Add(CheckKind.Table, table.Schema.Name, table.Tree.Id.Root, damage.Message);
            return;
        }

        for (var i = 0; i < table.Indexes.Length; i++)
            CheckEntries(table.Indexes[i], _rows[i], missing[i], cancellation);
    }

    private static bool IsDamage(EngineException failure) =>
        failure.SqlState is SqlState.DataCorrupted or SqlState.IndexCorrupted;

    private void CheckRows(int[] missing, CancellationToken cancellation)
    {
        var ordinals = new int[table.Schema.Columns.Length];
        for (var i = 0; i < ordinals.Length; i++)
            ordinals[i] = i;
        for (var i = 0; i < _writers.Length; i++)
            _writers[i] = new IndexEntryWriter(table, table.Indexes[i]);
        using var scan = new TableScan(table, ordinals, withRowKey: true, reverse: false);
        scan.Open(access, null);
        while (scan.Next())
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < missing.Length; i++)
                missing[i] += FindEntries(i, scan.Output, FindingsPerIndexMax - missing[i]);
        }
    }

    /// <summary>Looks each row of a batch up in an index; returns how many are missing.</summary>
    private int FindEntries(int place, Batch batch, int reportsLeft)
    {
        var missing = 0;
        var index = table.Indexes[place];
        var rowKeys = (ColumnVector<TextView>)batch.Columns[^1];
        var columns = batch.Columns.AsSpan(0, table.Schema.Columns.Length);
        for (var row = 0; row < batch.RowCount; row++)
        {
            var rowKey = rowKeys.Values[row].Span;
            var kind = _writers[place].Write(_entry, rowKey, columns, row);
            if (kind == IndexEntryKind.None)
                continue;
            _rows[place]++;
            try
            {
                if (index.Tree.TryGet(Transaction, _entry.Written, ref _value)
                    && _value.Span.SequenceEqual(kind == IndexEntryKind.Unique ? rowKey : []))
                    continue;
            }
            catch (EngineException damage) when (IsDamage(damage))
            {
                // The tree's own check has said so.
                continue;
            }

            if (++missing <= reportsLeft)
                Report(index, $"row with key {Convert.ToHexString(rowKey)} has no entry");
        }

        return missing;
    }

    private void CheckEntries(TableIndex index, long rows, int missing, CancellationToken cancellation)
    {
        try
        {
            var entries = CountEntries(index, cancellation);
            if (entries == rows && missing == 0)
                return;
            if (entries != rows - missing)
                FindOrphans(index, cancellation);
            Report(index, $"it has {entries} entries for {rows} rows, {missing} of which have none");
        }
        catch (EngineException damage) when (IsDamage(damage))
        {
            Report(index, damage.Message);
        }
    }

    private long CountEntries(TableIndex index, CancellationToken cancellation)
    {
        var entries = 0L;
        var cursor = index.Tree.OpenCursor(Transaction, AccessHint.Scan);
        cursor.Seek(KeyRange.All);
        while (cursor.NextBlock())
        {
            cancellation.ThrowIfCancellationRequested();
            entries += cursor.Count;
        }

        return entries;
    }

    private void FindOrphans(TableIndex index, CancellationToken cancellation)
    {
        var reports = 0;
        var cursor = index.Tree.OpenCursor(Transaction, AccessHint.Scan);
        cursor.Seek(KeyRange.All);
        while (cursor.MoveNext() && reports < FindingsPerIndexMax)
        {
            cancellation.ThrowIfCancellationRequested();
            var rowKey = index.RowKeyOf(cursor.CurrentKey, cursor.CurrentValue);
            if (table.Tree.Contains(Transaction, rowKey, ref _value))
                continue;
            Report(index, $"an entry refers to the row with key {Convert.ToHexString(rowKey)}, which does not exist");
            reports++;
        }
    }

    private void Report(TableIndex index, string what) =>
        findings.Add(CheckKind.Index, index.Schema.Name, PageId.None, what);
}
