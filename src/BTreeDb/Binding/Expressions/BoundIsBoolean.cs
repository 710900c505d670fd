using BTreeDb.Types;

namespace BTreeDb.Binding.Expressions;

/// <summary>IS [NOT] TRUE, FALSE or UNKNOWN; never NULL.</summary>
/// <param name="Operand">A boolean.</param>
/// <param name="Truth">True, false, or null for UNKNOWN.</param>
/// <param name="IsNegated">With NOT.</param>
internal sealed record BoundIsBoolean(BoundExpression Operand, bool? Truth, bool IsNegated)
    : BoundExpression(SqlType.Boolean);
