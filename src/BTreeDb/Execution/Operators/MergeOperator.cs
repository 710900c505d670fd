using BTreeDb.Binding.Statements;
using BTreeDb.Catalog;
using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// MERGE. The clauses of a batch's rows are chosen before the first of them is carried out, row by row in the order of the
/// input. A target row is updated or deleted once; a second time, or after another change of the statement, is an error.
/// </summary>
internal sealed class MergeOperator(Operator input, TableSchema table, RowBuffer buffer, int keyPlace, MergeClause[] clauses, RepeatedKeys? shared)
    : ChangeOperator(input, table, buffer, [])
{
    private readonly RowKeySet _touched = new();
    private readonly Batch _nothing = new([]);
    private int[] _clauseOf = new int[Batch.DefaultCapacity];

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        _touched.Clear();
        base.Open(context);
    }

    /// <inheritdoc/>
    protected override Batch Change(Batch batch)
    {
        if (_clauseOf.Length < batch.RowCount)
            _clauseOf = new int[batch.RowCount];
        Array.Fill(_clauseOf, -1);
        var keys = (ColumnVector<TextView>)batch.Columns[keyPlace];
        for (var i = 0; i < clauses.Length; i++)
            clauses[i].Choose(batch, keys, _clauseOf, i, Context);
        foreach (var row in RowList.Of(batch))
        {
            if (_clauseOf[row] >= 0)
                Run(clauses[_clauseOf[row]], keys, row);
        }
        return _nothing;
    }

    private void Run(MergeClause clause, ColumnVector<TextView> keys, int row)
    {
        if (clause.Kind == BoundMergeKind.Nothing)
            return;
        var rowKey = clause.Kind == BoundMergeKind.Insert ? default : keys.Values[keys.IndexOf(row)].Span;
        if (clause.Kind != BoundMergeKind.Insert && !(_touched.Add(rowKey) && (shared?.Add(rowKey) ?? true)))
            throw OperatorErrors.MergeRowTwice(Writer.Table.Schema.Name);
        clause.Check(row, Context);
        var isDone = true;
        switch (clause.Kind)
        {
            case BoundMergeKind.Insert:
                Writer.Insert(clause.NewRows.Columns, row);
                shared?.Add(Writer.RowKey);
                break;
            case BoundMergeKind.Update:
                isDone = Writer.Update(rowKey, clause.NewRows.Columns, row);
                break;
            default:
                isDone = Writer.Delete(rowKey);
                break;
        }
        if (isDone)
            Context.RowsAffected++;
    }
}
