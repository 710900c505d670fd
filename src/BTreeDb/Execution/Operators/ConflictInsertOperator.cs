using BTreeDb.Catalog;
using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;
using BTreeDb.Tables;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// INSERT ... ON CONFLICT. A row whose key exists is left out, or updates the row that has the key. RETURNING sees the
/// rows that were inserted or updated, in the order of the input.
/// </summary>
internal sealed class ConflictInsertOperator(
    Operator input, TableSchema table, RowBuffer? buffer, VectorExpression[] row, RowChecks? checks,
    VectorExpression[] returning, IndexSchema?[] arbiters, ConflictUpdate? update)
    : ChangeOperator(input, table, buffer, returning)
{
    private readonly Batch _newRows = new(new ColumnVector[row.Length]);
    private readonly GatheredRows? _changed = returning.Length > 0 ? new GatheredRows(table) : null;
    private readonly Batch _nothing = new([]);
    private ConflictArbiters? _arbiters;
    private TableWriter? _known;

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        update?.Begin();
        base.Open(context);
    }

    /// <inheritdoc/>
    public override void Close()
    {
        update?.Close();
        base.Close();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        update?.Dispose();
    }

    /// <inheritdoc/>
    protected override Batch Change(Batch batch)
    {
        for (var i = 0; i < row.Length; i++)
            _newRows.Columns[i] = row[i].Evaluate(batch, Context.Evaluation);
        _newRows.RowCount = batch.RowCount;
        _newRows.Selection = batch.Selection;
        _newRows.SelectionCount = batch.SelectionCount;
        checks?.Evaluate(_newRows, Context);
        if (!ReferenceEquals(_known, Writer))
        {
            _known = Writer;
            _arbiters = new ConflictArbiters(Writer.Table, arbiters);
        }
        _changed?.Begin();
        foreach (var place in RowList.Of(batch))
        {
            checks?.Check(_newRows, place, Context);
            Put(place);
        }
        return _changed?.End() ?? _nothing;
    }

    /// <summary>Inserts a row or does what the clause says; again should the row with its key have gone meanwhile.</summary>
    private void Put(int place)
    {
        while (true)
        {
            if (Writer.TryInsert(_newRows.Columns, place, _arbiters!))
            {
                update?.Note(Writer.RowKey);
                Count(_newRows, place, 0);
                return;
            }
            if (update is null)
                return;
            if (!update.TryLock(Writer, _arbiters!.RowKey, Context))
                continue;
            if (update.Run(Writer, _newRows, place, Context) is { } updated)
                Count(updated, updated.Selection?[0] ?? 0, Math.Max(1, (uint)Context.Tables!.Transaction.Id.Value));
            update.Close();
            return;
        }
    }

    private void Count(Batch rows, int place, long updater)
    {
        Context.RowsAffected++;
        _changed?.Add(rows, place, updater);
    }
}
