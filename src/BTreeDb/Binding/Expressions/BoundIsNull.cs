using BTreeDb.Types;

namespace BTreeDb.Binding.Expressions;

/// <summary>IS [NOT] NULL.</summary>
internal sealed record BoundIsNull(BoundExpression Operand, bool IsNegated) : BoundExpression(SqlType.Boolean);
