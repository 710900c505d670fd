using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>Narrows the selection of its input's batches by each conjunct in turn; moves no row.</summary>
internal sealed class FilterOperator(Operator input, VectorExpression[] conjuncts) : UnaryOperator(input)
{
    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (Input.Next() is { } batch)
        {
            Context.CheckCancellation();
            foreach (var conjunct in conjuncts)
            {
                if (batch.Count == 0)
                    break;
                conjunct.Select(batch, Context.Evaluation);
            }
            if (batch.Count > 0)
                return batch;
        }
        return null;
    }
}
