using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;
using BTreeDb.Tables;

namespace BTreeDb.Execution.Operators;

/// <summary>Conjuncts over the same columns, tested by a scan.</summary>
internal sealed class CompiledScanCondition(int[] ordinals, VectorExpression[] conjuncts) : ScanCondition(ordinals)
{
    /// <summary>The execution; set before each scan.</summary>
    public StatementContext Context { get; set; } = null!;

    /// <inheritdoc/>
    public override void Select(Batch batch)
    {
        Context.CheckCancellation();
        foreach (var conjunct in conjuncts)
        {
            if (batch.Count == 0)
                return;
            conjunct.Select(batch, Context.Evaluation);
        }
    }
}
