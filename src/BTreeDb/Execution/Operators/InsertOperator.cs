using BTreeDb.Catalog;
using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>INSERT. Beside other changes of its table the rows count as written by the statement.</summary>
internal sealed class InsertOperator(
    Operator input, TableSchema table, RowBuffer? buffer, VectorExpression[] row, RowChecks? checks,
    VectorExpression[] returning, RepeatedKeys? shared)
    : ChangeOperator(input, table, buffer, returning)
{
    /// <summary>Fewer rows are better written one by one.</summary>
    private const int ManyRows = 8;

    private readonly Batch _newRows = new(new ColumnVector[row.Length]);

    /// <inheritdoc/>
    protected override Batch Change(Batch batch)
    {
        for (var i = 0; i < row.Length; i++)
            _newRows.SetColumn(i, row[i].Evaluate(batch, Context.Evaluation));
        _newRows.SelectAs(batch);
        checks?.Evaluate(_newRows, Context);
        var isMany = batch.Count >= ManyRows && shared is null;
        foreach (var place in RowList.Of(batch))
        {
            checks?.Check(_newRows, place, Context);
            if (isMany)
                Writer.InsertOfMany(_newRows.Columns, place);
            else
                Writer.Insert(_newRows.Columns, place);
            shared?.Add(Writer.RowKey);
        }
        Context.RowsAffected += batch.Count;
        return _newRows;
    }
}
