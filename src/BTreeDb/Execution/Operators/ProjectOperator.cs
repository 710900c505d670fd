using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>Computes columns; the rows keep their places and their selection.</summary>
internal sealed class ProjectOperator(Operator input, VectorExpression[] expressions) : UnaryOperator(input)
{
    private readonly Batch _output = new(new ColumnVector[expressions.Length]);

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (Input.Next() is not { } batch)
            return null;
        Context.CheckCancellation();
        for (var i = 0; i < expressions.Length; i++)
            _output.SetColumn(i, expressions[i].Evaluate(batch, Context.Evaluation));
        _output.SelectAs(batch);
        return _output;
    }
}
