using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>Tests pairs: conditions that they must satisfy, and the comparison that a mark reports.</summary>
internal sealed class PairConditions(PairColumns columns, VectorExpression[] conditions, VectorExpression? comparison)
{
    /// <summary>Whether pairs need no test.</summary>
    public bool IsEmpty => conditions.Length == 0 && comparison is null;

    /// <summary>Keeps the pairs that satisfy all conditions.</summary>
    public void Filter(JoinPairs pairs, Batch probe, RowStore build, StatementContext context)
    {
        if (conditions.Length == 0)
            return;
        var batch = Select(pairs, probe, build, context);
        if (batch.Selection is not null)
            pairs.Keep(RowList.Of(batch));
    }

    /// <summary>
    /// Raises the marks of probe rows by what the comparison says of their pairs; without one, by the pairs themselves.
    /// </summary>
    public void Mark(JoinPairs pairs, Batch probe, RowStore build, StatementContext context, MarkValue[] marks)
    {
        var batch = Select(pairs, probe, build, context);
        if (batch.Count == 0)
            return;
        var compared = comparison?.Evaluate(batch, context.Evaluation) as ColumnVector<byte>;
        foreach (var pair in RowList.Of(batch))
        {
            var value = ValueOf(compared, pair);
            ref var mark = ref marks[pairs.Left[pair]];
            if (value > mark)
                mark = value;
        }
    }

    private Batch Select(JoinPairs pairs, Batch probe, RowStore build, StatementContext context)
    {
        var batch = columns.Gather(pairs, probe, build);
        foreach (var condition in conditions)
        {
            if (batch.Count > 0)
                condition.Select(batch, context.Evaluation);
        }
        return batch;
    }

    private static MarkValue ValueOf(ColumnVector<byte>? compared, int pair)
    {
        if (compared is null)
            return MarkValue.True;
        if (compared.IsNull(pair))
            return MarkValue.Null;
        return compared.Values[compared.IndexOf(pair)] != 0 ? MarkValue.True : MarkValue.False;
    }
}
