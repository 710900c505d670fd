using BTreeDb.Execution.Vectors;
using BTreeDb.Tables;
using BTreeDb.Transactions;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// DO UPDATE of ON CONFLICT for one row after the other: locks the row that is there, runs the plan of the assignments
/// over it and the row that was to be inserted, and writes the result.
/// </summary>
/// <param name="plan">From both rows to the new one; no row where the condition is not met.</param>
/// <param name="input">Takes both rows.</param>
/// <param name="checks">CHECK constraints, or null.</param>
/// <param name="table">The table's name.</param>
/// <param name="keepsKeys">Whether the statement may come to a row twice, and has to notice.</param>
/// <param name="shared">The rows that other changes of the statement have written, and that they pass by; or null.</param>
internal sealed class ConflictUpdate(
    Operator plan, RowInputOperator input, RowChecks? checks, string table, bool keepsKeys, RepeatedKeys? shared) : IDisposable
{
    private readonly RowKeySet? _touched = keepsKeys ? new RowKeySet() : null;
    private readonly ByteWriter _rowKey = new(32);

    /// <summary>Starts an execution of the statement.</summary>
    public void Begin() => _touched?.Clear();

    /// <summary>Notes a row that the statement has inserted.</summary>
    public void Note(ReadOnlySpan<byte> rowKey)
    {
        _touched?.Add(rowKey);
        shared?.Add(rowKey);
    }

    /// <summary>
    /// Locks the row with a key and reads it; false when it has gone. 21000 when this statement has written it already.
    /// </summary>
    public bool TryLock(TableWriter writer, ReadOnlySpan<byte> rowKey, StatementContext context)
    {
        _rowKey.Reset();
        _rowKey.Append(rowKey);
        if ((_touched is not null && _touched.Contains(rowKey)) || (shared is not null && shared.Contains(rowKey)))
            throw OperatorErrors.ConflictRowTwice(table);
        return context.Tables!.LockRow(writer.Table, _rowKey.Written, RowLockMode.NoKeyUpdate, waits: true)
                == RowLockOutcome.Locked
            && writer.TryRead(_rowKey.Written);
    }

    /// <summary>Updates the locked row; returns its new state, valid until <see cref="Close"/>, or null if it stays.</summary>
    public Batch? Run(TableWriter writer, Batch newRows, int row, StatementContext context)
    {
        Fill(writer.OldRow, newRows, row);
        input.Give(input.Row);
        plan.Open(context);
        if (plan.Next() is not { Count: > 0 } changed)
            return null;
        var place = changed.Selection?[0] ?? 0;
        if (checks is not null)
        {
            checks.Evaluate(changed, context);
            checks.Check(changed, place, context);
        }
        writer.Update(_rowKey.Written, changed.Columns, place);
        shared?.Add(_rowKey.Written);
        Note(writer.RowKey);
        return changed;
    }

    /// <summary>Ends the update of a row.</summary>
    public void Close() => plan.Close();

    /// <inheritdoc/>
    public void Dispose() => plan.Dispose();

    private void Fill(Batch existing, Batch newRows, int row)
    {
        var target = input.Row.Columns;
        foreach (var column in target)
            column.Clear();
        var width = existing.Columns.Length;
        for (var i = 0; i < width; i++)
        {
            target[i].CopyRow(existing.Columns[i], 0, 0);
            target[width + i].CopyRow(newRows.Columns[i], row, 0);
        }
    }
}
