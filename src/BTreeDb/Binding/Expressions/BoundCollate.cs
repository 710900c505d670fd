using BTreeDb.Types;

namespace BTreeDb.Binding.Expressions;

/// <summary>A value whose collation the statement says. It computes nothing.</summary>
/// <param name="Operand">The value.</param>
/// <param name="Collation">How it is compared.</param>
internal sealed record BoundCollate(BoundExpression Operand, Collation Collation) : BoundExpression(Operand.Type);
