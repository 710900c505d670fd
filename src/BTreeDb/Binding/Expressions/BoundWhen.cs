namespace BTreeDb.Binding.Expressions;

/// <summary>One WHEN ... THEN ... of a CASE.</summary>
internal sealed record BoundWhen(BoundExpression Condition, BoundExpression Result);
