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
    private RecordBuffer _value;
    private long _rows;

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
            CheckEntries(table.Indexes[i], missing[i], cancellation);
    }

    private static bool IsDamage(EngineException failure) =>
        failure.SqlState is SqlState.DataCorrupted or SqlState.IndexCorrupted;

    private void CheckRows(int[] missing, CancellationToken cancellation)
    {
        var ordinals = new int[table.Schema.Columns.Length];
        for (var i = 0; i < ordinals.Length; i++)
            ordinals[i] = i;
        using var scan = new TableScan(table, ordinals, withRowKey: true, reverse: false);
        scan.Open(access, null);
        while (scan.Next())
        {
            cancellation.ThrowIfCancellationRequested();
            _rows += scan.Output.RowCount;
            for (var i = 0; i < missing.Length; i++)
                missing[i] += FindEntries(table.Indexes[i], scan.Output, FindingsPerIndexMax - missing[i]);
        }
    }

    /// <summary>Looks each row of a batch up in an index; returns how many are missing.</summary>
    private int FindEntries(TableIndex index, Batch batch, int reportsLeft)
    {
        var missing = 0;
        var rowKeys = (ColumnVector<TextView>)batch.Columns[^1];
        for (var row = 0; row < batch.RowCount; row++)
        {
            var rowKey = rowKeys.Values[row].Span;
            var keyIsValue = TableWriter.WriteEntry(_entry, index, rowKey, batch.Columns, row);
            try
            {
                if (index.Tree.TryGet(Transaction, _entry.Written, ref _value)
                    && _value.Span.SequenceEqual(keyIsValue ? rowKey : []))
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

    private void CheckEntries(TableIndex index, int missing, CancellationToken cancellation)
    {
        try
        {
            var entries = CountEntries(index, cancellation);
            if (entries == _rows && missing == 0)
                return;
            if (entries != _rows - missing)
                FindOrphans(index, cancellation);
            Report(index, $"it has {entries} entries for {_rows} rows, {missing} of which have none");
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
