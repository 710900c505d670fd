using BTreeDb.Catalog;
using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>INSERT.</summary>
internal sealed class InsertOperator(
    Operator input, TableSchema table, RowBuffer? buffer, VectorExpression[] row, RowChecks? checks,
    VectorExpression[] returning)
    : ChangeOperator(input, table, buffer, returning)
{
    private readonly Batch _newRows = new(new ColumnVector[row.Length]);

    /// <inheritdoc/>
    protected override Batch Change(Batch batch)
    {
        for (var i = 0; i < row.Length; i++)
            _newRows.Columns[i] = row[i].Evaluate(batch, Context.Evaluation);
        _newRows.RowCount = batch.RowCount;
        _newRows.Selection = batch.Selection;
        _newRows.SelectionCount = batch.SelectionCount;
        checks?.Evaluate(_newRows, Context);
        foreach (var place in RowList.Of(batch))
        {
            checks?.Check(_newRows, place, Context);
            Writer.Insert(_newRows.Columns, place);
        }
        Context.RowsAffected += batch.Count;
        return _newRows;
    }
}
