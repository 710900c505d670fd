using BTreeDb.Types;

namespace BTreeDb.Binding.Expressions;

/// <summary>IS [NOT] DISTINCT FROM over operands of one type; never NULL.</summary>
internal sealed record BoundIsDistinct(BoundExpression Left, BoundExpression Right, bool IsNegated)
    : BoundExpression(SqlType.Boolean);
