using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>A column of the input batch: its vector itself, nothing is copied.</summary>
internal sealed class ColumnExpression(int column, SqlType type) : VectorExpression(type)
{
    /// <summary>The column's place in the batch.</summary>
    public int Column { get; } = column;

    public override ColumnVector Evaluate(Batch batch, EvaluationContext context) => batch.Columns[Column];
}
