using BTreeDb.Catalog;
using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>DELETE. RETURNING sees the input's columns.</summary>
internal sealed class DeleteOperator(
    Operator input, TableSchema table, RowBuffer? buffer, int keyPlace, VectorExpression[] returning, RepeatedKeys? repeats)
    : ChangeOperator(input, table, buffer, returning)
{
    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        repeats?.Begin();
        base.Open(context);
    }

    /// <inheritdoc/>
    protected override Batch Change(Batch batch)
    {
        repeats?.Exclude(batch, keyPlace);
        var keys = (ColumnVector<TextView>)batch.Columns[keyPlace];
        var rows = RowList.Of(batch);
        var target = batch.OwnSelection();
        var count = 0;
        foreach (var row in rows)
        {
            if (Writer.Delete(keys.Values[keys.IndexOf(row)].Span))
                target[count++] = row;
        }
        batch.Select(target, count);
        Context.RowsAffected += count;
        return batch;
    }
}
