using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>
/// A node of a compiled expression. It owns the vector that it returns and all its working memory, so evaluating
/// allocates nothing, and one tree serves one thread. Only rows that count are evaluated: an error hides in a row that
/// the selection leaves out.
/// </summary>
internal abstract class VectorExpression(SqlType type)
{
    /// <summary>The type of the result.</summary>
    public SqlType Type { get; } = type;

    /// <summary>
    /// The values of the counted rows, at the rows' own places, valid until the next evaluation of this node or the
    /// batch's end. A constant vector (<see cref="ColumnVector.IsConstant"/>) may be returned.
    /// </summary>
    public abstract ColumnVector Evaluate(Batch batch, EvaluationContext context);

    /// <summary>Keeps only the counted rows for which this predicate is true (not false, not NULL).</summary>
    public virtual void Select(Batch batch, EvaluationContext context)
    {
        if (batch.Count > 0)
            BooleanSelection.KeepTrue(batch, (ColumnVector<byte>)Evaluate(batch, context));
    }
}
