using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>An expression without columns of the input, evaluated when an operator is opened.</summary>
internal sealed class ConstantValue(VectorExpression expression)
{
    private readonly Batch _row = new([]) { RowCount = 1 };

    /// <summary>The type of the value.</summary>
    public SqlType Type => expression.Type;

    /// <summary>Evaluates the expression.</summary>
    public Datum Evaluate(StatementContext context) => expression.Evaluate(_row, context.Evaluation).GetDatum(0);
}
