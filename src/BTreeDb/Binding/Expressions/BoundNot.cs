using BTreeDb.Types;

namespace BTreeDb.Binding.Expressions;

/// <summary>NOT.</summary>
internal sealed record BoundNot(BoundExpression Operand) : BoundExpression(SqlType.Boolean);
