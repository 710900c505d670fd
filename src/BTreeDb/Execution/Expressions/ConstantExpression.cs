using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>A literal.</summary>
internal sealed class ConstantExpression : VectorExpression
{
    private readonly ColumnVector _vector;

    public ConstantExpression(Datum value, SqlType type)
        : base(type)
    {
        Value = value;
        _vector = ColumnVector.Create(type, 1);
        _vector.SetConstant(value);
    }

    /// <summary>The value.</summary>
    public Datum Value { get; }

    public override ColumnVector Evaluate(Batch batch, EvaluationContext context) => _vector;
}
