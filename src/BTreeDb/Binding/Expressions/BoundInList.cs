using System.Collections.Immutable;
using BTreeDb.Types;

namespace BTreeDb.Binding.Expressions;

/// <summary>[NOT] IN over a list of expressions of the operand's type; three-valued.</summary>
internal sealed record BoundInList(BoundExpression Operand, ImmutableArray<BoundExpression> Values, bool IsNegated)
    : BoundExpression(SqlType.Boolean);
