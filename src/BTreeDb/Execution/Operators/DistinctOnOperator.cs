using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>Of rows that are equal in some columns and follow each other, hands the first on.</summary>
internal sealed class DistinctOnOperator(Operator input, RowNeighbours neighbours) : UnaryOperator(input)
{
    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        neighbours.Forget();
        base.Open(context);
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (Input.Next() is { } batch)
        {
            Context.CheckCancellation();
            if (batch.Count > 0 && KeepFirst(batch))
                return batch;
        }

        return null;
    }

    private bool KeepFirst(Batch batch)
    {
        var rows = RowList.Of(batch);
        var last = rows[^1];
        var target = batch.OwnSelection();
        var kept = 0;
        var before = -1;
        foreach (var row in rows)
        {
            var isFirst = !neighbours.AreEqual(batch.Columns, row, before);
            before = row;
            if (isFirst)
                target[kept++] = row;
        }

        neighbours.Keep(batch.Columns, last);
        batch.Select(target, kept);
        return kept > 0;
    }
}
