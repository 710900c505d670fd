using BTreeDb.Binding.Statements;
using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>A WHEN clause of MERGE: chooses rows of a batch, and computes what is to be stored for them.</summary>
internal sealed class MergeClause(
    bool isMatched, BoundMergeKind kind, VectorExpression? condition, VectorExpression[] row, RowChecks? checks)
{
    /// <summary>What it does.</summary>
    public BoundMergeKind Kind { get; } = kind;

    /// <summary>The new rows of the batch, at the places of the rows that chose the clause.</summary>
    public Batch NewRows { get; } = new(new ColumnVector[row.Length]);

    /// <summary>
    /// Takes the undecided rows that the clause is for and whose condition holds: writes its number for them.
    /// </summary>
    /// <param name="batch">The batch; its selection is left as it was.</param>
    /// <param name="keys">The keys of target rows; NULL where there is no match.</param>
    /// <param name="clauseOf">The number of the clause of each row; -1 where undecided.</param>
    /// <param name="number">This clause's number.</param>
    /// <param name="context">The execution.</param>
    public void Choose(Batch batch, ColumnVector keys, int[] clauseOf, int number, StatementContext context)
    {
        var (selection, count) = (batch.Selection, batch.SelectionCount);
        var rows = RowList.Of(batch);
        var chosen = new int[rows.Length];
        var length = 0;
        foreach (var place in rows)
        {
            if (clauseOf[place] < 0 && keys.IsNull(place) != isMatched)
                chosen[length++] = place;
        }

        NewRows.RowCount = batch.RowCount;
        NewRows.Select(chosen, length);
        if (length > 0)
        {
            batch.Select(chosen, length);
            condition?.Select(batch, context.Evaluation);
            Take(batch, clauseOf, number, context);
        }

        batch.Selection = selection;
        batch.SelectionCount = count;
    }

    /// <summary>Raises 23514 when a new row violates a CHECK constraint.</summary>
    public void Check(int place, StatementContext context) => checks?.Check(NewRows, place, context);

    private void Take(Batch batch, int[] clauseOf, int number, StatementContext context)
    {
        foreach (var place in RowList.Of(batch))
            clauseOf[place] = number;
        if (batch.Count == 0)
            return;
        for (var i = 0; i < row.Length; i++)
            NewRows.Columns[i] = row[i].Evaluate(batch, context.Evaluation);
        NewRows.Select(RowList.Of(batch).ToArray(), batch.Count);
        checks?.Evaluate(NewRows, context);
    }
}
